package scenario

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/server/delivery"
	"heed/server/servertest"
)

// Chapter four: a team answers in time and in the form that the urgency asks for,
// handles by a plan, tells the result and asks what the customer thinks of it.
func TestD0_ChapterFour_Response(t *testing.T) {
	chapter(t, func(s *scene) {
		hotel, _, bakery := s.customers()
		urgent := s.team(hotel)
		urgent = s.answers(hotel, urgent)
		s.words(urgent)
		s.handling(urgent)
		s.policy(bakery)
	})
}

// team: heads and specialists with their duties, and one team answers a requirement.
func (s *scene) team(hotel node) node {
	in := vars{"kind": "RESPONSE_TEAM", "name": "快速响应组", "leaderId": s.member("head.service"), "members": []any{
		vars{"memberId": s.member("head.service"), "capacity": "HEAD", "duty": "两小时内分派"},
		vars{"memberId": s.member("member.service"), "capacity": "SPECIALIST", "duty": "到场处理"},
		vars{"memberId": s.member("head.sales"), "capacity": "COORDINATOR", "duty": "联系经销商"},
	}}
	s.refuses("head.service", "workGroupCreate", in, "FORBIDDEN", "")
	team := s.does("management", "workGroupCreate", in, "leader { id } members { member { id } capacity duty }")
	team.is(vars{"leader.id": s.member("head.service")})
	duties := map[string]string{}
	for _, m := range team.list("members") {
		duties[m.text("member", "id")] = m.text("capacity") + " " + m.text("duty")
	}
	if len(duties) != 3 || duties[s.member("member.service")] != "SPECIALIST 到场处理" || duties[s.member("head.sales")] != "COORDINATOR 联系经销商" {
		s.t.Errorf("the duties are %v", duties)
	}
	r := s.need(hotel, "URGENT", vars{"title": "大门打不开"})
	s.refuses("member.service", "requirementAssign", with(r, vars{"teamId": team.id()}), "FORBIDDEN", "")
	r = s.does("head.service", "requirementAssign", with(r, vars{
		"teamId": team.id(), "assigneeId": s.member("member.service"), "assistingDepartmentIds": []string{s.department("SALES")},
	}), "team { id } assignee { id } leadDepartment { id } assistingDepartments { id }")
	r.is(vars{
		"team.id": team.id(), "assignee.id": s.member("member.service"), "leadDepartment.id": s.department("SERVICE"), "assistingDepartments.0.id": s.department("SALES"),
	})
	return r
}

// answers: each urgency has its time and asks for its content; what holds it stops the
// clock. The urgent one comes back.
func (s *scene) answers(hotel, urgent node) node {
	const shown = "state response { kind text solution milestoneAt channel respondedAt } clocks { kind state amount unit startedAt dueAt stoppedAt candidates { policy { id } dueAt } segments { counted reason } }"
	important, general := s.need(hotel, "IMPORTANT", nil), s.need(hotel, "GENERAL", nil)
	for _, c := range []struct {
		of     node
		unit   string
		due    string
		lacks  map[string]vars
		answer vars
		kind   string
	}{
		{urgent, "HOUR", "2026-09-10T01:30:00Z", map[string]vars{"solution": {"solution": nil}, "milestoneAt": {"milestoneAt": nil}}, vars{
			"text": "今天下午到场", "solution": "先换应急锁芯", "milestoneAt": s.in(6 * time.Hour), "channel": "PHONE",
		}, "SOLUTION"},
		{important, "WORKING_DAY", "2026-09-14T01:30:00Z", map[string]vars{"text": {"text": "会处理的"}}, vars{
			"text": "周四出方案，下周一装样机，下周五验收，请安排一名工程师配合。", "channel": "EMAIL",
		}, "PLAN"},
		{general, "WORKING_DAY", "2026-09-16T01:30:00Z", map[string]vars{"text": {"text": " "}}, vars{"text": "已电话说明", "channel": "PHONE"}, "CONTACT"},
	} {
		r := s.again("head.service", c.of, shown)
		r.is(vars{"clocks.0.kind": "FIRST_RESPONSE", "clocks.0.state": "RUNNING", "clocks.0.unit": c.unit, "clocks.0.dueAt": c.due})
		for field, lack := range c.lacks {
			code := "FAILED_PRECONDITION"
			if c.kind == "CONTACT" {
				code = "BAD_USER_INPUT"
			}
			s.refuses("head.service", "requirementRecordResponse", with(r, merged(c.answer, lack)), code, field)
		}
		s.again("head.service", r, shown).is(vars{"clocks.0.state": "RUNNING", "response": nil})
		s.Clock.Advance(30 * time.Minute)
		r = s.does("head.service", "requirementRecordResponse", with(r, c.answer), shown)
		r.is(vars{
			"response.kind": c.kind, "response.channel": c.answer["channel"], "response.respondedAt": s.in(0), "clocks.0.state": "MET", "clocks.0.stoppedAt": s.in(0),
		})
		if c.kind == "SOLUTION" {
			urgent = r
		}
	}
	return urgent
}

