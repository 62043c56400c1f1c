package customers_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/complaints"
	"heed/app/customers"
	"heed/app/engagement"
	"heed/app/journal"
	"heed/app/recognitions"
	"heed/ent"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// canaries are what every value that the test gives an annotated field holds,
// in small letters. Each annotated field has some; those of a closed list of
// values have none, and why.
var canaries = map[string]struct {
	marks  []string
	sealed bool // never in clear; the others until the person is erased
	why    string
}{
	"Contact.phone":                 {marks: []string{"7777000", "7777 000", "7777-000"}, sealed: true},
	"Contact.email":                 {marks: []string{"canary.", "secret.example"}, sealed: true},
	"Contact.wechat":                {marks: []string{"canary_"}, sealed: true},
	"Contact.name":                  {marks: []string{"canaryname"}},
	"Contact.title":                 {marks: []string{"canarytitle"}},
	"Contact.preferred_frequency":   {why: "an enum"},
	"Contact.preferred_channels":    {why: "enums"},
	"Contact.wanted_content":        {why: "enums"},
	"Contact.do_not_disturb":        {why: "yes or no"},
	"Interaction.opinions":          {marks: []string{"canaryopinion"}},
	"Interaction.question":          {marks: []string{"canaryquestion"}},
	"Complaint.phone":               {marks: []string{"7777000", "7777 000", "7777-000"}, sealed: true},
	"Complaint.email":               {marks: []string{"canary.", "secret.example"}, sealed: true},
	"Complaint.reach":               {marks: []string{"canaryreach"}, sealed: true},
	"Complaint.complainant_name":    {marks: []string{"canarycomplainant"}},
	"Complaint.content":             {marks: []string{"canarywords"}},
	"Complaint.remedy_sought":       {marks: []string{"canaryremedy"}},
	"Complaint.order_no":            {marks: []string{"canaryorder"}},
	"Complaint.answer":              {marks: []string{"canaryanswer"}},
	"Complaint.reopenings":          {marks: []string{"canaryagain"}},
	"Complaint.withdrawal":          {marks: []string{"canarystatement"}},
	"Complaint.grams":               {why: "of the words"},
	"Contact.verified":              {why: "questions, ids and times"},
	"SurveyResponse.reach":          {marks: []string{"canaryphone"}, sealed: true},
	"SurveyResponse.answers":        {marks: []string{"canarysaid"}},
	"SurveyResponse.corrections":    {marks: []string{"canaryfirst"}},
	"SurveyResponse.drafts":         {marks: []string{"canarydraft"}},
	"SurveyResponse.reply":          {marks: []string{"canaryreply"}},
	"SurveyResponse.follow_up_note": {marks: []string{"canarynote"}},
	"Recognition.reason":            {marks: []string{"canarythanks"}},
	"Recognition.result":            {marks: []string{"canarynothing"}},
}

// Whoever annotates a field gives it canaries, and puts them in.
func TestEveryAnnotatedFieldHasCanaries(t *testing.T) {
	var annotated []string
	for _, p := range ent.Personal {
		for _, s := range p.Sealed {
			name := p.Type + "." + s.Column
			annotated = append(annotated, name)
			if !canaries[name].sealed {
				t.Errorf("%s is sealed", name)
			}
		}
		for _, f := range p.Private {
			annotated = append(annotated, p.Type+"."+f.Column)
		}
	}
	for name, c := range canaries {
		if (len(c.marks) == 0) == (c.why == "") {
			t.Errorf("%s needs marks, or a reason without", name)
		}
	}
	slices.Sort(annotated)
	if with := slices.Sorted(maps.Keys(canaries)); !slices.Equal(with, annotated) {
		t.Errorf("canaries are there for %v, annotated are %v", with, annotated)
	}
}

// leaks is the first canary in the text: of sealed fields, or of all.
func leaks(text string, all bool) string {
	text = strings.ToLower(text)
	for _, c := range canaries {
		for _, mark := range c.marks {
			if (c.sealed || all) && strings.Contains(text, mark) {
				return mark
			}
		}
	}
	return ""
}

// person is somebody of canaries.
func person(n string) customers.ContactInput {
	return customers.ContactInput{
		Name: "CanaryName" + n, Title: ptr("CanaryTitle" + n), Phone: ptr("139 7777 000" + n),
		Email: ptr("Canary." + n + "@secret.example"), WeChat: ptr("wx_Canary_" + n),
	}
}

