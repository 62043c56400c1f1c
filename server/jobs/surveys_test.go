package jobs

import (
	"bufio"
	"context"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/journal"
	"heed/app/surveys"
	"heed/ent"
	"heed/ent/surveyinvitation"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/server/delivery"
)

// mailServer is an SMTP server of the test's own. It takes letters, but for an address that
// begins with "refused", and while it is away.
type mailServer struct {
	net.Listener
	mu      sync.Mutex
	away    bool
	letters []*mail.Message
	texts   []string
	asked   []string // recipients
}

func newMailServer(t *testing.T) *mailServer {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &mailServer{Listener: l}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				if err := s.talk(conn); err != nil && !errors.Is(err, io.EOF) {
					t.Error(err)
				}
			})
		}
	})
	t.Cleanup(func() { _ = l.Close(); all.Wait() })
	return s
}

func (s *mailServer) talk(conn net.Conn) error {
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(patience))
	say := func(line string) { _, _ = io.WriteString(conn, line+"\r\n") }
	r := bufio.NewReader(conn)
	say("220 test")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return err
		}
		line = strings.TrimSpace(line)
		switch verb, _, _ := strings.Cut(strings.ToUpper(line), " "); verb {
		case "EHLO":
			say("250-test")
			say("250 8BITMIME")
		case "RCPT":
			say(s.recipient(line))
		case "DATA":
			say("354 go")
			if err := s.take(r); err != nil {
				return err
			}
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return nil
		default:
			say("250 ok")
		}
	}
}

// recipient is the answer to who a letter is for.
func (s *mailServer) recipient(line string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, line)
	switch {
	case s.away:
		return "451 4.3.2 later"
	case strings.Contains(line, "<refused"):
		return "550 5.1.1 " + line + " is unknown"
	default:
		return "250 ok"
	}
}

func (s *mailServer) take(r *bufio.Reader) error {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return err
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(line)
	}
	m, err := mail.ReadMessage(strings.NewReader(b.String()))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters, s.texts = append(s.letters, m), append(s.texts, strings.ReplaceAll(string(text), "\r\n", "\n"))
	return nil
}

func (s *mailServer) goes(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

// posted is a letter as it came.
type posted struct {
	header  mail.Header
	subject string
	text    string
}

// to gives the letters of an address, and how often it was asked for.
func (s *mailServer) to(t *testing.T, address string) (letters []posted, tries int) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, m := range s.letters {
		if m.Header.Get("To") != "<"+address+">" {
			continue
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil {
			t.Fatal(err)
		}
		letters = append(letters, posted{m.Header, subject, s.texts[i]})
	}
	for _, line := range s.asked {
		if strings.Contains(line, "<"+address+">") {
			tries++
		}
	}
	return letters, tries
}

// acts does what a member does.
func acts[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	s.t.Helper()
	made, _, err := journal.Changed(s.As(who), s.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return made
}

// campaign is one that is ready to ask a customer of each address, by letters.
func (s *stage) campaign(e *Engine, addresses ...string) *ent.SurveyCampaign {
	s.t.Helper()
	me := s.A.Members["management"].ID
	named := make([]typeid.ID, len(addresses))
	for i, address := range addresses {
		named[i] = acts(s, "head.service", customers.Create, customers.CreateInput{
			Name: "青山精密", Contacts: []customers.ContactInput{{Name: "王女士", Email: &address}},
		}).ID
	}
	template := s.Client.SurveyTemplate.Query().Where(surveytemplate.Code("standard"), surveytemplate.StateEQ(flow.TemplateEffective)).OnlyX(s.A.System())
	c := acts(s, "management", surveys.CreateCampaign, surveys.CampaignCreateInput{Program: flow.ProgramProfile, CampaignFields: surveys.CampaignFields{
		Name: new("年度回访"), Objective: new("了解客户的需求"), Goals: []flow.SurveyGoal{flow.GoalProfile}, TemplateID: &template.ID, ContactIDs: []typeid.ID{me},
		Audience: &surveys.AudienceInput{CustomerIDs: named}, Channels: []flow.Channel{flow.ChannelEmail}, ClosesAt: new(s.Clock.Now().AddDate(0, 1, 0)),
	}})
	c = acts(s, "management", surveys.ConfirmCampaign, surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version})
	c = acts(s, "management", surveys.PrepareCampaign, surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version})
	s.due(e)
	return s.Client.SurveyCampaign.GetX(s.A.System(), c.ID)
}

// due lets the workers do what time asks for now.
func (s *stage) due(e *Engine) {
	s.t.Helper()
	s.must(e.Clocks)
	s.works(e)
}

var linked = regexp.MustCompile(`\nhttps://heed\.example/s/([A-Za-z0-9_-]{43})\n`)

