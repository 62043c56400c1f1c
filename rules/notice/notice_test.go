package notice

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/rules/flow"
	"heed/rules/label"
)

func TestTo(t *testing.T) {
	for _, test := range []struct {
		typ   string
		facts Facts
		want  []Whom
	}{
		{"requirement.received", Facts{}, []Whom{Head, Assignee}},
		{"customer.flagged", Facts{}, []Whom{Head}},
		{"requirement.assigned", Facts{Assignee: true}, []Whom{Assignee}},
		{"requirement.assigned", Facts{}, nil}, // other departments only
		{"requirement.planned", Facts{}, nil},
		{"requirement.planned", Facts{Assignee: true}, []Whom{Assignee}},
		{"requirement.processing", Facts{From: "PLANNED"}, nil},
		{"requirement.processing", Facts{From: "FEEDBACK"}, []Whom{Creator, Assignee}},
		{"requirement.processing", Facts{From: "CLOSED"}, []Whom{Creator, Assignee}},
		{"requirement.rated", Facts{}, nil},
		{"requirement.rated", Facts{Score: 2}, []Whom{Assignee, Head}},
		{"requirement.rated", Facts{Score: 3}, nil},
		{"clock.warned", Facts{}, []Whom{Told}},
		{"clock.breached", Facts{}, []Whom{Told}},
		{"clock.escalated", Facts{}, []Whom{Told}},
		{"requirement.closing_soon", Facts{}, []Whom{Told}},
		{"approval.pending", Facts{}, []Whom{Voters}},
		{"approval.expired", Facts{}, []Whom{Requester}},
		{"calendar.data_missing", Facts{}, []Whom{Admins}},
		{"meeting.due", Facts{}, []Whom{Told}},
		{"report.generated", Facts{}, nil},
		{"report.generated", Facts{Calendar: true}, []Whom{Management}},
		{"task.missed", Facts{Task: "GENERAL"}, []Whom{Assignee, Head}},
		{"task.missed", Facts{Task: "REPORT_RESPONSE"}, []Whom{Assignee, Head, Management}},
		{"session.created", Facts{}, nil},
	} {
		if got := To(test.typ, test.facts); !slices.Equal(got, test.want) {
			t.Errorf("%s %+v: %v, want %v", test.typ, test.facts, got, test.want)
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// Every type has sentences of its own in three languages, with the same
// placeholders.
func TestEveryTypeHasItsSentences(t *testing.T) {
	if len(sentences) != len(Types()) || !slices.IsSorted(Types()) {
		t.Errorf("%d sentences for %d types: %v", len(sentences), len(Types()), Types())
	}
	all := maps.Clone(sentences)
	for about, of := range sentencesOf {
		for typ, s := range of {
			if _, ok := sentences[typ]; !ok {
				t.Errorf("%s is told of %s only", typ, about)
			}
			all[typ+" of "+string(about)] = s
		}
	}
	for _, typ := range Types() {
		if _, ok := sentences[typ]; !ok {
			t.Errorf("%s has no sentence", typ)
		}
	}
	for typ, s := range all {
		for _, of := range [][3]string{s.title, s.body} {
			for i, text := range of {
				if text == "" || strings.TrimSpace(text) != text {
					t.Errorf("%s: %q", typ, text)
				}
				was, is := placeholder.FindAllString(of[0], -1), placeholder.FindAllString(of[i], -1)
				slices.Sort(was)
				slices.Sort(is)
				if !reflect.DeepEqual(was, is) {
					t.Errorf("%s: %v in the first language, %v in %q", typ, was, is, text)
				}
			}
			if of[1] == of[2] || of[0] == of[2] {
				t.Errorf("%s is not translated: %q", typ, of[2])
			}
		}
	}
}

func TestSentence(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	p := flow.NoticeParams{ParamDue: "2026-09-09T02:00:00Z", ParamTask: "RETURN_VISIT", ParamKind: "REJECTION"}
	for _, test := range []struct {
		locale            label.Locale
		typ, title, lines string
	}{
		{label.En, "clock.breached", "Requirement REQ-2026-00001 is overdue", "It was due at 2026-09-09 10:00; act now."},
		{label.ZhHans, "clock.warned", "需求 REQ-2026-00001 即将到期", "请在 2026-09-09 10:00 前处理。"},
		{label.ZhHant, "task.due", "任務即將到期：回訪", "請在 2026-09-09 10:00 前完成。"},
		{label.En, "task.open", "A new task: Return visit", "It is due at 2026-09-09 10:00."},
		{label.En, "requirement.rated", "The customer has rated requirement REQ-2026-00001", "Decide whether it is taken up again."},
		{label.En, "strange", "strange", ""},
	} {
		title, body := Sentence(test.locale, test.typ, flow.SubjectRequirement, "REQ-2026-00001", p, shanghai)
		if title != test.title || body != test.lines {
			t.Errorf("%s in %s: %q, %q", test.typ, test.locale, title, body)
		}
	}
	if _, body := Sentence(label.En, "task.open", flow.SubjectTask, "", nil, nil); body != "It is due at —." {
		t.Errorf("without a time: %q", body)
	}
	// What waits for a reply has no number.
	for typ, want := range map[string]string{
		"clock.warned": "A reply to a customer is due soon", "clock.breached": "A reply to a customer is overdue",
		"clock.escalated": "A reply to a customer is overdue and goes up to you",
	} {
		if title, body := Sentence(label.En, typ, flow.SubjectInteraction, "", p, shanghai); title != want || !strings.Contains(body, "2026-09-09 10:00") {
			t.Errorf("%s of an inquiry: %q, %q", typ, title, body)
		}
	}
	if got := Clauses(label.ZhHans, []string{"D0-45", "D0-46"}) + Clauses(label.ZhHant, []string{"D0-46"}) + Clauses(label.En, []string{"D0-46"}) + Clauses(label.En, nil); got != "依据 D0-45、D0-46依據 D0-46under D0-46" {
		t.Errorf("clauses: %q", got)
	}
}

func TestMailAt(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		when, err := time.ParseInLocation("02 15:04", s, shanghai)
		if err != nil {
			t.Fatal(err)
		}
		return when.AddDate(2026, 8, 0)
	}
	night := func(d flow.Digest) flow.NoticePrefs {
		return flow.NoticePrefs{Digest: d, QuietFrom: "22:00", QuietUntil: "07:30"}
	}
	noon := flow.NoticePrefs{QuietFrom: "12:00", QuietUntil: "14:00"}
	for _, test := range []struct {
		prefs     flow.NoticePrefs
		now, want string // empty for never
	}{
		{flow.NoticePrefs{}, "09 09:30", "09 09:30"},
		{flow.NoticePrefs{Digest: flow.DigestEach}, "09 23:30", "09 23:30"},
		{flow.NoticePrefs{Digest: flow.DigestNone}, "09 09:30", ""},
		{flow.NoticePrefs{Muted: []string{"task.open", "task.due"}}, "09 09:30", ""},
		{flow.NoticePrefs{Muted: []string{"task.open"}}, "09 09:30", "09 09:30"},
		{flow.NoticePrefs{Digest: flow.DigestHourly}, "09 09:30", "09 10:00"},
		{flow.NoticePrefs{Digest: flow.DigestHourly}, "09 10:00", "09 11:00"},
		{flow.NoticePrefs{Digest: flow.DigestDaily}, "09 07:59", "09 08:00"},
		{flow.NoticePrefs{Digest: flow.DigestDaily}, "09 08:00", "10 08:00"},
		{night(""), "09 21:59", "09 21:59"},
		{night(""), "09 22:00", "10 07:30"},
		{night(""), "10 00:10", "10 07:30"},
		{night(""), "10 07:30", "10 07:30"},
		{night(flow.DigestHourly), "09 21:20", "10 07:30"},
		{night(flow.DigestDaily), "09 23:00", "10 08:00"},
		{noon, "09 11:59", "09 11:59"},
		{noon, "09 12:00", "09 14:00"},
		{noon, "09 14:00", "09 14:00"},
		{flow.NoticePrefs{QuietFrom: "12:00", QuietUntil: "12:00"}, "09 12:00", "09 12:00"},
		{flow.NoticePrefs{QuietFrom: "noon", QuietUntil: "14:00"}, "09 12:00", "09 12:00"},
	} {
		got, ok := MailAt(test.prefs, "task.due", at(test.now), shanghai)
		if ok != (test.want != "") || ok && !got.Equal(at(test.want)) {
			t.Errorf("%+v at %s: %s %v, want %s", test.prefs, test.now, got.In(shanghai), ok, test.want)
		}
	}
	for s, want := range map[string]bool{"07:30": true, "7:30": false, "24:00": false, "": false, "23:59": true} {
		if Quiet(s) != want {
			t.Errorf("%q", s)
		}
	}
}
