package scenario

import (
	"testing"

	"heed/authz"
	"heed/rules/flow"
)

// What else becomes of plans and sessions: human resources agree first, a session is moved,
// its code is changed, people are reminded of it, it is called off; a plan is closed, and
// another dropped.
func TestD0_ChapterSeven_TrainingsThatChange(t *testing.T) {
	chapter(t, func(s *scene) {
		s.hire("head.hr", authz.DepartmentHead, flow.DepartmentHR, "", true)
		s.hire("agent.1", authz.DepartmentMember, flow.DepartmentService, agent, false)
		from := s.Stage(s.A, "management").Value(s.t, "cursor")
		words := vars{
			"title": "季度沟通培训", "periodStart": "2026-09-01", "periodEnd": "2026-12-31", "departmentIds": []any{s.department(flow.DepartmentService)},
			"topics": []any{vars{"kind": "COMMUNICATION"}}, "methods": []any{"ONLINE", "INTERNAL"},
		}
		dropped := s.does("head.service", "trainingPlanCreate", words, "")
		dropped = s.does("head.service", "trainingPlanUpdate", with(dropped, vars{"title": "暂缓的培训"}), "")
		s.does("head.service", "trainingPlanCancel", with(dropped, vars{"result": "并入下一年"}), "state").is(vars{"state": "CANCELLED"})

		plan := s.does("head.service", "trainingPlanCreate", words, "")
		plan = s.does("head.service", "trainingPlanSubmit", with(plan, nil), "hrApproval { id version } mdApproval { id version }")
		s.does("head.hr", "approvalVote", with(plan.at("hrApproval"), vars{"decision": "APPROVE", "comment": "同意"}), "")
		s.again("head.service", plan, "state").is(vars{"state": "HR_APPROVED"})
		s.does("management", "approvalVote", with(plan.at("mdApproval"), vars{"decision": "APPROVE", "comment": "同意"}), "")

		lesson := vars{
			"planId": plan.id(), "topic": "COMMUNICATION", "title": "倾听", "method": "INTERNAL", "trainerKind": "STAFF", "trainerId": s.member("member.service"),
			"place": "三楼", "startsAt": "2026-09-15T01:00:00Z", "endsAt": "2026-09-15T03:00:00Z", "capacity": 5,
		}
		one := s.does("head.service", "trainingSessionCreate", lesson, "")
		one = s.does("head.service", "trainingSessionInvite", with(one, vars{"memberIds": []any{s.member("agent.1")}}), "")
		one = s.does("head.service", "trainingSessionInvite", with(one, vars{"memberIds": []any{s.member("head.service")}}), "")
		s.does("agent.1", "trainingEnrol", with(s.mine("agent.1", one), nil), "")
		s.does("head.service", "trainingEnrol", with(s.mine("head.service", one), nil), "")
		one = s.does("head.service", "trainingSessionUpdate", with(s.again("head.service", one, ""), vars{"startsAt": "2026-09-15T06:00:00Z", "endsAt": "2026-09-15T08:00:00Z"}), "startsAt")
		s.refuses("head.service", "trainingPlanClose", with(s.again("head.service", plan, ""), vars{"result": "完成"}), "FAILED_PRECONDITION", "")
		s.at("2026-09-14 09:00") // the working day before
		s.at("2026-09-15 14:10")
		one = s.does("member.service", "trainingSessionCodeRenew", with(s.again("member.service", one, ""), nil), "")
		one = s.does("member.service", "trainingSessionHold", with(one, vars{"attendedIds": []any{s.member("agent.1")}}), "")
		s.does("member.service", "trainingSessionClose", with(one, nil), "")

		off := s.does("head.service", "trainingSessionCreate", merged(lesson, vars{"startsAt": "2026-09-20T01:00:00Z", "endsAt": "2026-09-20T03:00:00Z"}), "")
		s.does("head.service", "trainingSessionCancel", with(off, vars{"reason": "讲师出差"}), "state").is(vars{"state": "CANCELLED"})
		s.does("head.service", "trainingPlanClose", with(s.again("head.service", plan, ""), vars{"result": "完成"}), "state").is(vars{"state": "CLOSED"})
		s.hears(from, heard(
			"training_plan.updated", "training_plan.cancelled", "training_plan.hr_approved", "training_plan.running", "training_plan.closed",
			"training_session.invited", "training_session.updated", "training_session.due", "training_session.code_renewed", "training_session.cancelled",
			"training_record.absent",
		), "training_plan.*", "training_session.*", "training_record.*")
	})
}

// What the company tells its people is published, read and taken back (D2-81); how they
// worked is drawn up from data, commented on, shown, appealed against and decided by
// somebody else (D0-78, D0-79).
func TestD0_ChapterSeven_PublicityAndAppraisals(t *testing.T) {
	chapter(t, func(s *scene) {
		s.hire("head.hr", authz.DepartmentHead, flow.DepartmentHR, "", true)
		for _, name := range []string{"agent.1", "agent.2"} {
			s.hire(name, authz.DepartmentMember, flow.DepartmentService, agent, false)
		}
		from := s.Stage(s.A, "management").Value(s.t, "cursor")
		s.telling()
		s.appraising()
		s.hears(from, heard(
			"governing_document.draft", "governing_document.updated", "governing_document.effective", "governing_document.begun",
			"governing_document.acknowledged", "governing_document.retired",
			"appraisal_scheme.draft", "appraisal_scheme.updated", "appraisal_scheme.active", "appraisal_scheme.retired",
			"appraisal.draft", "appraisal.redrawn", "appraisal.commented", "appraisal.shown", "appraisal.appealed", "appraisal.final", "appraisal.discarded",
		), "governing_document.*", "appraisal_scheme.*", "appraisal.*")
	})
}

