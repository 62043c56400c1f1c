package scenario

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/notices"
	"heed/authz"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/server/servertest"
)

// agent is the post whose people are trained.
const agent = "客服专员"

// Chapter seven: a plan that two agree to, a session with a queue and a code, a paper that
// one fails and one passes, training again, a certificate that anybody checks, and a new
// standard that asks for more, by the API alone; every step is told to who listens.
func TestD0_ChapterSeven_Training(t *testing.T) {
	chapter(t, func(s *scene) {
		s.hire("head.hr", authz.DepartmentHead, flow.DepartmentHR, "", true)
		for _, name := range []string{"agent.1", "agent.2", "agent.3"} {
			s.hire(name, authz.DepartmentMember, flow.DepartmentService, agent, false)
		}
		from := s.Stage(s.A, "management").Value(s.t, "cursor")
		point := string(s.Stage(s.A, "head.service").ID(s.t, "touchpoint.confirmed"))
		s.holds(point, "接听须在 30 秒内", 30)
		plan := s.planning()
		one := s.seating(plan)
		s.writing(one)
		s.trainingAgain(plan)
		s.renewing(point, plan)
		s.listening(from)
		s.measuring()
	})
}

// hire makes a member who signs in as the others do.
func (s *scene) hire(name, role string, of flow.DepartmentType, post string, head bool) {
	s.t.Helper()
	s.Join(s.t, name, role, of, post, head)
	s.Client.User.Update().Where(user.Email(apptest.Email(name, "a"))).SetMustChangePassword(false).SetEmailVerifiedAt(s.Clock.Now()).ExecX(s.A.System())
}

// holds makes a standard of the post effective.
func (s *scene) holds(point, words string, seconds int) {
	s.t.Helper()
	made := s.does("head.service", "standardDraft", vars{
		"touchpointId": point, "serviceStandard": words, "operatingProcedure": "问候、确认、解决", "post": agent,
		"items": []any{vars{"metric": "接听时间", "operator": "AT_MOST", "target": seconds, "unit": "秒", "method": "系统记录"}},
	}, "")
	made = s.does("head.service", "standardSubmit", with(made, nil), "approval { id version }")
	s.does("management", "approvalVote", with(made.at("approval"), vars{"decision": "APPROVE", "comment": "同意"}), "state").is(vars{"state": "APPROVED"})
	s.again("head.service", made, "state").is(vars{"state": "EFFECTIVE"})
	s.work()
}

// planning: human resources and the management department agree, in any order; who asks
// does not (D2-77).
func (s *scene) planning() node {
	plan := s.does("head.service", "trainingPlanCreate", vars{
		"title": "年度服务培训", "periodStart": "2026-09-01", "periodEnd": "2027-08-31", "posts": []any{agent},
		"departmentIds": []any{s.department(flow.DepartmentService)}, "topics": []any{vars{"kind": "POST_STANDARD", "post": agent}}, "methods": []any{"INTERNAL"},
		"budget": "20000.00",
	}, "state audienceSize")
	plan.is(vars{"state": "DRAFT", "audienceSize": 3.0})
	s.refuses("head.service", "trainingSessionCreate", s.lesson(plan, "2026-09-14T01:00:00Z"), "FAILED_PRECONDITION", "")
	plan = s.does("head.service", "trainingPlanSubmit", with(plan, nil), "state hrApproval { id version } mdApproval { id version }")
	s.refuses("head.service", "approvalVote", with(plan.at("mdApproval"), vars{"decision": "APPROVE"}), "FORBIDDEN", "")
	s.does("management", "approvalVote", with(plan.at("mdApproval"), vars{"decision": "APPROVE", "comment": "同意"}), "")
	s.again("head.service", plan, "state").is(vars{"state": "MD_APPROVED"})
	s.does("head.hr", "approvalVote", with(plan.at("hrApproval"), vars{"decision": "APPROVE", "comment": "同意"}), "")
	running := s.again("head.service", plan, "state")
	running.is(vars{"state": "RUNNING"})
	return running
}

