package scenario

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"
)

// Chapter five: what is under way is followed, each week somebody looks, what went
// wrong is put right by its cause, and figures tell how it goes.
func TestD0_ChapterFive_Tracking(t *testing.T) {
	chapter(t, func(s *scene) {
		hotel, mall, _ := s.customers()
		running, late := s.underWay(hotel), s.forgotten(mall)
		s.progress(running)
		entry := s.week(running, late)
		s.ledger(running, late)
		finding := s.improvement(late, entry)
		s.accountability(finding)
		s.review(finding)
		s.indicators(running, late)
	})
}

// underWay is a requirement that was answered at once and is worked on.
func (s *scene) underWay(hotel node) node {
	r := s.need(hotel, "IMPORTANT", nil)
	r = s.does("head.service", "requirementAssign", with(r, vars{"assigneeId": s.member("member.service"), "assistingDepartmentIds": []string{s.department("SALES")}}), "")
	r = s.does("member.service", "requirementRecordResponse", with(r, vars{"text": "周四出方案，下周一装样机，下周五验收，请安排一名工程师配合。", "channel": "EMAIL"}), "")
	r = s.does("member.service", "requirementAnalyze", with(r, nil), "")
	r = s.does("member.service", "requirementPlan", s.plan(r), "")
	return s.does("member.service", "requirementStart", with(r, nil), "state number")
}

// forgotten is one that nobody answers.
func (s *scene) forgotten(mall node) node {
	s.Clock.Advance(time.Minute)
	r := s.need(mall, "GENERAL", vars{"title": "自动门延时"})
	return s.does("head.service", "requirementAssign", with(r, vars{"assigneeId": s.member("head.service")}), "number")
}

// progress: who assists writes too, what the customer was told is marked, and silence
// is told of.
func (s *scene) progress(r node) {
	s.refuses("member.service", "findingCreate", vars{"source": "DELAY", "requirementId": r.id()}, "FAILED_PRECONDITION", "") // nothing is late
	note := vars{"requirementId": r.id(), "kind": "NOTE", "text": "经销商有货"}
	s.does("head.sales", "progressAdd", note, "kind author { id }").is(vars{"author.id": s.member("head.sales")})
	s.refuses("staff", "progressAdd", note, "NOT_FOUND", "requirementId")
	s.refuses("member.service", "progressAdd", vars{"requirementId": r.id(), "kind": "CUSTOMER_NOTICE", "text": "已发货"}, "BAD_USER_INPUT", "channel")
	s.does("member.service", "progressAdd", vars{
		"requirementId": r.id(), "kind": "CUSTOMER_NOTICE", "text": "样机已发货", "channel": "PHONE", "customerReaction": "盼早到",
	}, "customerReaction")
	task := s.whole("member.service", "progressAdd", vars{
		"requirementId": r.id(), "kind": "COORDINATION", "text": "请销售确认到货日", "departmentId": s.department("SALES"), "dueAt": s.in(48 * time.Hour),
	}, "| task { type state department { id } }").at("task")
	task.is(vars{"type": "COORDINATION", "state": "OPEN", "department.id": s.department("SALES")})
	s.again("head.service", r, "customerToldAt").is(vars{"customerToldAt": s.in(0)})

	s.at("2026-09-12 10:00")
	if slices.Contains(s.told(r.id()), "requirement.silent") {
		s.t.Error("it is silent before three working days are over")
	}
}

