package complaint_test

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/complaints"
	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/server/servertest"
)

// A customer complains on the company's page, in their language, gets a number, a promise
// and a link, and sees there how it gets on.
func TestD1_44_Page(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		for lang, texts := range map[string][]string{
			"zh-Hans": {"投诉内容", "提交投诉"}, "zh-Hant": {"投訴內容", "提交投訴"}, "en": {"What do you complain of?", "Send the complaint"},
		} {
			for _, p := range []shown{
				browse(t, http.MethodGet, c.Root+c.path, nil, map[string]string{"Accept-Language": lang}),
				browse(t, http.MethodGet, c.Root+c.path+"?lang="+lang, nil, map[string]string{"Accept-Language": "fr"}),
			} {
				p.has(t, http.StatusOK, append(texts, `<html lang="`+lang+`">`, "Company a", "投诉与建议", "请告诉我们 &lt;b&gt;", `autocomplete="tel"`, `autocomplete="name"`)...)
				if strings.Contains(p.body, "<script") {
					t.Errorf("the form has a script: %s", p.body)
				}
			}
		}
		made, status := c.sent(c.filled())
		reach, err := complaints.ReachOf(w.A.System(), made)
		if err != nil {
			t.Fatal(err)
		}
		if made.ComplainantName != "王女士" || made.Content != "送来的门锁打不开" || made.Product != "门锁" || made.OrderNo != "SO-1" || made.RemedySought != "换一把" ||
			made.Intake != flow.IntakePage || made.Channel != flow.ChannelWeb || made.FormID != c.form || made.Locale != "en" ||
			reach.Phone != "13800138000" || reach.Email != "wang@customer.example" {
			t.Errorf("it is %+v, %+v", made, reach)
		}
		if !made.ComplainedAt.Equal(made.ReceivedAt) || made.HappenedOn != "2026-09-01" { // the day in Shanghai
			t.Errorf("complained at %s of %s", made.ComplainedAt, made.HappenedOn)
		}
		for _, m := range []string{http.MethodGet, http.MethodHead} { // reloading sends nothing again
			p := browse(t, m, c.Root+status+"/receipt?lang=en", nil, nil)
			if m == http.MethodGet {
				p.has(t, http.StatusOK, "We have your complaint", made.Number, "Answer promised by", `href="../`+strings.TrimPrefix(status, "/c/")+`?lang=en"`)
			}
		}
		if n := len(c.all()); n != 1 {
			t.Errorf("%d complaints", n)
		}
	})
}

// What comes in on a page is acknowledged by its receipt, and an answer is promised.
func TestD2_58_Receipt(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		made, status := c.sent(c.filled())
		if made.Acknowledgement == nil || !made.Acknowledgement.Automatic || !made.PromisedAt.After(w.Clock.Now()) {
			t.Errorf("it is %+v", made)
		}
		var met bool
		for _, k := range w.Client.SlaClock.Query().AllX(w.A.System()) {
			met = met || k.ComplaintID == made.ID && k.Kind == sla.ClockComplaintAck && k.State == sla.ClockMet
		}
		if !met {
			t.Error("its acknowledgement still counts")
		}
		p := browse(t, http.MethodGet, c.Root+status+"?lang=zh-Hans", nil, nil)
		p.has(t, http.StatusOK, made.Number, "已受理", "受理确认时间", "承诺答复时间", `aria-current="step"`, `datetime="`+made.PromisedAt.Format(time.RFC3339)+`"`)
	})
}

// The complainant sees how it gets on, and where the delivery stands, and nothing else.
func TestD2_33_Status(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		made, status := c.sent(c.filled())
		st := c.Stage(w.A, "head.service")
		purchase := w.Client.PurchaseRecord.GetX(w.A.System(), st.ID(t, "purchase.shipped"))
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			if err := tx.PurchaseRecord.UpdateOneID(purchase.ID).SetTrackingRef("SF100").Exec(ctx); err != nil {
				return err
			}
			return tx.Complaint.UpdateOneID(made.ID).SetPurchaseID(purchase.ID).SetCustomerID(purchase.CustomerID).Exec(ctx)
		})
		_, mark := c.look(status)
		live := c.stream(status, mark)
		a := c.Do(t, c.Token(t, "management"), `mutation($in: PurchaseDeliverInput!) { purchaseDeliver(input: $in) { purchase { deliveryState } } }`,
			vars{"in": vars{"id": purchase.ID, "expectedVersion": st.Version(t, purchase.ID)}})
		if name, _ := live.next(); name != "changed" || a.Text(t, "purchaseDeliver.purchase.deliveryState") != "DELIVERED" {
			t.Errorf("delivered: %q, %s", name, a.Body)
		}
		live.leave()
		c.replied(c.again(made))
		p := browse(t, http.MethodGet, c.Root+status+"?lang=en", nil, nil)
		p.has(t, http.StatusOK, made.Number, "Replied to", "更换门锁 &lt;i&gt;并道歉&lt;/i&gt;", "Delivered", "SF100", "Do you accept this answer?", "Refresh")
		for _, inside := range []string{"内部", "head.service", "Head", "Service", "王女士", "13800138000", "门锁打不开", string(made.ID), string(purchase.ID), purchase.OrderNo} {
			if strings.Contains(p.body, inside) {
				t.Errorf("the page tells %q: %s", inside, p.body)
			}
		}
	})
}

