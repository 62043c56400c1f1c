package survey

import (
	"fmt"
	"strings"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/text"
)

// Decision is why a phrase that looks leading may stay (D3-64). It is about these
// words: others need another.
type Decision struct {
	Question string `json:"question"`
	Phrase   string `json:"phrase"`
	Reason   string `json:"reason"`
}

// CheckAll is Check of all that a questionnaire holds.
func CheckAll(q Questionnaire) (Questionnaire, Faults) {
	var f Faults
	f.key("code", q.Code, map[string]bool{})
	known(&f, "scenario", q.Scenario)
	known(&f, "goals", q.Goals...)
	q.Title = f.clean("title", q.Title, true, false, MaxTitle)
	q.Purpose = f.clean("purpose", q.Purpose, false, true, MaxNotice)
	q.Confidentiality = f.clean("confidentiality", q.Confidentiality, false, true, MaxNotice)
	f.within("minutes", q.Minutes, 1, LongestMinute)
	reason, err := text.Lines("minutesReason", q.MinutesReason, 0, MaxHelp)
	if err != nil {
		f.add(err)
	}
	q.MinutesReason = reason
	q.Sections = f.sections(q.Sections)
	questions, wrong := Check(q.Questions)
	q.Questions = questions
	return q, append(f, wrong...)
}

func (f *Faults) sections(given []Section) []Section {
	if len(given) > len(flow.SurveyModule("").Values()) {
		f.add(fault.Input("sections", "input.too_many").With("max", len(flow.SurveyModule("").Values())))
		return given
	}
	cleaned := append([]Section{}, given...)
	seen := map[flow.SurveyModule]bool{}
	for i := range cleaned {
		s, at := &cleaned[i], fmt.Sprintf("sections[%d]", i)
		known(f, at+".module", s.Module)
		if seen[s.Module] {
			f.add(fault.Input(at+".module", "input.duplicate").With("value", s.Module))
		}
		seen[s.Module] = true
		s.Title = f.clean(at+".title", s.Title, true, false, MaxTitle)
		s.Instruction = f.clean(at+".instruction", s.Instruction, false, true, MaxHelp)
	}
	return cleaned
}

// Publishable refuses what must not be sent to customers: what is wrong (CheckAll),
// no purpose or no promise of confidence in a language that it speaks (D3-16,
// D3-63), a length out of 5 to 8 minutes without a reason (D3-15), no goal (D3-06), and leading
// phrases on which nobody has decided (D3-64).
func Publishable(q Questionnaire, decisions []Decision) Faults {
	q, f := CheckAll(q)
	for _, l := range Languages(q) {
		for _, notice := range []struct {
			at   string
			text Text
		}{{"purpose", q.Purpose}, {"confidentiality", q.Confidentiality}} {
			if notice.text.Raw(l) == "" {
				f.add(fault.Input(notice.at+"."+string(l), "survey.notice_missing").With("language", l))
			}
		}
	}
	if len(q.Goals) == 0 {
		f.add(fault.Input("goals", "survey.no_goal"))
	}
	if (q.Minutes < LeastMinutes || q.Minutes > MostMinutes) && q.MinutesReason == "" {
		f.add(fault.Input("minutesReason", "survey.minutes_reason").With("min", LeastMinutes).With("max", MostMinutes))
	}
	for _, h := range Leading(q.Questions) {
		if !decided(h, decisions) {
			at := fmt.Sprintf("questions[%d].text", byCode(q.Questions, h.Question))
			f.add(fault.Input(at, "survey.leading").With("phrase", text.Clip(h.Phrase)))
		}
	}
	return f
}

func decided(h Hit, decisions []Decision) bool {
	for _, d := range decisions {
		if d.Question == h.Question && d.Phrase == h.Phrase && strings.TrimSpace(d.Reason) != "" {
			return true
		}
	}
	return false
}

// Untranslated lists the texts that lack a language which the questionnaire
// speaks: people read them in another one.
func Untranslated(q Questionnaire) []string {
	lacking := []string{}
	look := func(at string, t Text, l label.Locale) {
		if !t.Empty() && t.Raw(l) == "" {
			lacking = append(lacking, at+"."+string(l))
		}
	}
	for _, l := range Languages(q) {
		look("title", q.Title, l)
		for i := range q.Questions {
			at := fmt.Sprintf("questions[%d]", i)
			look(at+".text", q.Questions[i].Text, l)
			look(at+".instruction", q.Questions[i].Instruction, l)
			for k, o := range q.Questions[i].Options {
				look(fmt.Sprintf("%s.options[%d].text", at, k), o.Text, l)
			}
		}
	}
	return lacking
}
