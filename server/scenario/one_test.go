package scenario

import (
	"slices"
	"testing"
	"time"
)

// Chapter one: every department takes part in one system, around the customer, exactly,
// together, and better each time.
func TestD0_ChapterOne_General(t *testing.T) {
	chapter(t, func(s *scene) {
		hotel, mall, _ := s.customers()
		s.departments(mall)
		s.exact(hotel)
		r := s.together(hotel)
		s.around(hotel, r)
		s.better()
		s.content(r)
	})
}

// departments: each has members, and needs that it leads; who works in one sees its own.
func (s *scene) departments(mall node) {
	all := s.asks("staff", `query { departments(first: 20) { totalCount edges { node { id type } } } }`, nil).at("departments")
	if n := len(all.list("edges")); n != 7 {
		s.t.Errorf("%d departments", n)
	}
	made := s.does("head.sales", "requirementCreate", vars{
		"customerId": mall.id(), "title": "年度框架协议", "originalText": "想签一年的价", "source": "CALL_EMAIL", "channel": "PHONE", "collectedAt": s.in(0), "category": "PRICE", "urgency": "GENERAL",
	}, "leadDepartment { id }")
	made.is(vars{"leadDepartment.id": s.department("SALES")})
	for who, want := range map[string]float64{"head.sales": 1, "head.service": 0, "committee": 1, "management": 1} {
		s.asks(who, `query { requirements(first: 1) { totalCount } }`, nil).is(vars{"requirements.totalCount": want})
	}
}

// exact: what is missing is asked for, and nothing is planned that nobody looked at.
func (s *scene) exact(hotel node) {
	in := vars{
		"customerId": hotel.id(), "title": "门锁离线开门", "originalText": "停电时门锁要能开", "source": "VISIT", "channel": "VISIT",
		"collectedAt": s.in(-time.Hour), "category": "PRODUCT", "urgency": "GENERAL",
	}
	for field, value := range map[string]any{"title": " ", "originalText": "", "collectedAt": s.in(48 * time.Hour), "customerId": "cus_00000000000000000000000000"} {
		code := "BAD_USER_INPUT"
		if field == "customerId" {
			code = "NOT_FOUND"
		}
		s.refuses("management", "requirementCreate", merged(in, vars{field: value}), code, field)
	}
	r := s.need(hotel, "GENERAL", vars{"nature": nil})
	s.refuses("head.service", "requirementPlan", s.plan(r), "FAILED_PRECONDITION", "")
	s.refuses("head.service", "requirementAnalyze", with(r, nil), "FAILED_PRECONDITION", "nature")
}

// together: another department assists, reads and works.
func (s *scene) together(hotel node) node {
	r := s.need(hotel, "GENERAL", nil)
	s.refuses("head.sales", "requirementAnalyze", with(r, nil), "NOT_FOUND", "")
	r = s.does("head.service", "requirementAssign", with(r, vars{"assistingDepartmentIds": []string{s.department("SALES")}, "assigneeId": s.member("member.service")}), "")
	r = s.does("head.sales", "requirementAnalyze", with(r, nil), "state assistingDepartments { id }")
	r.is(vars{"state": "ANALYZING", "assistingDepartments.0.id": s.department("SALES")})
	return s.does("head.service", "requirementPlan", s.plan(r), "state")
}

// around: from the customer everything is reached.
func (s *scene) around(hotel, r node) {
	s.does("member.service", "interactionCreate", vars{
		"type": "VISIT", "direction": "OUTBOUND", "customerId": hotel.id(), "title": "例行拜访", "occurredAt": s.in(-time.Hour), "needs": "无",
	}, "")
	of := s.again("management", hotel, "requirements(first: 10) { edges { node { id } } } interactions(first: 10) { edges { node { title } } } contacts(first: 10) { edges { node { name } } }")
	of.is(vars{"interactions.edges.0.node.title": "例行拜访", "contacts.edges.0.node.name": "周敏"})
	if !slices.ContainsFunc(of.list("requirements", "edges"), func(n node) bool { return n.text("node", "id") == r.id() }) {
		s.t.Errorf("the requirement is not reached from the customer: %v", of.v)
	}
	if told := s.told(hotel.id()); !slices.Contains(told, "customer.created") {
		s.t.Errorf("told of the customer is %v", told)
	}
}

// better: an improvement without anything having gone wrong, and the next version of
// a form and of a deadline.
func (s *scene) better() {
	a := s.does("head.service", "actionCreate", vars{
		"kind": "IMPROVEMENT", "measure": "拜访前先看上次记录", "ownerId": s.member("head.service"), "departmentId": s.department("SERVICE"),
		"dueAt": s.in(24 * time.Hour), "checkOn": s.in(48 * time.Hour), "criterion": "重复提问减半",
	}, "state finding { id }")
	a.is(vars{"state": "PLANNED", "finding": nil})
	a = s.does("head.service", "actionStart", with(a, nil), "")
	a = s.does("head.service", "actionFinish", with(a, nil), "state")
	s.at("2026-09-11 10:00")
	s.does("management", "actionVerify", with(a, vars{"effect": "减少六成"}), "state").is(vars{"state": "VERIFIED"})
	form := s.does("management", "requirementFormDraft", vars{"fields": []any{vars{"key": "site", "label": "现场", "type": "TEXT"}}}, "")
	s.does("management", "requirementFormPublish", with(form, nil), "number").is(vars{"number": 2.0})
	s.asks("staff", `query { requirementForms(first: 5, filter: {states: [SUPERSEDED]}) { totalCount } }`, nil).is(vars{"requirementForms.totalCount": 1.0})
}

// content: how satisfied customers are is measured against what the committee wants.
func (s *scene) content(r node) {
	r = s.again("head.service", r, "")
	r = s.does("head.service", "requirementStart", with(r, vars{"withoutResponseReason": "已当面答复"}), "")
	r = s.does("head.service", "requirementDeliver", with(r, vars{
		"resultText": "已装好", "toldAt": s.in(0), "channel": "PHONE", "steps": []any{vars{"step": 1, "doneAt": s.in(0)}, vars{"step": 2, "waived": "客户在场"}},
	}), "")
	s.does("head.service", "requirementClose", with(r, vars{"rating": 4}), "")
	all := s.asks("committee", `query { indicators { __typename id version code } }`, nil).list("indicators")
	i := slices.IndexFunc(all, func(n node) bool { return n.text("code") == "requirement_satisfaction" })
	s.refuses("management", "indicatorTargetSet", with(all[i], vars{"target": 4.5}), "FORBIDDEN", "")
	s.does("committee", "indicatorTargetSet", with(all[i], vars{"target": 4.5}), "target").is(vars{"target": 4.5})
	s.asks("committee", `query { indicatorValue(code: "requirement_satisfaction", period: MONTH) { value onTarget sample } }`, nil).
		is(vars{"indicatorValue.value": 4.0, "indicatorValue.onTarget": false, "indicatorValue.sample": 1.0})
}
