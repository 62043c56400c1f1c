package servertest

import (
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/authz"
	"heed/ent"
	"heed/rules/appraise"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// document is one that the member's department answers for, for everybody, from the
// beginning of this month to the end of next year: draft or effective.
func (st *Stage) document(t testing.TB, which string) typeid.ID {
	t.Helper()
	q := st.Server.Client.GoverningDocument.Create().SetKind(flow.DocumentPublicity).SetTitle("The month of customers").SetBody("Listen first, answer then.").
		SetChannel(flow.ChannelBulletinBoard).SetPeriodStart("2026-09-01").SetPeriodEnd("2027-12-31").SetPosts([]string{}).SetDepartmentIds([]typeid.ID{}).
		SetDepartmentID(st.ID(t, "department.own")).SetCreatedBy(st.Company.Members[st.Owner].ID)
	if state, _, _ := strings.Cut(which, "."); state == "effective" {
		q.SetState(flow.DocumentEffective).SetEffectiveAt(st.Server.Clock.Now())
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// acknowledgement is the stage's member's, of document.effective.
func (st *Stage) acknowledgement(t testing.TB) typeid.ID {
	t.Helper()
	m := st.Company.Members[st.Owner]
	return st.Server.Client.Acknowledgement.Create().SetDocumentID(st.ID(t, "document.effective")).SetMemberID(m.ID).SetDepartmentID(m.DepartmentID).
		SetAcknowledgedAt(st.Server.Clock.Now()).SaveX(st.Company.System()).ID
}

// scheme is one of each month, for everybody: draft or active.
func (st *Stage) scheme(t testing.TB, which string) typeid.ID {
	t.Helper()
	q := st.Server.Client.AppraisalScheme.Create().SetTitle("Each month").SetPeriod(flow.PeriodMonth).SetPosts([]string{}).SetDepartmentIds([]typeid.ID{}).
		SetMetrics([]appraise.Weight{
			{Metric: flow.MetricCollected, Weight: 40, Target: 10}, {Metric: flow.MetricOnTime, Weight: 40}, {Metric: flow.MetricOther, Title: "Together", Weight: 20},
		})
	if state, _, _ := strings.Cut(which, "."); state == "active" {
		q.SetState(flow.SchemeActive)
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// appraisal is one of August by scheme.active, in the member's department: draft, commented
// or appealed of a colleague, mine of the stage's member, to whom it is shown. Who reaches
// nobody's but their own has that in the place of a draft.
func (st *Stage) appraisal(t testing.TB, which string) typeid.ID {
	t.Helper()
	client, now := st.Server.Client, st.Server.Clock.Now()
	me, colleague := st.Company.Members[st.Owner], st.Company.Members["staff"]
	if st.Owner == "staff" {
		colleague = st.Company.Members["member.service"]
	}
	state, _, _ := strings.Cut(which, ".")
	for _, a := range apptest.Accounts {
		if a.Name == st.Owner && state == "draft" && (a.Role == authz.Staff || a.Role == authz.DepartmentMember) {
			state = "mine"
		}
	}
	who, points := colleague, 80.0
	if state == "mine" {
		who = me
	}
	metrics := client.AppraisalScheme.GetX(st.Company.System(), st.ID(t, "scheme.active")).Metrics
	lines := appraise.Draw(metrics, map[flow.AppraisalMetric]appraise.Count{
		flow.MetricCollected: {Numerator: 8}, flow.MetricOnTime: {Numerator: 9, Denominator: 10},
	})
	if state != "draft" {
		lines[2].Points = &points
	}
	q := client.Appraisal.Create().SetSchemeID(st.ID(t, "scheme.active")).SetMemberID(who.ID).SetDepartmentID(st.ID(t, "department.own")).
		SetPeriodStart("2026-08-01").SetPeriodEnd("2026-08-31").SetLines(lines).SetNillableScore(appraise.Total(lines)).SetDrawnAt(now)
	said := func(q *ent.AppraisalCreate) *ent.AppraisalCreate {
		return q.SetComment("Answers in time").SetCommenterID(st.ID(t, "member.guest")).SetCommentedAt(now)
	}
	switch state {
	case "commented":
		said(q)
	case "mine":
		said(q).SetState(flow.AppraisalShown).SetShownAt(now)
	case "appealed":
		said(q).SetState(flow.AppraisalAppealed).SetShownAt(now).SetAppeal("One of them was not mine").SetAppealedAt(now)
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}