// lesson is a session of two seats, with a paper of one question in two tries.
func (s *scene) lesson(plan node, begins string) vars {
	at, err := time.Parse(time.RFC3339, begins)
	if err != nil {
		s.t.Fatal(err)
	}
	return vars{
		"planId": plan.id(), "topic": "POST_STANDARD", "post": agent, "title": "接听标准", "method": "INTERNAL", "trainerKind": "STAFF",
		"trainerId": s.member("member.service"), "place": "三楼培训室", "startsAt": begins, "endsAt": at.Add(2 * time.Hour).Format(time.RFC3339), "capacity": 2,
		"assessment": vars{"scale": 100, "passScore": 60, "validMonths": 12},
		"paper": vars{"tries": 2, "minutes": 20, "questions": []any{vars{
			"code": "seconds", "type": "NUMBER", "text": "几秒内接听？", "points": 60, "number": 30,
		}, vars{
			"code": "first", "type": "SINGLE", "text": "先做什么？", "options": []any{vars{"code": "a", "text": "问候"}, vars{"code": "b", "text": "转接"}}, "points": 40, "right": []any{"a"},
		}}},
	}
}

// mine is the member's own record with a session.
func (s *scene) mine(who string, session node) node {
	s.t.Helper()
	return s.asks(who, `query($s: ID!) { trainingRecords(filter: {sessionId: $s, mine: true}) { edges { node { __typename id version state availableActions } } } }`,
		vars{"s": session.id()}).at("trainingRecords", "edges", 0, "node")
}

// seating: two seats for three; who waits gets the seat that becomes free, and who is asked
// has it in their calendar. The code in the room works once, and in its time (D0-74, D2-79).
func (s *scene) seating(plan node) node {
	session := s.does("head.service", "trainingSessionCreate", s.lesson(plan, "2026-09-14T01:00:00Z"), "state")
	session = s.does("head.service", "trainingSessionInvite", with(session, vars{"audience": true}), "state")
	s.work()
	letters, err := notices.TakeUp(s.A.System(), s.Journal, servertest.PublicURL)
	i := slices.IndexFunc(letters, func(l notices.Letter) bool { return l.To == apptest.Email("agent.1", "a") })
	if err != nil || i < 0 || !strings.Contains(letters[i].Calendar, "SUMMARY:接听标准") || !strings.Contains(letters[i].Calendar, "DTSTART:20260914T010000Z") {
		s.t.Errorf("no letter with a calendar in %+v, %v", letters, err)
	}
	for who, state := range map[string]string{"agent.1": "ENROLLED", "agent.2": "ENROLLED"} {
		s.does(who, "trainingEnrol", with(s.mine(who, session), nil), "state").is(vars{"state": state})
	}
	s.does("head.service", "trainingEnrol", with(s.mine("agent.3", session), nil), "state").is(vars{"state": "WAITING"})
	s.does("agent.1", "trainingDecline", with(s.mine("agent.1", session), nil), "state").is(vars{"state": "DECLINED"})
	s.mine("agent.3", session).is(vars{"state": "ENROLLED"})

	s.at("2026-09-14 09:10")
	code := s.again("member.service", session, "attendanceCode").text("attendanceCode")
	if other := s.again("agent.2", session, "attendanceCode").at("attendanceCode").v; other != nil {
		s.t.Errorf("who comes reads the code %v", other)
	}
	wrong := "000000"
	if code == wrong {
		wrong = "000001"
	}
	s.refusesGuess("agent.2", session, wrong, "BAD_USER_INPUT")
	s.does("agent.2", "trainingCheckIn", vars{"sessionId": session.id(), "code": code}, "state attendance").is(vars{"state": "ATTENDED", "attendance": "CODE"})
	s.refusesGuess("agent.2", session, code, "FAILED_PRECONDITION")
	s.at("2026-09-14 11:30")
	s.refusesGuess("agent.3", session, code, "FAILED_PRECONDITION")
	session = s.again("member.service", session, "")
	held := s.does("member.service", "trainingSessionHold", with(session, vars{"attendedIds": []any{s.member("agent.3")}}), "state standards { edition }")
	held.is(vars{"state": "HELD", "standards.0.edition": 1.0})
	return held
}

// refusesGuess is a code that is not taken; that it was tried is counted.
func (s *scene) refusesGuess(who string, session node, code, want string) {
	s.t.Helper()
	a := s.Do(s.t, s.token(who), `mutation($in: TrainingCheckInInput!) { trainingCheckIn(input: $in) { cursor } }`, vars{"in": vars{"sessionId": session.id(), "code": code}})
	if a.Code() != want {
		s.t.Errorf("%s: %s, want %s", who, a.Body, want)
	}
}

