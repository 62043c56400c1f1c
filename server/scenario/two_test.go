package scenario

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/server/servertest"
)

// Chapter two: needs come in by talks, research, employees and feedback, on the
// company's form and in its rhythm, and what was said is kept.
func TestD0_ChapterTwo_Collection(t *testing.T) {
	chapter(t, func(s *scene) {
		hotel, mall, bakery := s.customers()
		visit, need := s.formAndVisit(hotel)
		s.wordsOfEmployees(bakery)
		s.mail(mall)
		s.research(mall)
		s.sharing(need)
		s.recognition(hotel, need)
		s.recordings(visit)
		s.rhythm(hotel, mall, bakery)
	})
}

// customers are one that is KEY and talked with, one that is KEY and forgotten, and one
// that is not KEY.
func (s *scene) customers() (hotel, mall, bakery node) {
	create := func(name, tier, department, manager string) node {
		return s.does("management", "customerCreate", vars{
			"name": name, "tierKey": tier, "departmentId": department, "accountManagerId": s.member(manager),
			"contacts": []any{vars{"name": "周敏", "phone": "13812345678", "email": "zhou@" + tier + ".example"}},
		}, "name tier { key collectionClass } contacts(first: 1) { edges { node { id } } }")
	}
	hotel = create("晨光酒店", "KEY", s.department("SERVICE"), "member.service")
	mall = create("百汇商场", "KEY", s.department("SALES"), "head.sales")
	bakery = create("麦香面包", "ORDINARY", s.department("SERVICE"), "staff")
	hotel.is(vars{"tier.collectionClass": "KEY"})
	bakery.is(vars{"tier.collectionClass": "GENERAL"})
	return hotel, mall, bakery
}

// formAndVisit: the form asks for the volume from now on; a requirement is drawn from a
// visit in one step, and both know of each other.
func (s *scene) formAndVisit(hotel node) (visit, need node) {
	field := vars{"key": "volume", "label": "年用量", "type": "NUMBER", "required": true, "min": 1}
	s.refuses("head.service", "requirementFormDraft", vars{"fields": []any{field}}, "FORBIDDEN", "")
	form := s.does("management", "requirementFormDraft", vars{"fields": []any{field}, "note": "2026年第二版"}, "number state")
	s.does("management", "requirementFormPublish", with(form, nil), "number state").is(vars{"number": 2.0, "state": "EFFECTIVE"})

	visit = s.does("member.service", "interactionCreate", vars{
		"type": "VISIT", "direction": "OUTBOUND", "servicePhase": "AFTER_SALE", "customerId": hotel.id(), "contactId": hotel.text("contacts", "edges", 0, "node", "id"),
		"title": "九月例行拜访", "occurredAt": s.in(-2 * time.Hour), "inDepth": true, "participantIds": []string{s.member("head.service")},
		"needs": "停电时客房门锁要能打开", "expectations": "国庆前装好", "opinions": "其他都满意",
	}, "state needs expectations opinions entryDelayMinutes")
	visit.is(vars{"state": "RECORDED", "entryDelayMinutes": 120.0, "opinions": "其他都满意"})
	need = s.does("member.service", "interactionDraftRequirement", with(visit, vars{"category": "PRODUCT", "urgency": "IMPORTANT", "nature": "FUNCTIONAL"}),
		"state source channel originalText expectation origin { type id } form { number }")
	need.is(vars{
		"state": "DRAFT", "source": "VISIT", "channel": "VISIT", "originalText": "停电时客房门锁要能打开", "expectation": "国庆前装好",
		"origin.type": "INTERACTION", "origin.id": visit.id(), "form.number": 2.0,
	})
	s.again("head.service", visit, "requirements(first: 5) { edges { node { id } } }").is(vars{"requirements.edges.0.node.id": need.id()})

	s.refuses("head.service", "requirementReceive", with(need, nil), "BAD_USER_INPUT", "")
	s.refuses("member.service", "requirementUpdate", with(need, vars{"custom": []any{vars{"key": "volume", "number": 0}}}), "BAD_USER_INPUT", "")
	need = s.does("member.service", "requirementUpdate", with(need, vars{"custom": []any{vars{"key": "volume", "number": 300}}, "aspects": []string{"FUNCTION"}}), "")
	need = s.does("head.service", "requirementReceive", with(need, nil), "state number custom { key label number } aspects collectedBy { id }")
	need.is(vars{"state": "RECEIVED", "custom.0.label": "年用量", "custom.0.number": 300.0, "aspects.0": "FUNCTION", "collectedBy.id": s.member("member.service")})
	if need.text("number") == "" {
		s.t.Error("it has no number")
	}
	return visit, need
}

