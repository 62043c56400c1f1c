package survey

import (
	"regexp"

	"heed/rules/label"
)

// Hit is a phrase that puts an answer into people's mouths (D3-64).
type Hit struct {
	Question string
	Locale   label.Locale
	Phrase   string
}

// leading are the patterns of such phrases: asking for assent to praise, leaning
// on everybody, taking the answer for granted. Both Chinese scripts share them.
var leading = map[bool][]*regexp.Regexp{
	true: patterns( // Chinese
		`是否(也)?(认为|認為|觉得|覺得|同意|赞同|贊同)[^？?。，,]{0,30}(很|非常|十分|特别|特別|最|更)?(好|优秀|優秀|优质|優質|出色|满意|滿意|棒|领先|領先|值得|方便|快捷)`,
		`(难道|難道)[^？?。]{0,30}`,
		`(是不是|不是)(也)?(很|非常|十分|特别|特別|更)[^？?。，,]{0,10}`,
		`不(觉得|覺得|认为|認為)[^？?。，,]{0,30}(吗|嗎)`,
		`(您|你)(一定|肯定|想必|应该|應該)[^？?。，,]{0,20}(吧|吗|嗎|满意|滿意|喜欢|喜歡|同意)`,
		`(大家|众人|眾人|所有人|大多数客户|大多數客戶|多数客户|多數客戶)[都也]?(认为|認為|觉得|覺得|知道|喜欢|喜歡)`,
		`(众所周知|眾所周知|显然|顯然|毫无疑问|毫無疑問|不可否认|不可否認)`,
		`多么?(喜欢|喜歡|优秀|優秀)`,
		`多麼(喜欢|喜歡|优秀|優秀)`,
		`我(们|們)(的)?(优质|優質|优秀|優秀|一流|卓越|出色|领先|領先|完善|贴心|貼心)的?`,
		`(同意|认同|認同|赞同|贊同)[^？?。，,]{0,20}(吗|嗎)`,
	),
	false: patterns( // English
		`(?i)\b(do|would|will) you (also )?(agree|concur) (that|with)\b`,
		`(?i)\b(don't|don’t|wouldn't|wouldn’t|isn't|isn’t|aren't|aren’t|won't|won’t|didn't|didn’t|can't|can’t) (you|it|we|they)\b`,
		`(?i)\bdo you (think|believe|feel|find)( that)? [^?.]{0,40}\b(good|great|excellent|best|outstanding|wonderful|satisfying|superior|convenient)\b`,
		`(?i)\b(obviously|clearly|surely|undoubtedly|of course|as you know|needless to say)\b`,
		`(?i)\b(everyone|everybody|most (people|customers)) (knows?|thinks?|agrees?|believes?|loves?|likes?)\b`,
		`(?i)\bhow (great|good|excellent|wonderful|pleased) (is|are|was|were)\b`,
		`(?i)\bhow much (do|did|would) you (love|like|enjoy|appreciate)\b`,
		`(?i)\bour (excellent|outstanding|great|superior|leading|award-winning|world-class|first-class|wonderful|high-quality)\b`,
		`(?i)\byou (must|surely|certainly) (be|agree|like|love|feel)\b`,
	),
}

func patterns(sources ...string) []*regexp.Regexp {
	all := make([]*regexp.Regexp, len(sources))
	for i, s := range sources {
		all[i] = regexp.MustCompile(s)
	}
	return all
}

// Leading finds the phrases in the words of the questions and in what is said on
// filling them in, each once a question.
func Leading(questions []Question) []Hit {
	hits := []Hit{}
	for i := range questions {
		q, seen := &questions[i], map[string]bool{}
		for _, t := range []Text{q.Text, q.Instruction} {
			for _, v := range label.Locale("").Values() {
				l := label.Locale(v)
				for _, p := range leading[l != label.En] {
					if phrase := p.FindString(t.Raw(l)); phrase != "" && !seen[phrase] {
						seen[phrase] = true
						hits = append(hits, Hit{q.Code, l, phrase})
					}
				}
			}
		}
	}
	return hits
}
