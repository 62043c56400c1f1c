package scenario

import (
	"slices"
	"testing"
	"time"
)

// Chapter three: requirements are assessed, what contradicts or repeats itself is
// cleared up, what belongs together goes to the department it concerns, and a report
// says what a period brought.
func TestD0_ChapterThree_Analysis(t *testing.T) {
	chapter(t, func(s *scene) {
		hotel, mall, _ := s.customers()
		one, other := s.conflict(hotel, mall)
		s.duplicates(hotel, mall)
		s.set(one, other)
		s.report()
	})
}

// need is a requirement of the customer that the service department has received.
func (s *scene) need(customer node, urgency string, more vars) node {
	s.t.Helper()
	made := s.does("management", "requirementCreate", merged(vars{
		"customerId": customer.id(), "title": "门锁离线开门", "originalText": "停电时门锁要能开", "source": "VISIT", "channel": "VISIT",
		"collectedAt": s.in(-time.Hour), "category": "PRODUCT", "urgency": urgency, "nature": "FUNCTIONAL", "leadDepartmentId": s.department("SERVICE"),
	}, more), "")
	return s.does("head.service", "requirementReceive", with(made, nil), "state number dueAt clocks { id kind state dueAt }")
}

func factor(score int, reason string) vars { return vars{"score": score, "reason": reason} }

// plan is the input that plans a requirement: both assessments, two steps, the assignee.
func (s *scene) plan(r node) vars {
	return with(r, vars{
		"feasibility": vars{
			"technical": factor(5, "有样机"), "economic": factor(3, "要加人"), "time": factor(2, "国庆前紧"), "conclusion": "PARTLY", "note": "先装一层楼",
		},
		"value": vars{
			"growth": factor(3, "可推广"), "satisfaction": factor(5, "反复提出"), "competitiveness": factor(4, "同行没有"), "judgement": "值得先做", "level": "HIGH",
		},
		"steps": []any{
			vars{"text": "换锁芯", "ownerId": s.member("member.service"), "dueAt": s.in(72 * time.Hour)},
			vars{"text": "回访", "ownerId": s.member("head.service"), "dueAt": s.in(120 * time.Hour)},
		},
		"assigneeId": s.member("member.service"),
	})
}

// conflict: two requirements contradict each other; neither is planned until somebody
// has decided.
func (s *scene) conflict(hotel, mall node) (one, other node) {
	one = s.does("head.service", "requirementAnalyze", with(s.need(hotel, "IMPORTANT", nil), nil), "state")
	other = s.does("head.service", "requirementAnalyze", with(s.need(mall, "GENERAL", vars{"title": "断电即锁", "originalText": "停电时门要全部锁死"}), nil), "state")
	one.is(vars{"state": "ANALYZING"})
	link := s.does("head.service", "requirementLinkCreate", vars{"id": one.id(), "otherId": other.id(), "type": "CONFLICT"}, "type resolvedAt")
	one, other = s.again("head.service", one, "links { type other { id } }"), s.again("head.service", other, "links { type other { id } }")
	one.is(vars{"links.0.type": "CONFLICT", "links.0.other.id": other.id()})
	other.is(vars{"links.0.other.id": one.id()})
	s.refuses("head.service", "requirementPlan", s.plan(one), "FAILED_PRECONDITION", "")
	s.refuses("head.service", "requirementPlan", s.plan(other), "FAILED_PRECONDITION", "")
	s.refuses("member.service", "requirementLinkResolve", with(link, vars{"resolution": "按楼层分"}), "FORBIDDEN", "")
	s.does("head.service", "requirementLinkResolve", with(link, vars{"resolution": "客房断电可开，库房断电锁死"}), "resolution resolvedById").
		is(vars{"resolution": "客房断电可开，库房断电锁死", "resolvedById": s.member("head.service")})

	// Both assessments, each with its reasons, and the number with the judgement.
	in := s.plan(one)
	in["value"] = merged(in["value"].(vars), vars{"judgement": " "}) //nolint:errcheck,forcetypeassert // as it was made
	s.refuses("head.service", "requirementPlan", in, "FAILED_PRECONDITION", "value.judgement")
	in = s.plan(one)
	in["steps"] = []any{}
	s.refuses("head.service", "requirementPlan", in, "FAILED_PRECONDITION", "")
	one = s.does("head.service", "requirementPlan", s.plan(one), `state assignee { id } plans { number steps { text ownerId } }
		feasibility { conclusion note technical { score reason } assessorDepartment { id } } value { total judgement level }`)
	one.is(vars{
		"state": "PLANNED", "assignee.id": s.member("member.service"), "feasibility.conclusion": "PARTLY", "feasibility.technical.reason": "有样机",
		"feasibility.assessorDepartment.id": s.department("SERVICE"), "value.total": 4.0, "value.judgement": "值得先做", "plans.0.steps.1.text": "回访",
	})
	return one, s.does("head.service", "requirementPlan", s.plan(other), "state")
}