// invited checks a letter of a campaign, and gives its link's secret.
func (p posted) invited(t *testing.T, subject string, texts ...string) string {
	t.Helper()
	found := linked.FindStringSubmatch(p.text)
	if found == nil {
		t.Fatalf("no link in %s", p.text)
	}
	stop := "https://heed.example/s/" + found[1] + "/stop"
	for name, want := range map[string]string{
		"List-Unsubscribe": "<" + stop + ">", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated",
		"Content-Type": "text/plain; charset=UTF-8", "Cc": "", "Bcc": "",
	} {
		if got := p.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if p.subject != subject {
		t.Errorf("the subject is %q", p.subject)
	}
	for _, text := range append(texts, stop, "2026-10-09", "Company a") {
		if !strings.Contains(p.text, text) {
			t.Errorf("no %q in %s", text, p.text)
		}
	}
	for _, known := range []string{"王女士", "青山", "@", "{"} {
		if strings.Contains(p.text+p.subject, known) {
			t.Errorf("it tells %q: %s", known, p.text)
		}
	}
	return found[1]
}

// Letters of a campaign arrive by a real mail server, with a way to want no more of them;
// who is silent is reminded once, on the third working day; an address that takes no letters
// bounces, and a server that is away is tried again.
func TestD3_18_Mail(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, server := newStage(t, w), newMailServer(t)
		e := s.engine(nil, nil)
		var err error
		if e.Post, err = delivery.SMTP("smtp://"+server.Addr().String(), "客户之声 <heed@company.example>"); err != nil {
			t.Fatal(err)
		}
		const silent, declines, answers, refused = "silent@customer.example", "declines@customer.example", "answers@customer.example", "refused@customer.example"
		all := []string{silent, declines, answers, refused}
		c := s.campaign(e, all...)
		if letters, tries := server.to(t, silent); c.PreparedAt == nil || c.Invited != len(all) || len(letters) != 0 || tries != 0 {
			t.Fatalf("before it begins: %+v, %d letters", c, len(letters))
		}
		server.goes(true)
		acts(s, "management", surveys.StartCampaign, surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version})
		s.due(e)
		states := func(want map[flow.SurveyInvitationState]int) {
			t.Helper()
			got := map[flow.SurveyInvitationState]int{}
			for _, i := range w.Client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(c.ID)).AllX(w.A.System()) {
				got[i.State]++
				if i.InDoubt {
					t.Errorf("%s is in doubt", i.ID)
				}
			}
			for state, n := range want {
				if got[state] != n {
					t.Errorf("they are %v, want %v", got, want)
				}
			}
		}
		states(map[flow.SurveyInvitationState]int{flow.InvitationPending: 4}) // the server is away
		server.goes(false)
		w.Clock.Advance(2 * time.Minute)
		s.due(e)
		s.due(e)
		states(map[flow.SurveyInvitationState]int{flow.InvitationSent: 3, flow.InvitationBounced: 1})

		secrets := map[string]string{}
		for _, address := range all[:3] {
			letters, _ := server.to(t, address)
			if len(letters) != 1 {
				t.Fatalf("%d letters to %s", len(letters), address)
			}
			secrets[address] = letters[0].invited(t, "Company a：客户信息收集问卷", "大约需要 8 分钟", "本问卷用于了解您的基本情况")
		}
		if len(secrets) != 3 || secrets[silent] == secrets[declines] || secrets[silent] == secrets[answers] {
			t.Errorf("links are shared: %v", secrets)
		}
		bounced := w.Client.SurveyInvitation.Query().Where(surveyinvitation.StateEQ(flow.InvitationBounced)).OnlyX(w.A.System())
		if bounced.Reason == "" || strings.Contains(bounced.Reason, "@") || bounced.EndedAt == nil || bounced.RemindAt != nil {
			t.Errorf("it came back: %+v", bounced)
		}

		desk := &surveys.Desk{Client: w.Client, Journal: w.Journal, Company: w.Who.AsSystem}
		if err := desk.OptOut(w.Context(), secrets[declines]); err != nil {
			t.Fatal(err)
		}
		i := w.Client.SurveyInvitation.Query().Where(surveyinvitation.StateEQ(flow.InvitationSent)).Order(surveyinvitation.ByID()).AllX(w.A.System())
		_, v, err := desk.Look(w.Context(), secrets[answers])
		if err != nil || len(i) != 2 {
			t.Fatal(len(i), err)
		}
		w.Client.SurveyInvitation.UpdateOneID(v.Invitation.ID).SetState(flow.InvitationCompleted).ClearRemindAt().ExecX(w.A.System())

		shanghai := time.FixedZone("", 8*60*60)
		w.Clock.Set(time.Date(2026, 9, 14, 8, 59, 0, 0, shanghai)) // three working days after a Wednesday
		s.due(e)
		if letters, _ := server.to(t, silent); len(letters) != 1 {
			t.Errorf("%d letters before the morning", len(letters))
		}
		for range 14 {
			w.Clock.Advance(2 * time.Minute)
			s.due(e)
			w.Clock.Advance(24 * time.Hour)
		}
		for address, want := range map[string]int{silent: 2, declines: 1, answers: 1, refused: 0} {
			if letters, _ := server.to(t, address); len(letters) != want {
				t.Errorf("%d letters to %s, want %d", len(letters), address, want)
			}
		}
		letters, _ := server.to(t, silent)
		if got := letters[1].invited(t, "Company a：温馨提醒，客户信息收集问卷", "这是唯一的一次提醒"); got != secrets[silent] {
			t.Error("the reminder has another link")
		}
		if letters[0].header.Get("Message-Id") == letters[1].header.Get("Message-Id") {
			t.Error("the reminder hides behind the first letter")
		}
		if _, tries := server.to(t, refused); tries != 2 && tries != 1 { // once while the server was away
			t.Errorf("the address that takes no letters was tried %d times", tries)
		}
	})
}

// The letters of a campaign are in the company's language.
func TestD3_16_Letters(t *testing.T) {
	for l, k := range map[string]letterKind{"an invitation": surveyText, "a reminder": surveyReminderText} {
		for i, words := range k {
			for _, place := range []string{"{link}", "{stop}", "{minutes}", "{closes}", "{company}"} {
				if !strings.Contains(words.text, place) {
					t.Errorf("%s in language %d has no %s", l, i, place)
				}
			}
			if !strings.Contains(words.subject, "{title}") || l == "an invitation" && !strings.Contains(words.text, "{purpose}") {
				t.Errorf("%s in language %d: %q", l, i, words.subject)
			}
		}
	}
}