// wordsOfEmployees: anybody may bring what a customer said.
func (s *scene) wordsOfEmployees(bakery node) {
	hint := s.does("staff", "requirementHint", vars{"customerId": bakery.id(), "text": "师傅说烤箱预热太慢，想换快一点的\n下个月要开新店"},
		"state source title collectedBy { id } customer { id }")
	hint.is(vars{"state": "DRAFT", "source": "EMPLOYEE", "title": "师傅说烤箱预热太慢，想换快一点的", "collectedBy.id": s.member("staff"), "customer.id": bakery.id()})
	s.refuses("auditor", "requirementHint", vars{"customerId": bakery.id(), "text": "不能写"}, "FORBIDDEN", "")
}

// mail: a question by mail waits for its reply.
func (s *scene) mail(mall node) {
	in := vars{"type": "EMAIL", "direction": "INBOUND", "customerId": mall.id(), "title": "询价", "occurredAt": s.in(-time.Hour)}
	s.refuses("head.sales", "interactionCreate", merged(in, vars{"type": "INQUIRY"}), "BAD_USER_INPUT", "question")
	asked := s.does("head.sales", "interactionCreate", merged(in, vars{"question": "自动门能改成感应式吗？"}), "state")
	asked.is(vars{"state": "OPEN"})
	s.refuses("member.service", "interactionReply", with(asked, vars{"reply": "可以", "channel": "EMAIL"}), "NOT_FOUND", "")
	s.does("head.sales", "interactionReply", with(asked, vars{"reply": "可以，附报价", "channel": "EMAIL"}), "state reply repliedBy { id }").
		is(vars{"state": "REPLIED", "reply": "可以，附报价", "repliedBy.id": s.member("head.sales")})
}

// research: of an agency and of our own, and what is found becomes requirements.
func (s *scene) research(mall node) {
	in := vars{"title": "商场门禁趋势", "method": "MARKET_RESEARCH", "mode": "OUTSOURCED", "plannedOn": s.in(24 * time.Hour), "sampleRule": "华东二十家"}
	s.refuses("management", "researchCreate", in, "FAILED_PRECONDITION", "agency")
	s.does("management", "researchCreate", merged(in, vars{"agency": "远见咨询", "cost": "80000", "currency": "CNY"}), "state agency").
		is(vars{"state": "PLANNED", "agency": "远见咨询"})

	own := s.does("head.sales", "researchCreate", vars{
		"title": "商场经理座谈", "method": "FOCUS_GROUP", "mode": "SELF", "form": "GROUP", "plannedOn": s.in(time.Hour), "sampleRule": "每店一人",
	}, "state")
	own = s.does("head.sales", "researchStart", with(own, nil), "state")
	s.refuses("head.sales", "researchFinish", with(own, nil), "FAILED_PRECONDITION", "insights")
	own = s.does("head.sales", "researchFinish", with(own, vars{
		"participants": 8, "conclusion": "门关得太快", "insights": []any{vars{"kind": "PAIN_POINT", "text": "推车过门时被夹"}, vars{"kind": "COMPETITOR", "text": "别家有延时"}},
	}), "state insights { kind text } participants")
	own.is(vars{"state": "DONE", "insights.0.text": "推车过门时被夹", "participants": 8.0})
	s.does("head.sales", "researchDraftRequirement", vars{
		"id": own.id(), "customerId": mall.id(), "title": "自动门延时", "originalText": "推车过门时被夹", "category": "PRODUCT", "urgency": "GENERAL", "nature": "FUNCTIONAL",
	}, "state source origin { type id }").is(vars{"state": "DRAFT", "source": "SELF_RESEARCH", "origin.type": "RESEARCH", "origin.id": own.id()})
}