// duplicates: what says the same is offered on entry, merged with its words kept, and
// taken apart again.
func (s *scene) duplicates(hotel, mall node) {
	first := s.need(hotel, "GENERAL", vars{"title": "冷柜温度异常自动报警", "originalText": "夜里压缩机停了没人知道，希望温度不对时能马上通知到人"})
	in := vars{
		"customerId": mall.id(), "title": "冷柜温度异常要报警", "originalText": "压缩机停了，温度不对时希望马上通知到人", "source": "CALL_EMAIL", "channel": "PHONE",
		"collectedAt": s.in(0), "category": "PRODUCT", "urgency": "GENERAL", "nature": "FUNCTIONAL", "leadDepartmentId": s.department("SERVICE"),
	}
	made := s.whole("management", "requirementCreate", in, "| likely { score sameCustomer requirement { id } }")
	made.is(vars{"likely.0.requirement.id": first.id(), "likely.0.sameCustomer": false})
	second := s.does("head.service", "requirementReceive", with(made.at("requirement"), nil), "")
	s.refuses("head.service", "requirementMerge", with(second, vars{"intoId": second.id()}), "FAILED_PRECONDITION", "intoId")
	second = s.does("head.service", "requirementMerge", with(second, vars{"intoId": first.id(), "reason": "同一件事"}), "state originalText mergedInto { id } mergeUndoableUntil")
	second.is(vars{"state": "MERGED", "mergedInto.id": first.id(), "originalText": "压缩机停了，温度不对时希望马上通知到人"})
	first = s.again("management", first, "customersToTell { id } mergedFrom(first: 5) { edges { node { id } } }")
	first.is(vars{"mergedFrom.edges.0.node.id": second.id()})
	var tell []string
	for _, c := range first.list("customersToTell") {
		tell = append(tell, c.id())
	}
	if !slices.Contains(tell, hotel.id()) || !slices.Contains(tell, mall.id()) {
		s.t.Errorf("to be told are %v", tell)
	}
	s.refuses("head.service", "requirementMerge", with(s.need(hotel, "GENERAL", nil), vars{"intoId": second.id()}), "FAILED_PRECONDITION", "intoId")
	s.refuses("member.service", "requirementUnmerge", with(second, vars{"reason": "两回事"}), "FORBIDDEN", "")
	s.does("head.service", "requirementUnmerge", with(second, vars{"reason": "两回事"}), "state mergedInto { id }").is(vars{"state": "RECEIVED", "mergedInto": nil})
	if told := s.told(first.id()); !slices.Contains(told, "requirement.absorbed") || !slices.Contains(told, "requirement.separated") {
		s.t.Errorf("told is %v", told)
	}
}

// set: requirements of one theme go to the department that they concern, which answers.
func (s *scene) set(one, other node) {
	made := s.does("head.service", "requirementSetCreate", vars{
		"theme": "断电时的门", "summary": "客房与库房要不同", "ownerId": s.member("head.service"), "departmentId": s.department("SERVICE"), "requirementIds": []string{other.id(), one.id()},
	}, "state items { place requirement { id } }")
	made.is(vars{"state": "DRAFT", "items.0.requirement.id": other.id()})
	made = s.does("head.service", "requirementSetUpdate", with(made, vars{"requirementIds": []string{one.id(), other.id()}}), "items { requirement { id } }")
	made.is(vars{"items.0.requirement.id": one.id()})
	s.refuses("head.service", "requirementSetHandOver", with(made, vars{"departmentId": s.department("SALES")}), "FAILED_PRECONDITION", "")
	s.refuses("member.service", "requirementSetConfirm", with(made, nil), "FORBIDDEN", "")
	made = s.does("head.service", "requirementSetConfirm", with(made, nil), "state")
	made = s.does("head.service", "requirementSetHandOver", with(made, vars{"departmentId": s.department("SALES")}), "state takenBy { id }")
	made.is(vars{"state": "HANDED_OVER", "takenBy.id": s.department("SALES")})
	s.refuses("head.service", "requirementSetAnswer", with(made, vars{"answer": "自己答"}), "FORBIDDEN", "")
	s.does("head.sales", "requirementSetAnswer", with(made, vars{"answer": "列入下一版目录"}), "state answer answeredBy { id }").
		is(vars{"answer": "列入下一版目录", "answeredBy.id": s.member("head.sales")})
}