// week: on Monday every owner is asked for a check; one makes it, the other does not,
// and on the last working day the list says so.
func (s *scene) week(running, late node) (entry node) {
	s.at("2026-09-14 08:30")
	checks := func(who string) node {
		return s.asks(who, `query { tasks(first: 5, filter: {types: [WEEKLY_CHECK], mine: true}) { totalCount edges { node { id version state dueAt } } } }`, nil).at("tasks")
	}
	mine, theirs := checks("member.service"), checks("head.service")
	mine.is(vars{"totalCount": 1.0, "edges.0.node.state": "OPEN"})
	theirs.is(vars{"totalCount": 1.0})
	of := mine.at("edges", 0, "node")
	record := vars{"taskId": of.id(), "expectedVersion": of.at("version").v, "entries": []any{}}
	s.refuses("member.service", "weeklyCheckRecord", record, "FAILED_PRECONDITION", "entries")
	record["entries"] = []any{vars{"requirementId": late.id(), "text": "别人的"}}
	s.refuses("member.service", "weeklyCheckRecord", record, "BAD_USER_INPUT", "")
	record["entries"] = []any{vars{"requirementId": running.id(), "text": "样机在途", "problem": "到货日不明"}}
	s.does("member.service", "weeklyCheckRecord", record, "state").is(vars{"state": "DONE"})

	s.at("2026-09-14 15:00")
	if told := s.told(running.id()); !slices.Contains(told, "requirement.silent") {
		s.t.Errorf("the customer has not heard for three working days, and nobody is told: %v", told)
	}
	s.does("member.service", "progressAdd", vars{"requirementId": running.id(), "kind": "CUSTOMER_NOTICE", "text": "周三到货", "channel": "PHONE"}, "")

	s.at("2026-09-20 19:30") // a Sunday on which people work for the holidays
	checks("head.service").is(vars{"edges.0.node.state": "MISSED"})
	checks("member.service").is(vars{"edges.0.node.state": "DONE"})
	if told := s.told(s.department("SERVICE")); !slices.Contains(told, "department.weekly_checks_missed") {
		s.t.Errorf("the list of the week is not told: %v", told)
	}
	all := s.again("member.service", running, "progress(first: 20) { edges { node { id kind problem } } }").list("progress", "edges")
	i := slices.IndexFunc(all, func(n node) bool { return n.text("node", "kind") == "WEEKLY_CHECK" })
	if i < 0 {
		s.t.Fatalf("the check left no entry: %v", all)
	}
	all[i].is(vars{"node.problem": "到货日不明"})
	return all[i].at("node")
}

// ledger: stages, times and persons, on the screen and as a file.
func (s *scene) ledger(running, late node) {
	rows := s.asks("head.service", `query { requirementLedger(first: 10, orderBy: {field: CREATED_AT, direction: ASC}) { totalCount edges { node {
		requirement { id } stages { received analyzed planned processing feedback } respondedAt responseMinutes responsible { id } } } } }`, nil).at("requirementLedger")
	rows.is(vars{
		"totalCount": 2.0, "edges.0.node.requirement.id": running.id(), "edges.0.node.stages.processing": "2026-09-09T01:30:00Z", "edges.0.node.stages.feedback": nil,
		"edges.0.node.responseMinutes": 0.0, "edges.1.node.requirement.id": late.id(), "edges.1.node.respondedAt": nil, "edges.1.node.stages.analyzed": nil,
	})
	if !slices.ContainsFunc(rows.list("edges", 0, "node", "responsible"), func(n node) bool { return n.id() == s.member("member.service") }) {
		s.t.Errorf("responsible are %v", rows.v)
	}
	s.refuses("member.service", "requirementLedgerExport", vars{"format": "CSV"}, "FORBIDDEN", "")
	link := s.whole("head.service", "requirementLedgerExport", vars{"format": "CSV", "filter": vars{"states": []string{"PROCESSING", "RECEIVED"}}}, "| url").text("url")
	table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.fetch(link), "\ufeff"))).ReadAll()
	if err != nil || len(table) != 3 {
		s.t.Fatalf("%v: %v", err, table)
	}
	for _, r := range []node{running, late} {
		if !slices.ContainsFunc(table, func(row []string) bool { return slices.Contains(row, r.text("number")) }) {
			s.t.Errorf("%s is not in %v", r.text("number"), table)
		}
	}
}