// sharing: the department meets each Friday to share what customers said.
func (s *scene) sharing(need node) {
	in := vars{
		"type": "INTERNAL_SHARING", "title": "周五需求分享", "startsAt": on(s.t, "2026-09-11 15:00").Format(time.RFC3339), "minutesLong": 30,
		"departmentId": s.department("SERVICE"), "attendeeIds": []string{s.member("member.service"), s.member("staff")}, "agenda": "一周需求", "recordIds": []string{need.id()},
	}
	s.refuses("head.service", "meetingCreate", merged(in, vars{"recurrence": "FREQ=DAILY;UNTIL=20991231T000000Z"}), "BAD_USER_INPUT", "recurrence")
	s.refuses("member.service", "meetingCreate", in, "FORBIDDEN", "")
	first := s.does("head.service", "meetingCreate", merged(in, vars{"recurrence": "FREQ=WEEKLY;BYDAY=FR;COUNT=4"}), "state seriesId records { type id }")
	first.is(vars{"state": "PLANNED", "records.0.id": need.id()})
	s.asks("staff", `query($f: MeetingFilter) { meetings(first: 10, filter: $f) { totalCount } }`, vars{"f": vars{"mine": true}}).is(vars{"meetings.totalCount": 4.0})
	if ics := s.asks("staff", `query($id: ID!) { meetingCalendar(id: $id, series: true) }`, vars{"id": first.id()}).text("meetingCalendar"); strings.Count(ics, "BEGIN:VEVENT") != 4 {
		s.t.Errorf("the calendar is %s", ics)
	}
	s.refuses("head.service", "meetingHold", with(first, nil), "FAILED_PRECONDITION", "")
	s.at("2026-09-11 15:40")
	first = s.does("head.service", "meetingHold", with(first, vars{"attendedIds": []string{s.member("member.service")}}), "state attendees { member { id } attended }")
	first = s.does("head.service", "meetingMinutes", with(first, vars{
		"minutes": "门锁需求最急", "decisions": []any{vars{"text": "去酒店看现场", "ownerId": s.member("member.service"), "dueAt": s.in(72 * time.Hour)}},
	}), "state minutes decisions { text taskId }")
	task := s.asks("member.service", `query { tasks(first: 10, filter: {mine: true, states: [OPEN]}) { edges { node { id title assignee { id } } } } }`, nil).list("tasks", "edges")
	if !slices.ContainsFunc(task, func(n node) bool { return n.text("node", "id") == first.text("decisions", 0, "taskId") }) {
		s.t.Errorf("what was decided is nobody's task: %v", task)
	}
}

// recognition: who told us gets a reward, that others decide on.
func (s *scene) recognition(hotel, need node) {
	in := vars{"kind": "REWARD", "customerId": hotel.id(), "causeId": need.id(), "reason": "及时说明停电时的情形", "amount": "500"}
	s.refuses("staff", "recognitionPropose", in, "FORBIDDEN", "")
	made := s.does("head.service", "recognitionPropose", in, "state amount currency cause { id }")
	made.is(vars{"state": "PROPOSED", "currency": "CNY", "cause.id": need.id()})
	s.refuses("management", "recognitionDecide", with(made, vars{"decision": "APPROVE"}), "FORBIDDEN", "")
	s.refuses("management", "recognitionFinish", with(made, vars{"result": "已寄"}), "FAILED_PRECONDITION", "")
	made = s.does("committee", "recognitionDecide", with(made, vars{"decision": "APPROVE"}), "state decidedBy { id }")
	made.is(vars{"state": "DECIDED", "decidedBy.id": s.member("committee")})
	s.does("management", "recognitionFinish", with(made, vars{"result": "礼品卡已寄出"}), "state result").is(vars{"state": "DONE", "result": "礼品卡已寄出"})
}