// report: it is generated from the period, discussed in a meeting, approved by others
// than who asks, published, and answered by the department with measures.
func (s *scene) report() {
	s.refuses("head.service", "reportGenerate", vars{"type": "REQUIREMENT_ANALYSIS", "from": "2026-09-01", "to": "2026-09-30"}, "FORBIDDEN", "")
	r := s.does("management", "reportGenerate", vars{"type": "REQUIREMENT_ANALYSIS", "from": "2026-09-01", "to": "2026-09-09", "title": "九月上旬需求分析"}, "state sections { key required text figures { label value } }")
	var keys []string
	for _, section := range r.list("sections") {
		if section.at("required").v == true {
			keys = append(keys, section.text("key"))
		}
	}
	if len(keys) != 5 {
		s.t.Fatalf("the required sections are %v", keys)
	}
	meeting := s.does("management", "meetingCreate", vars{
		"type": "REQUIREMENT_ANALYSIS", "title": "需求分析会", "startsAt": s.in(time.Hour), "minutesLong": 60, "attendeeIds": []string{s.member("head.service"), s.member("committee")},
		"recurrence": "FREQ=MONTHLY;COUNT=3",
	}, "")
	to := []any{vars{"departmentId": s.department("SALES"), "dueAt": s.in(7 * 24 * time.Hour)}}
	r = s.does("management", "reportEdit", with(r, vars{"sections": []any{vars{"key": keys[0], "text": " "}}, "meetingId": meeting.id()}), "state meeting { id }")
	r.is(vars{"state": "EDITED", "meeting.id": meeting.id()})
	s.refuses("management", "reportSubmit", with(r, vars{"recipients": to}), "FAILED_PRECONDITION", "sections")
	var written []any
	for _, key := range keys {
		written = append(written, vars{"key": key, "text": "门锁与冷柜各两项，门锁先做。"})
	}
	r = s.does("management", "reportEdit", with(r, vars{"sections": written}), "state")
	s.refuses("management", "reportSubmit", with(r, vars{"recipients": []any{}}), "FAILED_PRECONDITION", "recipients")
	r = s.does("management", "reportSubmit", with(r, vars{"recipients": to}), "state approval { id version state }")
	r.is(vars{"state": "IN_REVIEW", "approval.state": "PENDING"})
	s.refuses("management", "approvalVote", with(r.at("approval"), vars{"decision": "APPROVE"}), "FORBIDDEN", "")
	s.does("committee", "approvalVote", with(r.at("approval"), vars{"decision": "APPROVE", "comment": "同意发布"}), "state").is(vars{"state": "APPROVED"})
	r = s.again("management", r, "state publishedAt recipients { department { id } answeredAt }")
	r.is(vars{"state": "PUBLISHED", "recipients.0.department.id": s.department("SALES"), "recipients.0.answeredAt": nil})
	asked := s.asks("head.sales", `query($f: TaskFilter) { tasks(first: 5, filter: $f) { edges { node { id state } } } }`, vars{"f": vars{"types": []string{"REPORT_RESPONSE"}}})
	asked.is(vars{"tasks.edges.0.node.state": "OPEN"})
	s.refuses("member.service", "reportAnswer", with(r, vars{"departmentId": s.department("SALES"), "measures": "不关我事"}), "NOT_FOUND", "")
	r = s.again("head.sales", r, "")
	s.does("head.sales", "reportAnswer", with(r, vars{"departmentId": s.department("SALES"), "measures": "九月底前报价，十月试装"}), "state recipients { measures answeredBy { id } }").
		is(vars{"state": "RESPONDED", "recipients.0.measures": "九月底前报价，十月试装", "recipients.0.answeredBy.id": s.member("head.sales")})
	s.asks("head.sales", `query($f: TaskFilter) { tasks(first: 5, filter: $f) { edges { node { state } } } }`, vars{"f": vars{"types": []string{"REPORT_RESPONSE"}}}).
		is(vars{"tasks.edges.0.node.state": "DONE"})
}