// The customer accepts, or does not and says why; once, and only while they are asked.
func TestD1_47_Answer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		made, status := c.sent(c.filled())
		say := func(form url.Values) shown {
			t.Helper()
			return browse(t, http.MethodPost, c.Root+status+"?lang=en", form, nil)
		}
		refused := func(name string, form url.Values, texts ...string) {
			t.Helper()
			before, was := c.Count(t), c.again(made).Version
			say(form).has(t, http.StatusUnprocessableEntity, append(texts, `role="alert"`)...)
			if after := c.Count(t); !maps.Equal(before, after) || c.again(made).Version != was {
				t.Errorf("%s: rows were %v, are %v", name, before, after)
			}
		}
		refused("not asked", url.Values{"accepted": {"yes"}}, "Please check")
		c.replied(made)
		const attack = `<script>alert("1")</script>`
		refused("neither", url.Values{"comment": {attack}}, "&lt;script&gt;", `aria-describedby="summary"`)
		refused("no reason", url.Values{"accepted": {"no"}, "score": {"1"}}, `value="no" required checked`, `value="1" checked`)
		refused("a score of six", url.Values{"accepted": {"yes"}, "score": {"6"}})
		refused("no score", url.Values{"accepted": {"yes"}, "score": {"x"}})
		refused("too long", url.Values{"accepted": {"no"}, "comment": {strings.Repeat("字", 2001)}})

		if p := say(url.Values{"accepted": {"no"}, "comment": {"还是打不开 " + attack}}); p.status != http.StatusSeeOther || p.header.Get("Location") != status+"?lang=en" {
			t.Fatalf("%d to %q: %s", p.status, p.header.Get("Location"), p.body)
		}
		now := c.again(made)
		if now.State != flow.ComplaintProcessing || now.ReopenCount != 1 || !now.Reopenings[0].ByCustomer || !strings.HasSuffix(now.Reopenings[0].Reason, attack) {
			t.Errorf("it is %+v", now)
		}
		now = as(c, "head.service", complaints.Reply, complaints.ReplyInput{ID: now.ID, ExpectedVersion: now.Version, Decision: "已上门更换", Channel: flow.ChannelPhone})
		if p := say(url.Values{"accepted": {"yes"}, "score": {"4"}, "comment": {attack}}); p.status != http.StatusSeeOther {
			t.Fatalf("%d: %s", p.status, p.body)
		}
		if now = c.again(now); now.State != flow.ComplaintClosed || *now.Outcome != flow.OutcomeAccepted || !now.Answer.ByCustomer || *now.Answer.Score != 4 {
			t.Errorf("it is %+v", now)
		}
		refused("twice", url.Values{"accepted": {"yes"}})
		p := browse(t, http.MethodGet, c.Root+status+"?lang=en", nil, nil)
		p.has(t, http.StatusOK, "Closed", "已上门更换", "You have accepted the answer")
		if strings.Contains(p.body, "<form") || strings.Contains(p.body, "alert(") {
			t.Errorf("closed: %s", p.body)
		}
		if n := w.Client.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(made.ID)).CountX(w.A.System()); n != 0 {
			t.Errorf("%d ratings of nobody's customer", n)
		}
		types := []string{}
		for _, e := range w.A.Events(t) {
			if e.SubjectID == made.ID {
				types = append(types, e.Type)
			}
		}
		for _, want := range []string{"complaint.received", "complaint.acknowledged", "complaint.feedback", "complaint.answered", "complaint.closed"} {
			if !slices.Contains(types, want) {
				t.Errorf("no %s in %v", want, types)
			}
		}
	})
}
