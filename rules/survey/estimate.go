package survey

import (
	"unicode"
	"unicode/utf8"

	"heed/rules/flow"
	"heed/rules/label"
)

// seconds are what an answer takes, by its type.
var seconds = map[flow.QuestionType]float64{
	flow.QuestionSingle: 5, flow.QuestionMulti: 8, flow.QuestionText: 10, flow.QuestionLongText: 25, flow.QuestionNumber: 8,
	flow.QuestionRating: 4, flow.QuestionNPS: 4, flow.QuestionDate: 8, flow.QuestionContact: 12,
}

// How fast people read: characters of Chinese, and of other scripts, in a second.
const (
	readsHan   = 6.0
	readsOther = 18.0
)

// Seconds estimates how long somebody takes who is asked every question (D3-15):
// reading it and its options in the slowest language, and answering. Jumps make it
// less.
func Seconds(questions []Question) int {
	total := 0.0
	for i := range questions {
		q := &questions[i]
		slowest := 0.0
		for _, v := range label.Locale("").Values() {
			l := label.Locale(v)
			reads := reading(q.Text.Raw(l)) + reading(q.Instruction.Raw(l))
			for _, o := range q.Options {
				reads += reading(o.Text.Raw(l))
			}
			slowest = max(slowest, reads)
		}
		total += slowest + seconds[q.Type]
	}
	return int(total + 0.5)
}

// Minutes is Seconds in whole minutes, rounded up, at least one.
func Minutes(questions []Question) int { return max(1, (Seconds(questions)+59)/60) }

func reading(s string) float64 {
	han := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return float64(han)/readsHan + float64(utf8.RuneCountInString(s)-han)/readsOther
}
