package journal_test

import (
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// who sees which events: of their own (o), of their department (d), of others
// (x). A member's own events are theirs wherever they are.
var visibility = []struct {
	member                                                   string
	requirement, customer, clock, tier, role, imports, admin string
}{
	{"admin", "", "", "", "", "", "", "odx"},
	{"committee", "odx", "odx", "odx", "", "odx", "", ""},
	{"management", "odx", "odx", "odx", "odx", "odx", "odx", ""},
	{"head.service", "od", "od", "od", "od", "", "", ""},
	{"member.service", "od", "od", "od", "od", "", "", ""},
	{"head.sales", "od", "od", "od", "od", "", "", ""},
	{"staff", "o", "o", "o", "", "", "", ""},
	{"auditor", "odx", "odx", "odx", "odx", "odx", "", "odx"},
	{"integration", "odx", "odx", "odx", "odx", "", "odx", ""},
}

func TestVisible(t *testing.T) {
	w := apptest.NewWorld(t)
	for _, row := range visibility {
		ctx := w.As(row.member)
		v := viewer.From(ctx)
		department := v.Department
		if department == "" {
			department = w.A.Departments[flow.DepartmentService].ID
		}
		elsewhere := w.A.Departments[flow.DepartmentHR].ID
		where := map[string]ent.Event{
			"o": {DepartmentIds: []typeid.ID{elsewhere}, MemberIds: []typeid.ID{"mem_x", v.Member}},
			"d": {DepartmentIds: []typeid.ID{elsewhere, department}, MemberIds: []typeid.ID{"mem_x"}},
			"x": {DepartmentIds: []typeid.ID{elsewhere}, MemberIds: []typeid.ID{"mem_x", ""}},
		}
		for name, column := range map[string]struct {
			kind    flow.EventKind
			subject flow.SubjectType
			want    string
		}{
			"requirement":    {flow.EventDomain, flow.SubjectRequirement, row.requirement},
			"customer":       {flow.EventDomain, flow.SubjectCustomer, row.customer},
			"contact":        {flow.EventDomain, flow.SubjectContact, row.customer},
			"clock":          {flow.EventDomain, flow.SubjectClock, row.clock},
			"tier":           {flow.EventDomain, flow.SubjectTier, row.tier},
			"role":           {flow.EventDomain, flow.SubjectRole, row.role},
			"import":         {flow.EventDomain, flow.SubjectImport, row.imports},
			"session":        {flow.EventDomain, flow.SubjectSession, both2(row.requirement, row.admin)},
			"unknown":        {flow.EventDomain, "NEW", ""},
			"administration": {flow.EventAdmin, flow.SubjectMember, row.admin},
			"sign-in":        {flow.EventAdmin, flow.SubjectSession, row.admin},
			"access":         {flow.EventAccess, flow.SubjectContact, row.admin},
			"unknown kind":   {"NEW", flow.SubjectRequirement, row.admin},
		} {
			for place, e := range where {
				e.Kind, e.SubjectType = column.kind, column.subject
				if got, want := journal.Visible(v, &e), strings.Contains(column.want, place); got != want {
					t.Errorf("%s, %s, %s: %t, want %t", row.member, name, place, got, want)
				}
				if !journal.Visible(viewer.From(w.A.System()), &e) || journal.Visible(&viewer.Viewer{}, &e) {
					t.Errorf("%s, %s: the system sees everything, nobody nothing", name, place)
				}
			}
		}
	}
}

// both2 is what both see.
func both2(a, b string) string {
	if a == "" || b == "" {
		return ""
	}
	return a
}

// Every type of subject has a permission to read it.
func TestEverySubjectCanBeRead(t *testing.T) {
	w := apptest.NewWorld(t)
	auditor, management := viewer.From(w.As("auditor")), viewer.From(w.As("management"))
	for _, s := range flow.SubjectType("").Values() {
		e := ent.Event{Kind: flow.EventDomain, SubjectType: flow.SubjectType(s)}
		if !journal.Visible(auditor, &e) && !journal.Visible(management, &e) {
			t.Errorf("nobody reads events about %s", s)
		}
	}
}

func TestFilter(t *testing.T) {
	v := &viewer.Viewer{Kind: viewer.Member, Member: "mem_1"}
	e := &ent.Event{
		Type: "requirement.received", SubjectType: flow.SubjectRequirement, SubjectID: "req_1",
		DepartmentIds: []typeid.ID{"dep_1", "dep_2"}, MemberIds: []typeid.ID{"mem_1"},
	}
	for name, test := range map[string]struct {
		filter *journal.Filter
		want   bool
	}{
		"none":                   {nil, true},
		"empty":                  {&journal.Filter{}, true},
		"type":                   {&journal.Filter{Types: []string{"x", "requirement.received"}}, true},
		"another type":           {&journal.Filter{Types: []string{"requirement.receive", "requirement.receivedd"}}, false},
		"no type":                {&journal.Filter{Types: []string{}}, false},
		"family":                 {&journal.Filter{Types: []string{"requirement.*"}}, true},
		"another family":         {&journal.Filter{Types: []string{"require.*", "customer.*"}}, false},
		"everything":             {&journal.Filter{Types: []string{"*"}}, true},
		"star within":            {&journal.Filter{Types: []string{"require*.received"}}, false},
		"subject type":           {&journal.Filter{SubjectType: new(flow.SubjectRequirement)}, true},
		"another subject type":   {&journal.Filter{SubjectType: new(flow.SubjectCustomer)}, false},
		"subject":                {&journal.Filter{SubjectID: new(typeid.ID("req_1"))}, true},
		"another subject":        {&journal.Filter{SubjectID: new(typeid.ID("req_2"))}, false},
		"department":             {&journal.Filter{DepartmentIDs: []typeid.ID{"dep_9", "dep_2"}}, true},
		"another department":     {&journal.Filter{DepartmentIDs: []typeid.ID{"dep_9"}}, false},
		"mine":                   {&journal.Filter{Mine: new(true)}, true},
		"not only mine":          {&journal.Filter{Mine: new(false)}, true},
		"all of it":              {&journal.Filter{Types: []string{"requirement.*"}, SubjectID: new(typeid.ID("req_1")), Mine: new(true)}, true},
		"one of it is different": {&journal.Filter{Types: []string{"requirement.*"}, SubjectID: new(typeid.ID("req_2")), Mine: new(true)}, false},
	} {
		if got := test.filter.Matches(v, e); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
	mine := &journal.Filter{Mine: new(true)}
	if mine.Matches(&viewer.Viewer{Kind: viewer.Member, Member: "mem_2"}, e) || mine.Matches(&viewer.Viewer{Kind: viewer.System}, e) {
		t.Error("another's own")
	}
	for field, f := range map[string]*journal.Filter{
		"":                     {Types: slices.Repeat([]string{"a"}, 100), DepartmentIDs: make([]typeid.ID, 100)},
		"filter.types":         {Types: make([]string, 101)},
		"filter.departmentIds": {DepartmentIDs: make([]typeid.ID, 101)},
	} {
		err := f.Check()
		if field == "" && err != nil || field != "" && fault.From(err).Field != field {
			t.Errorf("%q: %v", field, err)
		}
	}
}