// writing: one passes and has a certificate, one fails at last and is to be trained again;
// the session is closed when all are assessed (D2-79).
func (s *scene) writing(session node) {
	try := func(who string, answers ...any) node {
		s.t.Helper()
		begun := s.does(who, "trainingPaperBegin", with(s.mine(who, session), nil), "questions { code } tries { dueAt }")
		if n := len(begun.list("questions")); n != 2 {
			s.t.Errorf("%d questions", n)
		}
		return s.does(who, "trainingPaperHandIn", with(begun, vars{"answers": answers}), "passed score wanting certificateNumber certificateUrl certificateCheckUrl questions { code }")
	}
	good := []any{vars{"question": "seconds", "number": 30}, vars{"question": "first", "options": []any{"a"}}}
	passed := try("agent.2", good...)
	passed.is(vars{"passed": true, "score": 100.0, "certificateNumber": "TC-2026-00001"})
	s.refuses("member.service", "trainingSessionClose", with(session, nil), "FAILED_PRECONDITION", "")
	try("agent.3", vars{"question": "first", "options": []any{"a"}}).is(vars{"passed": nil})
	try("agent.3", vars{"question": "seconds", "number": 300}).is(vars{"passed": false, "score": 40.0, "wanting": true, "certificateNumber": nil})
	s.refuses("agent.3", "trainingPaperBegin", with(s.mine("agent.3", session), nil), "FAILED_PRECONDITION", "")
	s.does("member.service", "trainingSessionClose", with(session, nil), "state").is(vars{"state": "CLOSED"})
	s.does("agent.2", "trainingFeedback", with(s.mine("agent.2", session), vars{"score": 5, "comment": "讲得清楚"}), "feedback").is(vars{"feedback": 5.0})

	if page := s.fetch(passed.text("certificateCheckUrl")); !strings.Contains(page, "TC-2026-00001") || !strings.Contains(page, "证书有效") || strings.Contains(page, "agent.2") {
		s.t.Errorf("the page says %s", page)
	}
	if file := s.fetch(servertest.PublicURL + passed.text("certificateUrl")); !strings.HasPrefix(file, "%PDF-") {
		s.t.Errorf("the file begins with %.20q", file)
	}
	tampered := passed.text("certificateCheckUrl")
	last := "A"
	if strings.HasSuffix(tampered, last) {
		last = "Q"
	}
	s.lost(tampered[:len(tampered)-1] + last)
}

// lost is an address at which there is nothing.
func (s *scene) lost(link string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.Root+strings.TrimPrefix(link, servertest.PublicURL), http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil || resp.StatusCode != http.StatusNotFound {
		s.t.Errorf("%s: %d, %v", link, resp.StatusCode, err)
	}
}

// trainingAgain: who failed has a task, is asked to the next session, passes, and has done it.
func (s *scene) trainingAgain(plan node) {
	s.work()
	const mine = `{ tasks(filter: {types: [RETRAINING], mine: true}) { edges { node { id state } } } }`
	s.asks("agent.3", mine, nil).is(vars{"tasks.edges.0.node.state": "OPEN"})
	session := s.does("head.service", "trainingSessionCreate", s.lesson(plan, "2026-09-21T01:00:00Z"), "")
	session = s.does("head.service", "trainingSessionInvite", with(session, vars{"wanting": true}), "")
	s.does("agent.3", "trainingEnrol", with(s.mine("agent.3", session), nil), "state").is(vars{"state": "ENROLLED"})
	s.at("2026-09-21 11:00")
	held := s.does("member.service", "trainingSessionHold", with(s.again("member.service", session, ""), vars{"attendedIds": []any{s.member("agent.3")}}), "")
	assessed := s.does("member.service", "trainingSessionAssess", with(held, vars{"scores": []any{vars{"memberId": s.member("agent.3"), "score": 85}}}), "")
	s.does("member.service", "trainingSessionClose", with(assessed, nil), "state").is(vars{"state": "CLOSED"})
	s.asks("agent.3", mine, nil).is(vars{"tasks.edges.0.node.state": "DONE"})
}