// words: which way to answer, and in which words.
func (s *scene) words(r node) {
	way := s.asks("member.service", `query($id: ID!) { requirementChannelSuggestion(requirementId: $id) { channels { channel reasons } } }`, vars{"id": r.id()})
	first := way.at("requirementChannelSuggestion", "channels", 0)
	if reasons := first.list("reasons"); first.text("channel") != "PHONE" || !slices.ContainsFunc(reasons, func(n node) bool { return n.v == "URGENT_AT_ONCE" }) {
		s.t.Errorf("the way is %v", first.v)
	}
	in := vars{
		"name": "紧急先答", "urgency": "URGENT", "channel": "PHONE", "zhHans": "{customer}您好，{number}“{title}”已在处理。", "zhHant": "{customer}您好，{number}「{title}」已在處理。",
		"en": "Dear {customer}, we are at work on {number}.",
	}
	s.refuses("head.service", "responseTemplateCreate", in, "FORBIDDEN", "")
	s.refuses("management", "responseTemplateCreate", merged(in, vars{"en": "Dear {name}"}), "BAD_USER_INPUT", "en")
	made := s.does("management", "responseTemplateCreate", in, "active")
	for locale, want := range map[string]string{"zh_Hans": "晨光酒店您好", "zh_Hant": "已在處理", "en": "Dear 晨光酒店"} {
		text := s.asks("member.service", `query($t: ID!, $r: ID!, $l: Locale) { responseText(templateId: $t, requirementId: $r, locale: $l) { text locale } }`,
			vars{"t": made.id(), "r": r.id(), "l": locale}).at("responseText")
		if !strings.Contains(text.text("text"), want) || strings.Contains(text.text("text"), "{") {
			s.t.Errorf("in %s it is %v", locale, text.v)
		}
	}
}