func (s *scene) telling() {
	news := s.does("head.service", "governingDocumentCreate", vars{
		"kind": "PUBLICITY", "title": "客户至上月", "body": "本月起推行首问负责制。", "channel": "BULLETIN_BOARD", "periodStart": "2026-09-09", "periodEnd": "2026-09-30",
		"posts": []any{agent}, "departmentIds": []any{s.department(flow.DepartmentService)},
	}, "state audienceSize")
	news.is(vars{"state": "DRAFT", "audienceSize": 2.0})
	news = s.does("head.service", "governingDocumentUpdate", with(news, vars{"channel": "OFFICE_SYSTEM"}), "")
	s.refuses("agent.1", "governingDocumentAcknowledge", with(news, nil), "NOT_FOUND", "")
	s.refuses("head.service", "governingDocumentPublish", with(news, nil), "FORBIDDEN", "")
	news = s.does("management", "governingDocumentPublish", with(news, nil), "state")
	s.does("agent.1", "governingDocumentAcknowledge", with(news, nil), "acknowledged audienceSize").is(vars{"acknowledged": 1.0, "audienceSize": 2.0})
	s.refuses("agent.1", "governingDocumentAcknowledge", with(news, nil), "FAILED_PRECONDITION", "")
	s.refuses("staff", "governingDocumentAcknowledge", with(news, nil), "FAILED_PRECONDITION", "")
	s.does("management", "governingDocumentRetire", with(news, vars{"reason": "另行发布"}), "state").is(vars{"state": "RETIRED"})
}

func (s *scene) appraising() {
	metrics := []any{vars{"metric": "RESPONSE_ON_TIME", "weight": 60}, vars{"metric": "OTHER", "title": "团队协作", "weight": 30}}
	s.refuses("head.hr", "appraisalSchemeCreate", vars{"title": "客服考核", "period": "MONTH", "metrics": metrics, "posts": []any{agent}}, "BAD_USER_INPUT", "metrics")
	metrics = append(metrics, vars{"metric": "TRAINING_PASSED", "weight": 10})
	scheme := s.does("head.hr", "appraisalSchemeCreate", vars{"title": "客服考核", "period": "MONTH", "metrics": metrics, "posts": []any{agent}}, "state")
	scheme = s.does("head.hr", "appraisalSchemeUpdate", with(scheme, vars{"title": "客服月度考核"}), "")
	scheme = s.does("head.hr", "appraisalSchemeActivate", with(scheme, nil), "state")
	draw := vars{"schemeId": scheme.id(), "start": "2026-08-10"}
	s.refuses("head.service", "appraisalsDraw", merged(draw, vars{"start": "2026-09-01"}), "FAILED_PRECONDITION", "start")
	if n := s.whole("head.service", "appraisalsDraw", draw, "|drawn").find("drawn"); n != 2.0 {
		s.t.Errorf("%v drawn", n)
	}
	of := func(who, name string) node {
		s.t.Helper()
		return s.asks(who, `query($m: ID!) { appraisals(filter: {memberId: $m}) { edges { node { __typename id version state score } } } }`, vars{"m": s.member(name)}).at("appraisals", "edges", 0, "node")
	}
	if n := len(s.asks("agent.1", `{ appraisals(filter: {mine: true}) { edges { node { id } } } }`, nil).list("appraisals", "edges")); n != 0 {
		s.t.Errorf("the person reads %d before they are shown", n)
	}
	one := s.does("head.service", "appraisalRedraw", with(of("head.service", "agent.1"), nil), "")
	one = s.does("head.service", "appraisalComment", with(one, vars{"comment": "协作有待加强", "points": []any{vars{"title": "团队协作", "points": 40}}}), "score")
	one.is(vars{"score": 40.0}) // there was nothing else to count
	one = s.does("head.service", "appraisalShow", with(one, nil), "")
	s.refuses("agent.2", "appraisalAppeal", with(one, vars{"reason": "不公"}), "NOT_FOUND", "")
	s.refuses("head.service", "appraisalAccept", with(one, nil), "FORBIDDEN", "")
	one = s.does("agent.1", "appraisalAppeal", with(one, vars{"reason": "协作记录有遗漏"}), "state")
	s.refuses("head.service", "appraisalDecide", with(one, vars{"decision": "维持"}), "FORBIDDEN", "")
	one = s.does("head.hr", "appraisalDecide", with(one, vars{"decision": "补记协作", "points": []any{vars{"title": "团队协作", "points": 70}}}), "state score decision")
	one.is(vars{"state": "FINAL", "score": 70.0, "decision": "补记协作"})
	s.does("head.hr", "appraisalDiscard", with(of("head.hr", "agent.2"), nil), "state").is(vars{"state": "DISCARDED"})
	s.does("head.hr", "appraisalSchemeRetire", with(s.again("head.hr", scheme, ""), nil), "state").is(vars{"state": "RETIRED"})
}