// renewing: a new standard of the post takes the place of what was taught: records are
// outdated, their certificates hold no more, and people are asked to train again (D2-78).
func (s *scene) renewing(point string, plan node) {
	s.at("2026-10-08 10:00")
	s.holds(point, "接听须在 20 秒内", 20)
	records := s.asks("head.service", `{ trainingRecords(filter: {wanting: true}) { totalCount edges { node { valid outdatedAt outdatingStandard { edition } certificateUrl certificateCheckUrl } } } }`, nil).at("trainingRecords")
	records.is(vars{"totalCount": 2.0})
	first := records.at("edges", 0, "node")
	first.is(vars{"valid": false, "outdatingStandard.edition": 2.0, "certificateUrl": nil})
	if page := s.fetch(first.text("certificateCheckUrl")); !strings.Contains(page, "证书已失效") {
		s.t.Errorf("the page says %s", page)
	}
	s.asks("agent.2", `{ tasks(filter: {types: [RETRAINING], mine: true}) { edges { node { state dueAt } } } }`, nil).is(vars{"tasks.edges.0.node.state": "OPEN"})
	// The next session teaches the new edition, and that alone.
	session := s.does("head.service", "trainingSessionCreate", s.lesson(plan, "2026-10-12T01:00:00Z"), "")
	session = s.does("head.service", "trainingSessionInvite", with(session, vars{"wanting": true}), "")
	s.does("agent.2", "trainingEnrol", with(s.mine("agent.2", session), nil), "")
	s.at("2026-10-12 11:00")
	held := s.does("member.service", "trainingSessionHold", with(s.again("member.service", session, ""), vars{"attendedIds": []any{s.member("agent.2")}}), "standards { edition }")
	if n := len(held.list("standards")); n != 1 {
		s.t.Errorf("%d standards are taught", n)
	}
	held.is(vars{"standards.0.edition": 2.0})
	assessed := s.does("member.service", "trainingSessionAssess", with(held, vars{"scores": []any{vars{"memberId": s.member("agent.2"), "score": 90}}}), "")
	s.does("member.service", "trainingSessionClose", with(assessed, nil), "")
	s.asks("agent.2", `{ tasks(filter: {types: [RETRAINING], mine: true}) { edges { node { state } } } }`, nil).is(vars{"tasks.edges.0.node.state": "DONE"})
}

// listening: whoever follows has heard of every step, in the journal's order.
func (s *scene) listening(from string) {
	unheard := heard(
		"training_plan.draft", "training_plan.in_review", "training_plan.md_approved", "training_plan.running",
		"training_session.planned", "training_session.open", "training_session.held", "training_session.assessed", "training_session.closed",
		"training_record.invited", "training_record.enrolled", "training_record.waiting", "training_record.declined", "training_record.seated",
		"training_record.attended", "training_record.writing", "training_record.handed_in", "training_record.passed", "training_record.failed",
		"training_record.feedback", "training_record.outdated",
	)
	s.hears(from, unheard, "training_plan.*", "training_session.*", "training_record.*")
}

// hears finds that whoever follows is told of all that was not heard of, since then.
func (s *scene) hears(from string, unheard map[string]bool, types ...any) {
	s.t.Helper()
	c := s.Dial(s.t, s.token("management"))
	c.Subscribe("1", `subscription($f: StatusFilter, $after: EventCursor) { statusChanged(filter: $f, after: $after) { kind type } }`, vars{
		"f": vars{"types": types}, "after": from,
	})
	for beats := 0; len(unheard) > 0 && beats < 3; {
		e := c.Event()
		if e.Kind == "HEARTBEAT" {
			beats++
		}
		delete(unheard, e.Type)
	}
	if len(unheard) > 0 {
		s.t.Errorf("nobody heard of %v", unheard)
	}
}

// heard is a set of types of events.
func heard(types ...string) map[string]bool {
	all := map[string]bool{}
	for _, typ := range types {
		all[typ] = true
	}
	return all
}

// measuring: the board tells how all stands, with what is behind it.
func (s *scene) measuring() {
	board := s.asks("head.hr", `query { trainingDashboard(start: "2026-09-01") { from to rows { post values { indicator { code } department { id } numerator denominator trainingRecords(first: 1) { totalCount } } } } }`, nil).at("trainingDashboard")
	board.is(vars{"from": "2026-07-01", "to": "2026-09-30"})
	figures := map[string]node{}
	for _, f := range board.list("rows", 0, "values") {
		figures[f.text("indicator", "code")] = f
	}
	figures["training_coverage"].is(vars{"numerator": 2.0, "denominator": 3.0})
	figures["training_pass_rate"].is(vars{"numerator": 2.0, "denominator": 3.0, "trainingRecords.totalCount": 3.0})
	figures["training_score"].is(vars{"numerator": 225.0, "denominator": 300.0})
	figures["training_feedback"].is(vars{"numerator": 5.0, "denominator": 1.0})
}