// handling: a plan, its steps, a revision with its cause, the result, and the rating.
func (s *scene) handling(r node) {
	r = s.does("member.service", "requirementAnalyze", with(r, nil), "state")
	r = s.does("member.service", "requirementPlan", s.plan(r), "state")
	r = s.does("member.service", "requirementStart", with(r, nil), "state clocks { kind milestone state }")
	r.is(vars{"state": "PROCESSING"})
	s.refuses("member.service", "requirementRevise", with(r, vars{"steps": s.plan(r)["steps"], "cause": " "}), "BAD_USER_INPUT", "cause")
	r = s.does("member.service", "requirementRevise", with(r, vars{"steps": []any{
		vars{"text": "换整扇门", "ownerId": s.member("member.service"), "dueAt": s.in(48 * time.Hour)},
		vars{"text": "培训前台", "ownerId": s.member("head.service"), "dueAt": s.in(96 * time.Hour)},
	}, "cause": "客户要求整扇更换"}), "state plans { number cause steps { text } }")
	r.is(vars{"state": "PLANNED", "plans.1.cause": "客户要求整扇更换", "plans.1.steps.0.text": "换整扇门", "plans.0.steps.0.text": "换锁芯"})
	r = s.does("member.service", "requirementStart", with(r, nil), "state")
	r = s.does("member.service", "requirementStepDone", with(r, vars{"step": 1}), "plans { steps { doneAt } } clocks { kind state milestone }")
	r.is(vars{"plans.1.steps.0.doneAt": s.in(0), "plans.1.steps.1.doneAt": nil})
	milestones := map[string]int{}
	for _, c := range r.list("clocks") {
		if c.text("kind") == "PLAN_MILESTONE" {
			milestones[c.text("state")]++
		}
	}
	if milestones["MET"] != 1 || milestones["RUNNING"] != 1 || milestones["CANCELLED"] != 2 {
		s.t.Errorf("the clocks of steps are %v", milestones)
	}
	told := vars{"resultText": "大门已更换", "toldAt": s.in(0), "channel": "FACE_TO_FACE", "steps": []any{}}
	s.refuses("member.service", "requirementDeliver", with(r, told), "FAILED_PRECONDITION", "")
	deliver := func() node {
		in := merged(told, vars{"toldAt": s.in(0), "steps": []any{vars{"step": 1, "doneAt": s.in(0)}, vars{"step": 2, "waived": "前台已会"}}})
		return s.does("member.service", "requirementDeliver", with(r, in), "state result { text channel }")
	}
	r = deliver()
	r.is(vars{"state": "FEEDBACK", "result.text": "大门已更换", "result.channel": "FACE_TO_FACE"})
	s.work()
	if !slices.ContainsFunc(s.letters, func(l delivery.Letter) bool { return strings.Contains(l.Text, servertest.PublicURL+"/r/") }) {
		s.t.Errorf("the customer got no link, of %d letters", len(s.letters))
	}

	// The customer is not content: it is taken up again, and ends with a good rating.
	s.refuses("member.service", "requirementClose", with(r, vars{"rating": 2}), "FAILED_PRECONDITION", "decision")
	r = s.does("head.service", "requirementReopen", with(r, vars{"reason": "门有异响"}), "state reopenCount result { text }")
	r.is(vars{"state": "PROCESSING", "reopenCount": 1.0, "result": nil})
	s.Clock.Advance(time.Hour)
	r = deliver()
	s.does("member.service", "requirementClose", with(r, vars{"rating": 5, "comment": "很快，门也安静"}), "state closedAt outcome { rating comment noReply }").
		is(vars{"state": "CLOSED", "outcome.rating": 5.0, "outcome.comment": "很快，门也安静", "outcome.noReply": false})
}

// policy: a deadline that changes counts clocks anew that run, and no others.
func (s *scene) policy(bakery node) {
	met := s.need(bakery, "GENERAL", nil)
	met = s.does("head.service", "requirementRecordResponse", with(met, vars{"text": "已回电", "channel": "PHONE"}), "clocks { id dueAt state amount }")
	running := s.need(bakery, "GENERAL", nil)
	s.work()
	of := s.asks("management", `query { slaPolicies { __typename id version urgency amount unit revision clockKind } }`, nil).list("slaPolicies")
	i := slices.IndexFunc(of, func(n node) bool { return n.at("urgency").v == "GENERAL" && n.text("clockKind") == "FIRST_RESPONSE" })
	s.refuses("head.service", "slaPolicyUpdate", with(of[i], vars{"amount": 2}), "FORBIDDEN", "")
	s.does("management", "slaPolicyUpdate", with(of[i], vars{"amount": 2}), "amount revision revisions { revision amount }").is(vars{"amount": 2.0, "revision": 2.0})
	was := running.text("dueAt")
	s.work()
	running = s.again("head.service", running, "dueAt clocks { state dueAt amount }")
	running.is(vars{"clocks.0.amount": 2.0, "clocks.0.state": "RUNNING", "dueAt": running.text("clocks", 0, "dueAt")})
	if due := running.text("dueAt"); due >= was {
		s.t.Errorf("due is %s, was %s", due, was)
	}
	s.again("head.service", met, "clocks { dueAt state amount }").is(vars{
		"clocks.0.amount": met.find("clocks.0.amount"), "clocks.0.dueAt": met.find("clocks.0.dueAt"), "clocks.0.state": "MET",
	})
	if told := s.told(running.id()); !slices.Contains(told, "clock.recomputed") {
		s.t.Errorf("told is %v", told)
	}
	if told := s.told(met.id()); slices.Contains(told, "clock.recomputed") {
		s.t.Error("a clock that had stopped was counted anew")
	}
}