// improvement: what was late, and what a check found, gets its cause, measures against
// it and against its coming again, and somebody else sees the effect.
func (s *scene) improvement(late, entry node) node {
	s.does("member.service", "findingCreate", vars{"source": "CHECK", "progressEntryId": entry.id()}, "state source description").
		is(vars{"state": "OPEN", "source": "CHECK"})
	f := s.does("head.service", "findingCreate", vars{"source": "DELAY", "requirementId": late.id(), "ownerId": s.member("head.service")}, "state number subject { id } department { id }")
	f.is(vars{"state": "OPEN", "subject.id": late.id(), "department.id": s.department("SERVICE")})
	s.refuses("head.service", "findingAct", with(f, nil), "FAILED_PRECONDITION", "")
	s.refuses("management", "recognitionPropose", vars{"kind": "ACCOUNTABILITY", "memberId": s.member("head.service"), "causeId": f.id(), "reason": "漏答"}, "FAILED_PRECONDITION", "")
	f = s.does("head.service", "findingFindCause", with(f, vars{"cause": "分派后无人提醒", "rootCauseClass": "PROCESS", "dueToError": true}), "state cause dueToError")
	f.is(vars{"state": "CAUSE_FOUND", "dueToError": true})
	action := func(kind, owner, measure string) node {
		return s.does("head.service", "actionCreate", vars{
			"findingId": f.id(), "kind": kind, "measure": measure, "ownerId": s.member(owner), "departmentId": s.department("SERVICE"),
			"dueAt": s.in(48 * time.Hour), "checkOn": s.in(72 * time.Hour), "criterion": "一个月内无超时",
		}, "state owner { id }")
	}
	corrective, preventive := action("CORRECTIVE", "member.service", "当天答复客户"), action("PREVENTIVE", "management", "超时前一天电话提醒")
	f = s.does("head.service", "findingAct", with(s.again("head.service", f, ""), nil), "state")
	f.is(vars{"state": "ACTIONS_RUNNING"})
	s.refuses("head.service", "findingVerify", with(f, nil), "FAILED_PRECONDITION", "")
	finish := func(who string, a node) node {
		a = s.does(who, "actionStart", with(a, nil), "state")
		a = s.does(who, "actionReport", with(a, vars{"progressPercent": 50, "text": "已安排"}), "progressPercent")
		return s.does(who, "actionFinish", with(a, nil), "state")
	}
	corrective, preventive = finish("member.service", corrective), finish("management", preventive)
	f = s.does("head.service", "findingVerify", with(s.again("head.service", f, ""), nil), "state")
	s.refuses("committee", "actionVerify", with(corrective, vars{"effect": "无超时"}), "FAILED_PRECONDITION", "") // the day has not come
	s.refuses("head.service", "findingClose", with(f, nil), "FAILED_PRECONDITION", "")

	s.at("2026-09-24 10:00")
	s.refuses("management", "actionVerify", with(preventive, vars{"effect": "无超时"}), "FAILED_PRECONDITION", "")
	s.does("management", "actionVerify", with(corrective, vars{"effect": "已答复"}), "state verifier { id }").is(vars{"state": "VERIFIED", "verifier.id": s.member("management")})
	s.does("committee", "actionVerify", with(preventive, vars{"effect": "三天无超时"}), "state effect").is(vars{"state": "VERIFIED", "effect": "三天无超时"})
	f = s.does("head.service", "findingClose", with(s.again("head.service", f, ""), nil), "state closedAt")
	f.is(vars{"state": "CLOSED", "closedAt": s.in(0)})
	return f
}

// accountability: who forgot it is held to account, by others than who proposes it.
func (s *scene) accountability(finding node) {
	in := vars{"kind": "ACCOUNTABILITY", "memberId": s.member("head.service"), "causeId": finding.id(), "reason": "未按时答复"}
	s.refuses("head.sales", "recognitionPropose", in, "FORBIDDEN", "")
	made := s.does("management", "recognitionPropose", in, "state member { id } cause { id }")
	made.is(vars{"state": "PROPOSED", "cause.id": finding.id()})
	s.refuses("management", "recognitionDecide", with(made, vars{"decision": "APPROVE"}), "FORBIDDEN", "")
	made = s.does("committee", "recognitionDecide", with(made, vars{"decision": "APPROVE", "comment": "通报"}), "state")
	s.does("management", "recognitionFinish", with(made, vars{"result": "已谈话"}), "state").is(vars{"state": "DONE"})
}

