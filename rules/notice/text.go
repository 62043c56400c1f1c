package notice

import (
	"strings"
	"time"

	"heed/rules/flow"
	"heed/rules/label"
)

// The names of what sentences need.
const (
	ParamDue  = "dueAt" // an instant, RFC 3339
	ParamTask = "task"  // a type of tasks
	ParamKind = "kind"  // a kind of approvals
	ParamYear = "year"
	// The types of meetings and of reports.
	ParamMeeting = "meeting"
	ParamReport  = "report"
	// The name of a department.
	ParamDepartment = "department"
)

// sentence is a title and a text in simplified Chinese, traditional Chinese and
// English.
type sentence struct{ title, body [3]string }

// Sentence is what a notice of such a type about such a record says. Instants are in
// the zone.
func Sentence(l label.Locale, typ string, about flow.SubjectType, number string, p flow.NoticeParams, zone *time.Location) (title, body string) {
	s, ok := sentences[typ]
	if other, special := sentencesOf[about][typ]; special {
		s, ok = other, true
	}
	if !ok {
		return typ, ""
	}
	fill := strings.NewReplacer(
		"{number}", number, "{year}", p[ParamYear], "{department}", p[ParamDepartment], "{due}", instant(p[ParamDue], zone),
		"{task}", label.Of(l, "TaskType", p[ParamTask]), "{kind}", label.Of(l, "ApprovalKind", p[ParamKind]),
		"{meeting}", label.Of(l, "MeetingType", p[ParamMeeting]), "{report}", label.Of(l, "ReportType", p[ParamReport]),
	)
	text := func(of [3]string) string { return strings.Join(strings.Fields(fill.Replace(of[l.Index()])), " ") }
	return text(s.title), text(s.body)
}

// instant is a time as people write it, or a dash.
func instant(s string, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return "—"
	}
	if zone == nil {
		zone = time.UTC
	}
	return at.In(zone).Format("2006-01-02 15:04")
}

// Clauses names the clauses that a notice answers to, "" for none.
func Clauses(l label.Locale, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	if l == label.En {
		return "under " + strings.Join(ids, ", ")
	}
	under := [3]string{"依据 ", "依據 "}
	return under[l.Index()] + strings.Join(ids, "、")
}