// TestNoPersonalValueStaysInClear puts canaries into every way in which a
// person's data come in and go out, and looks for them in every row of every
// table, in the log and in what refusals say: those that are sealed are never
// there, and after the persons are erased none is.
func TestNoPersonalValueStaysInClear(t *testing.T) {
	var log bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(was) })
	for name, w := range map[string]*apptest.World{"sqlite": apptest.NewWorld(t), "postgres": apptest.NewPostgresWorld(t)} {
		t.Run(name, func(t *testing.T) {
			letIn(t, w)
			letOut(t, w)
			text := w.Dump(t)
			for _, want := range []string{"visible-canary", "contact.updated", "contact.revealed", "CanaryName1", "canary-reason"} {
				if !strings.Contains(text, want) {
					t.Fatalf("the dump does not hold %q", want)
				}
			}
			if got := leaks(text, false); got != "" {
				t.Errorf("%q stands in a table", got)
			}
			management := w.As("management")
			for _, c := range w.Client.Contact.Query().AllX(management) {
				if _, err := do(management, w, customers.EraseContact, customers.EraseInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "asked for it"}); err != nil {
					t.Fatal(err)
				}
			}
			text = w.Dump(t)
			if got := leaks(text, true); got != "" {
				t.Errorf("%q stands in a table after all persons were erased", got)
			}
			if strings.Contains(text, "canary-reason") {
				t.Error("the details of the persons' events are still there")
			}
			if _, err := journal.Verify(w.Context(), w.Client, w.A.ID); err != nil {
				t.Errorf("the chain: %v", err)
			}
			if got := leaks(log.String(), true); got != "" {
				t.Errorf("%q stands in the log", got)
			}
		})
	}
}