// review: a meeting looks back, and what it decides is somebody's task.
func (s *scene) review(finding node) {
	m := s.does("management", "meetingCreate", vars{
		"type": "MONITORING_REVIEW", "title": "九月跟踪总结会", "startsAt": s.in(time.Hour), "minutesLong": 60,
		"attendeeIds": []string{s.member("head.service"), s.member("head.sales")}, "recordIds": []string{finding.id()},
	}, "")
	s.at("2026-09-24 11:30")
	m = s.does("management", "meetingHold", with(m, vars{"attendedIds": []string{s.member("head.service")}}), "state")
	m = s.does("management", "meetingMinutes", with(m, vars{
		"minutes": "经验：分派后当天确认", "decisions": []any{vars{"text": "修订分派规定", "ownerId": s.member("head.service"), "dueAt": s.in(240 * time.Hour)}},
	}), "state minutes decisions { ownerId taskId }")
	m.is(vars{"state": "HELD", "decisions.0.ownerId": s.member("head.service")})
	if m.text("decisions", 0, "taskId") == "" {
		s.t.Error("nobody is asked for what was decided")
	}
}

// indicators: of the month, live and kept, with the records behind them.
func (s *scene) indicators(running, late node) {
	r := s.again("member.service", running, "")
	r = s.does("member.service", "requirementDeliver", with(r, vars{
		"resultText": "已装好", "toldAt": s.in(0), "channel": "PHONE", "steps": []any{vars{"step": 1, "doneAt": s.in(0)}, vars{"step": 2, "doneAt": s.in(0)}},
	}), "")
	s.does("member.service", "requirementClose", with(r, vars{"rating": 5}), "state").is(vars{"state": "CLOSED"})

	value := func(who, code string) node {
		return s.asks(who, `query($c: String!) { indicatorValue(code: $c, period: MONTH, start: "2026-09-01") { numerator denominator value sample formula: indicator { formula }
			rest: requirements(part: REST, first: 5) { edges { node { id } } } } }`, vars{"c": code}).at("indicatorValue")
	}
	value("management", "response_on_time_rate").is(vars{"numerator": 1.0, "denominator": 2.0, "value": 0.5, "rest.edges.0.node.id": late.id()})
	value("management", "completion_rate").is(vars{"numerator": 1.0, "denominator": 2.0, "value": 0.5})
	value("management", "requirement_satisfaction").is(vars{"value": 5.0, "sample": 1.0})
	if ratio := value("management", "response_time_ratio"); ratio.at("value").v == nil {
		s.t.Errorf("the ratio is %v", ratio.v)
	}
	if a := s.Do(s.t, s.token("staff"), `{ indicatorValue(code: "completion_rate") { value } }`, nil); a.Code() != "FORBIDDEN" {
		s.t.Errorf("staff read indicators: %s", a.Body)
	}

	s.at("2026-10-08 09:30") // the first working day of the month
	kept := s.asks("management", `query($f: IndicatorSnapshotFilter) { indicatorSnapshots(first: 10, filter: $f) { totalCount edges { node { numerator denominator value from to revision } } } }`,
		vars{"f": vars{"codes": []string{"response_on_time_rate"}, "company": true, "period": "MONTH", "from": "2026-09-01", "to": "2026-09-30"}}).at("indicatorSnapshots")
	kept.is(vars{"totalCount": 1.0, "edges.0.node.numerator": 1.0, "edges.0.node.denominator": 2.0, "edges.0.node.from": "2026-09-01", "edges.0.node.revision": 1.0})
	report := s.asks("management", `query($f: ReportFilter) { reports(first: 5, filter: $f) { totalCount edges { node { sections { tables { rows } } } } } }`, vars{"f": vars{"types": []string{"MONTHLY_INDICATORS"}}}).at("reports")
	report.is(vars{"totalCount": 1.0})
	if rows := report.list("edges", 0, "node", "sections", 1, "tables", 0, "rows"); !slices.ContainsFunc(rows, func(n node) bool { return n.find("1") == "50.0%" }) {
		s.t.Errorf("the report of the month is %v", report.v)
	}
}