// recordings: what was said at the visit is kept, and each reading is told.
func (s *scene) recordings(visit node) {
	file := servertest.File{Name: "拜访录音.mp3", Type: "audio/mpeg", Content: []byte("ID3\x03\x00\x00\x00\x00\x00\x21" + strings.Repeat("\x00", 64))}
	lie := servertest.File{Name: "拜访录音.mp3", Type: "audio/mpeg", Content: []byte("%PDF-1.7\n")}
	in := vars{"ownerType": "INTERACTION", "ownerId": visit.id()}
	s.refuses("member.service", "attachmentAdd", merged(in, vars{"file": lie}), "BAD_USER_INPUT", "")
	s.refuses("head.sales", "attachmentAdd", merged(in, vars{"file": file}), "NOT_FOUND", "")
	kept := s.does("member.service", "attachmentAdd", merged(in, vars{"file": file}), "kind name mime size sha256 retainUntil owner { id }")
	kept.is(vars{"kind": "AUDIO", "mime": "audio/mpeg", "name": "拜访录音.mp3", "size": float64(len(file.Content)), "owner.id": visit.id()})
	if kept.text("retainUntil") <= s.in(0) {
		s.t.Errorf("it is kept until %s", kept.text("retainUntil"))
	}
	link := s.whole("head.service", "attachmentOpen", vars{"id": kept.id()}, "| url expiresAt").text("url")
	if body := s.fetch(link); body != string(file.Content) {
		s.t.Errorf("read is %q", body)
	}
	read := s.asks("auditor", `query($id: ID!) { events(first: 10, filter: {subjectId: $id, types: ["attachment.read"]}) { edges { node { actor { displayName } } } } }`, vars{"id": kept.id()})
	read.is(vars{"events.edges.0.node.actor.displayName": "head.service"})
}

// rhythm: key customers are to be talked with in each month, the others in each
// quarter; a talk that fulfils it does the task, and what nobody did is missed for ever.
func (s *scene) rhythm(hotel, mall, bakery node) {
	s.at("2026-10-01 01:00")
	s.refuses("management", "taskFinish", with(s.asked(hotel), vars{"result": "谈过"}), "FAILED_PRECONDITION", "")
	for _, of := range []node{hotel, mall, bakery} {
		s.asked(of).is(vars{"type": "COLLECTION", "state": "OPEN"})
	}
	s.asked(hotel).is(vars{"clauseIds.0": "D0-23", "dueAt": "2026-10-31T15:59:59Z", "assignee.id": s.member("member.service")})
	s.asked(bakery).is(vars{"clauseIds.0": "D0-24", "dueAt": "2026-12-31T15:59:59Z"})

	s.at("2026-10-20 10:00")
	talk := vars{"type": "PHONE", "direction": "OUTBOUND", "customerId": hotel.id(), "title": "十月沟通", "occurredAt": s.in(-time.Hour), "needs": "想看新款"}
	s.does("member.service", "interactionCreate", talk, "")
	s.asked(hotel).is(vars{"state": "OPEN"}) // it was not in depth
	deep := s.does("member.service", "interactionCreate", merged(talk, vars{"type": "VISIT", "inDepth": true, "title": "十月拜访"}), "")
	s.asked(hotel).is(vars{"state": "DONE", "evidence.type": "INTERACTION", "evidence.id": deep.id()})

	s.at("2026-11-01 01:00")
	october := s.tasksOf(mall)
	if len(october) != 2 {
		s.t.Fatalf("the tasks are %v", october)
	}
	october[0].is(vars{"state": "MISSED", "periodStart": "2026-09-30T16:00:00Z"})
	october[1].is(vars{"state": "OPEN", "periodStart": "2026-10-31T16:00:00Z"})
	s.does("head.sales", "interactionCreate", vars{
		"type": "VISIT", "direction": "OUTBOUND", "customerId": mall.id(), "title": "补记", "inDepth": true, "occurredAt": "2026-10-28T02:00:00Z", "needs": "无",
	}, "")
	s.tasksOf(mall)[0].is(vars{"state": "MISSED"})
	s.asked(bakery).is(vars{"state": "OPEN"}) // its quarter goes on
}

// tasksOf are what plans ask for of the customer, the earliest first.
func (s *scene) tasksOf(customer node) []node {
	s.t.Helper()
	all := s.asks("management", `query($f: TaskFilter) { tasks(first: 20, filter: $f, orderBy: {field: DUE_AT, direction: ASC}) { edges { node {
		__typename id version type state dueAt clauseIds periodStart assignee { id } evidence { type id } } } } }`, vars{"f": vars{"types": []string{"COLLECTION"}, "subjectId": customer.id()}}).list("tasks", "edges")
	for i := range all {
		all[i] = all[i].at("node")
	}
	return all
}

// asked is the first of them.
func (s *scene) asked(of node) node {
	s.t.Helper()
	all := s.tasksOf(of)
	if len(all) == 0 {
		s.t.Fatalf("nothing is asked of %v", of.v)
	}
	return all[0]
}