// letIn gives persons by every way, taken and refused.
func letIn(t *testing.T, w *apptest.World) {
	t.Helper()
	ctx := w.As("member.service")
	c := made(t, w, ctx, customers.CreateInput{Name: "visible-canary", Contacts: []customers.ContactInput{person("1")}})
	keyed := journal.WithKey(ctx, journal.Key{Text: "k", Operation: "contactCreate", Input: []byte(`{"phone":"13977770002"}`)})
	p, err := do(keyed, w, customers.CreateContact, customers.ContactCreateInput{CustomerID: c.ID, Contact: person("2")})
	if err != nil {
		t.Fatal(err)
	}
	next := person("3")
	if _, err := do(ctx, w, customers.UpdateContact, customers.ContactUpdateInput{
		ID: p.ID, ExpectedVersion: 1, Name: &next.Name, Title: next.Title, Phone: next.Phone, Email: next.Email, WeChat: next.WeChat,
	}); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		"1,n,CanaryName4,CanaryTitle4,13977770004,canary.four@secret.example,wx_canary_3",
		"1,n,CanaryName4,CanaryTitle5,13977770005,canary.five@secret.example,wx_canary_4",
		"2,m,CanaryName6,CanaryTitle6,13977770006x,canary.six@secret,wx canary_5",
	} {
		file := "external id,name,contact,contact title,phone,email,wechat\n" + row + "\n"
		r, err := customers.Import(w.As("management"), w.Journal, strings.NewReader(file), customers.ImportOptions{
			System: "S", Columns: []customers.Column{{Name: "contact title", Field: customers.FieldContactTitle}},
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range r.Errors {
			if leaks(e.Message, true) != "" {
				t.Errorf("a message holds %q", e.Message)
			}
		}
	}
	long := strings.Repeat("x", 300)
	for _, spoil := range []func(*customers.ContactInput){
		func(c *customers.ContactInput) { c.Name += long },
		func(c *customers.ContactInput) { c.Title = ptr(*c.Title + long) },
		func(c *customers.ContactInput) { c.Phone = ptr(*c.Phone + "x") },
		func(c *customers.ContactInput) { c.Email = ptr(*c.Email + "@x") },
		func(c *customers.ContactInput) { c.WeChat = ptr(*c.WeChat + " x") },
	} {
		in := person("7")
		spoil(&in)
		_, err := do(ctx, w, customers.CreateContact, customers.ContactCreateInput{CustomerID: c.ID, Contact: in})
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.CodeBadUserInput {
			t.Fatalf("taken, or refused for something else: %v", err)
		}
		said := err.Error()
		for _, l := range []label.Locale{label.ZhHans, label.ZhHant, label.En} {
			said += f.Message(l)
		}
		if got := leaks(said, true); got != "" {
			t.Errorf("a refusal says %q", got)
		}
	}
}

// letOut shows the persons by every way.
func letOut(t *testing.T, w *apptest.World) {
	t.Helper()
	ctx := w.As("management")
	for _, c := range w.Client.Contact.Query().AllX(ctx) {
		complained(t, w, c)
		answered(t, w, c)
		talk, err := do(ctx, w, engagement.Create, engagement.CreateInput{
			Type: flow.InteractionInquiry, Direction: flow.DirectionInbound, CustomerID: c.CustomerID, ContactID: &c.ID, Title: "Inquiry",
			OccurredAt: w.Clock.Now(), Opinions: ptr("CanaryOpinion"), Question: ptr("CanaryQuestion"),
		})
		if err != nil {
			t.Fatal(err)
		}
		thanks, err := do(ctx, w, recognitions.Propose, recognitions.ProposeInput{
			Kind: flow.RecognitionCommend, CustomerID: &c.CustomerID, ContactID: &c.ID, CauseID: talk.ID, Reason: "CanaryThanks",
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := do(ctx, w, recognitions.Cancel, recognitions.CancelInput{ID: thanks.ID, ExpectedVersion: thanks.Version, Reason: "CanaryNothing"}); err != nil {
			t.Fatal(err)
		}
		shown, err := do(ctx, w, customers.Reveal, customers.RevealInput{ID: c.ID, Reason: "canary-reason"})
		if err != nil {
			t.Fatal(err)
		}
		clear, err := customers.Clear(ctx, shown)
		if err != nil || clear.Phone == nil || leaks(*clear.Phone, false) == "" {
			t.Errorf("revealed: %+v, %v", clear, err)
		}
		given, err := do(ctx, w, customers.ExportContact, customers.ExportInput{ID: c.ID, Reason: "canary-reason"})
		if err != nil {
			t.Fatal(err)
		}
		document, err := customers.Document(ctx, w.Client, given)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		for name, canary := range canaries {
			if len(canary.marks) > 0 && !slices.ContainsFunc(canary.marks, func(mark string) bool { return strings.Contains(strings.ToLower(string(text)), mark) }) {
				t.Errorf("%s is not in the document: %s", name, text)
			}
		}
	}
}

// answered is a questionnaire that the person has filled in, with all that stands beside it.
func answered(t *testing.T, w *apptest.World, p *ent.Contact) {
	t.Helper()
	ctx, now := w.A.System(), w.Clock.Now()
	asked := w.Client.SurveyTemplate.Query().FirstX(ctx)
	campaign := w.Client.SurveyCampaign.Create().SetName("visible-canary").SetProgram(flow.ProgramProfile).SetGoals([]flow.SurveyGoal{}).SetTemplateID(asked.ID).
		SetContacts([]flow.CampaignContact{}).SetAudience(flow.CampaignAudience{}).SetSampling(flow.CampaignSampling{}).SetChannels([]flow.Channel{}).SetClosesAt(now).SaveX(ctx)
	invitation := w.Client.SurveyInvitation.Create().SetCampaignID(campaign.ID).SetCustomerID(p.CustomerID).SetContactID(p.ID).SetChannel(flow.ChannelEmail).SaveX(ctx)
	id := typeid.New(ent.Prefixes[ent.TypeSurveyResponse], now)
	sealed := vault.From(ctx).Seal(vault.Field{Tenant: w.A.ID, Table: "survey_responses", Column: "reach", Row: id}, `{"phone":"CanaryPhone"}`)
	w.Client.SurveyResponse.Create().SetID(id).SetCampaignID(campaign.ID).SetInvitationID(invitation.ID).SetTemplateID(asked.ID).SetCustomerID(p.CustomerID).
		SetContactID(p.ID).SetState(flow.ResponseTidied).SetStartedAt(now).SetSubmittedAt(now).SetDueAt(now).SetFacts(survey.Facts{}).SetTags([]flow.ResponseTag{}).
		SetAnswers([]survey.Answer{{Question: "need", Text: "CanarySaid"}}).SetReach(sealed).
		SetCorrections([]survey.Correction{{Question: "need", Was: &survey.Answer{Question: "need", Text: "CanaryFirst"}, Reason: "as they said", At: now}}).
		SetDrafts([]survey.Proposal{{Draft: survey.Draft{Kind: survey.DraftRequirement, Text: "CanaryDraft"}, State: survey.ProposalOpen}}).
		SetReply(&flow.ResponseReply{Text: "CanaryReply", MilestoneAt: now, Channel: flow.ChannelPhone, At: now}).SetFollowUpNote("CanaryNote").SaveX(ctx)
}

// complained is a complaint of the person, with all that they may say.
func complained(t *testing.T, w *apptest.World, p *ent.Contact) {
	t.Helper()
	now := w.Clock.Now()
	c, err := do(w.As("management"), w, complaints.Create, complaints.CreateInput{
		Links: complaints.Links{ContactID: &p.ID}, ComplainantName: ptr("CanaryComplainant"), Phone: ptr("139 7777 0009"), Email: ptr("Canary.9@secret.example"),
		OtherContact: ptr("CanaryReach"), Content: "CanaryWords", RemedySought: ptr("CanaryRemedy"), OrderNo: ptr("CanaryOrder"),
		ComplainedAt: now, Channel: flow.ChannelPhone, PromisedAt: now.AddDate(0, 0, 3),
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Client.Complaint.UpdateOneID(c.ID).SetAnswer(&flow.ComplaintAnswer{Comment: "CanaryAnswer", At: now}).
		SetReopenings([]flow.ComplaintReopening{{Reason: "CanaryAgain", At: now}}).
		SetWithdrawal(&flow.ComplaintEnding{Note: "CanaryStatement", At: now}).ExecX(w.A.System())
}
