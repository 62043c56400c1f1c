package survey

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"heed/rules/flow"
)

func faults(f Faults) string {
	var all []string
	for _, e := range f {
		all = append(all, e.Field+" "+e.Key)
	}
	return strings.Join(all, ", ")
}

func TestCheck(t *testing.T) {
	many := make([]Question, MaxQuestions+1)
	for i := range many {
		many[i] = ask(fmt.Sprintf("q%d", i), "TEXT")
	}
	gate := test("g", flow.TestOneOf, "a")
	g := ask("g", "SINGLE")
	with := func(change func(*Question)) []Question { return []Question{g, ask("q", "SINGLE", change)} }
	kind := func(kind flow.QuestionType, change ...func(*Question)) []Question {
		return []Question{g, ask("q", kind, change...)}
	}
	maps := func(to ...flow.SurveyTarget) func(*Question) { return func(q *Question) { q.MapsTo = to } }
	deep := not(not(not(gate)))
	wide := Condition{}
	for range MaxNodes {
		wide.All = append(wide.All, gate)
	}
	for _, c := range []struct {
		name      string
		questions []Question
		want      string
	}{
		{"right", with(func(*Question) {}), ""},
		{"nothing", nil, "questions survey.no_questions"},
		{"as many as may be", many[:MaxQuestions], ""},
		{"one more", many, "questions input.too_many"},
		{"no code", with(func(q *Question) { q.Code = "1" }), "questions[1].code survey.code"},
		{"the end as code", with(func(q *Question) { q.Code = End }), "questions[1].code survey.code"},
		{"a code twice", []Question{g, g}, "questions[1].code input.duplicate"},
		{"no text", with(func(q *Question) { q.Text = Text{ZhHans: " "} }), "questions[1].text input.required"},
		{"a long text", with(func(q *Question) { q.Text.ZhHant = strings.Repeat("長", MaxWords+1) }), "questions[1].text.zh_Hant input.too_long"},
		{"no module", with(func(q *Question) { q.Module = "SEVENTH" }), "questions[1].module input.unknown_key"},
		{"no type", with(func(q *Question) { q.Type, q.Options = "MATRIX", nil }), "questions[1].type input.unknown_key"},
		{"no goal", with(func(q *Question) { q.Goals = []flow.SurveyGoal{"FUN"} }), "questions[1].goals input.unknown_key"},
		{"two faults", with(func(q *Question) { q.Code, q.Module = "1", "X" }), "questions[1].code survey.code, questions[1].module input.unknown_key"},

		{"no options", with(func(q *Question) { q.Options = nil }), "questions[1].options form.no_options"},
		{"options of a text", kind("TEXT", func(q *Question) { q.Options = g.Options }), "questions[1].options form.options_of_no_choice"},
		{"an option twice", with(func(q *Question) { q.Options = append(q.Options[:1:1], q.Options[0]) }), "questions[1].options[1].code input.duplicate"},
		{"an option without text", with(func(q *Question) { q.Options[0].Text = Text{} }), "questions[1].options[0].text input.required"},
		{"exclusive of one", with(func(q *Question) { q.Options[0].Exclusive = true }), "questions[1].options[0].exclusive survey.exclusive_of_single"},
		{"two others", with(func(q *Question) { q.Options[0].OtherText = true }), "questions[1].options[2].otherText survey.two_others"},
		{"too many options", with(func(q *Question) { q.Options = make([]Option, MaxOptions+1) }), "questions[1].options input.too_many"},

		{"no scale", kind("RATING", func(q *Question) { q.Scale = nil }), "questions[1].scale survey.no_scale"},
		{"scale of a text", kind("TEXT", func(q *Question) { q.Scale = &Scale{Max: 1} }), "questions[1].scale survey.scale_of_no_number"},
		{"scale upside down", kind("RATING", func(q *Question) { q.Scale = &Scale{Min: 5, Max: 1} }), "questions[1].scale.max form.bounds_upside_down"},
		{"scale of one", kind("RATING", func(q *Question) { q.Scale = &Scale{Min: 1, Max: 1} }), "questions[1].scale.max form.bounds_upside_down"},
		{"halves", kind("RATING", func(q *Question) { q.Scale = &Scale{Min: 0.5, Max: 5} }), "questions[1].scale survey.rating_scale"},
		{"a long scale", kind("RATING", func(q *Question) { q.Scale = &Scale{Min: 0, Max: 100} }), "questions[1].scale survey.rating_scale"},
		{"another NPS", kind("NPS", func(q *Question) { q.Scale = &Scale{Min: 1, Max: 10} }), "questions[1].scale survey.nps_scale"},
		{"no number", kind("NUMBER", func(q *Question) { q.Scale = &Scale{Min: math.NaN()} }), "questions[1].scale survey.scale_number"},
		{"length of a number", kind("NUMBER", func(q *Question) { q.MaxLength = 3 }), "questions[1].maxLength survey.length_of_no_text"},
		{"too long", kind("TEXT", func(q *Question) { q.MaxLength = MaxLine + 1 }), "questions[1].maxLength input.out_of_range"},
		{"hint above the length", kind("TEXT", func(q *Question) { q.MaxLength, q.MinLengthHint = 3, 4 }), "questions[1].minLengthHint input.out_of_range"},

		{"a target", kind("TEXT", maps(flow.TargetSuggestion)), ""},
		{"no target", kind("TEXT", maps("MOON")), "questions[1].mapsTo input.unknown_key"},
		{"a target of another type", kind("TEXT", maps(flow.TargetSatisfaction)), "questions[1].mapsTo survey.target_type"},
		{"phone as text", kind("TEXT", maps(flow.TargetContactPhone)), "questions[1].mapsTo survey.target_type"},
		{"options that are no constants", with(maps(flow.TargetOpportunityBudget)), "questions[1].options[0].code survey.target_option, questions[1].options[1].code survey.target_option, questions[1].options[2].code survey.target_option"},
		{"satisfaction of ten", kind("RATING", maps(flow.TargetSatisfaction), func(q *Question) { q.Scale.Max = 10 }), "questions[1].scale survey.target_scale"},

		{"a tag", with(func(q *Question) { q.Tags = []TagRule{{Group: "NEED", Option: "a", Tag: "A"}} }), ""},
		{"a tag of no option", with(func(q *Question) { q.Tags = []TagRule{{Group: "NEED", Option: "x", Tag: "A"}} }), "questions[1].tags[0].option survey.unknown_option"},
		{"a tag of nothing", with(func(q *Question) { q.Tags = []TagRule{{Group: "NEED", Tag: "A"}} }), "questions[1].tags[0] survey.tag_shape"},
		{"a tag of a band of options", with(func(q *Question) { q.Tags = []TagRule{{Group: "NEED", AtLeast: num(1), Tag: "A"}} }), "questions[1].tags[0] survey.tag_shape"},
		{"a tag of no group", with(func(q *Question) { q.Tags = []TagRule{{Group: "X", Option: "a", Tag: "A"}} }), "questions[1].tags[0].group input.unknown_key"},

		{"shown by itself", with(when(test("q", flow.TestAnswered))), "questions[1].showIf.question survey.condition_self"},
		{"required by itself", with(requiredIf(not(test("q", flow.TestAnswered)))), "questions[1].requiredIf.not.question survey.condition_self"},
		{"shown by a later one", []Question{ask("q", "TEXT", when(gate)), g}, "questions[0].showIf.question survey.condition_question"},
		{"shown by none", with(when(test("nobody", flow.TestAnswered))), "questions[1].showIf.question survey.condition_question"},
		{"no such option", with(when(either(gate, test("g", flow.TestOneOf, "z")))), "questions[1].showIf.any[1].options[0] survey.unknown_option"},
		{"no such test", with(when(test("g", "LIKES"))), "questions[1].showIf.is input.unknown_key"},
		{"no such fact", with(when(Condition{Fact: "RAIN"})), "questions[1].showIf.fact input.unknown_key"},
		{"options of nothing", with(when(test("g", flow.TestOneOf))), "questions[1].showIf survey.condition_shape"},
		{"options for nothing", with(when(test("g", flow.TestAnswered, "a"))), "questions[1].showIf survey.condition_shape"},
		{"a number of options", with(when(measured("g", flow.TestAtLeast, 1))), "questions[1].showIf.is survey.condition_test"},
		{"two things", with(when(Condition{Not: &gate, Fact: flow.FactCooperationExists})), "questions[1].showIf survey.condition_shape"},
		{"nothing at all", with(when(Condition{})), "questions[1].showIf survey.condition_shape"},
		{"all of none", with(when(Condition{All: []Condition{}})), "questions[1].showIf survey.condition_shape"},
		{"as deep as may be", with(when(deep)), ""},
		{"deeper", with(when(not(deep))), "questions[1].showIf survey.condition_deep"},
		{"larger", with(when(wide)), "questions[1].showIf survey.condition_large"},

		{"a jump by its own answer", []Question{ask("g", "SINGLE", jump("z", gate)), ask("q", "TEXT"), ask("z", "TEXT")}, ""},
		{"a jump to the end", with(jump(End)), ""},
		{"a jump nowhere", with(jump("nobody")), "questions[1].jumps[0].to survey.jump_nowhere"},
		{"a jump back", with(jump("g")), "questions[1].jumps[0].to survey.jump_back"},
		{"a jump to itself", with(jump("q")), "questions[1].jumps[0].to survey.jump_back"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, got := Check(c.questions)
			if faults(got) != c.want {
				t.Errorf("%s, want %s", faults(got), c.want)
			}
			if (got.Err() == nil) != (c.want == "") {
				t.Errorf("the error is %v", got.Err())
			}
		})
	}
}

// Check changes nothing that it was given.
func TestCheckCleansACopy(t *testing.T) {
	given := []Question{ask("q", "SINGLE", func(q *Question) { q.Text.En, q.Options[0].Text.En = " q ", " A " })}
	got, f := Check(given)
	if f.Err() != nil || got[0].Text.En != "q" || got[0].Options[0].Text.En != "A" || given[0].Text.En != " q " || given[0].Options[0].Text.En != " A " {
		t.Errorf("%v %+v %+v", f, got, given)
	}
}
