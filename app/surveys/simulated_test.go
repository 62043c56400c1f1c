package surveys

import (
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
)

const (
	simulatedSeed = 17
	// deaths is how often, about, a process dies in each phase; outages how often the mail
	// server is away.
	deaths, outages = 8, 6
	// mostHeap is what a process may hold whatever the number of customers: in pages and lots.
	mostHeap = 256 << 20
)

// A campaign of very many customers: its letters go out once and its reminders at most once
// wherever the process dies, some come back, some customers decline, some answer, the others
// end with it. Then all of it is counted again from its rows (D3-07, D3-17 to D3-19, D3-31).
func TestD3_17_SimulatedCampaign(t *testing.T) {
	for name, fresh := range map[string]func(testing.TB) *apptest.World{"sqlite": apptest.NewWorld, "postgres": apptest.NewPostgresWorld} {
		t.Run(name, func(t *testing.T) {
			if os.Getenv("HEED_CAMPAIGN") == "" {
				t.Parallel() // else the heap is measured
			}
			s := simulate(t, fresh(t))
			s.phase("founded", s.found)
			s.phase("prepared", s.prepare)
			s.phase("sent", s.begin)
			s.phase("answered", func() { s.answer(14, 20, 25, 28, 30, 31) })
			s.phase("reminded", s.remind)
			s.phase("answered late", func() { s.answer(10, 12, 14, 16, 17, 18) })
			s.phase("tidied", s.tidySome)
			s.phase("ended", s.end)
			s.phase("recounted", func() { s.recount(); s.recountedAll() })
			if n, err := journal.Verify(s.Context(), s.Client, s.A.ID); err != nil {
				t.Errorf("after %d events: %v", n, err)
			}
			t.Logf("of %d customers: %+v; %d deaths, %d stood still; %d MiB on the heap at most", s.size, *s.progress(s.campaign), s.died, s.stood, s.heap>>20)
			if s.heap > mostHeap && os.Getenv("HEED_CAMPAIGN") != "" {
				t.Errorf("the heap was %d MiB", s.heap>>20)
			}
		})
	}
}

// simulation is a campaign with all that may happen to it. Whatever happens by chance
// happens each time alike.
type simulation struct {
	*stage
	size               int
	rng                *rand.Rand
	campaign           *ent.SurveyCampaign
	letters, reminders []uint8 // that the mail server was given, by the number of the customer
	bounced, declined  int
	revoked, completed int
	died, stood        int
	unsure             int
	steps              int
	heap               uint64
}

func simulate(t *testing.T, w *apptest.World) *simulation {
	t.Helper()
	size := simulatedSize
	if n := os.Getenv("HEED_CAMPAIGN"); n != "" {
		var err error
		if size, err = strconv.Atoi(n); err != nil || size < kinds {
			t.Fatalf("HEED_CAMPAIGN is a number from %d: %q", kinds, n)
		}
	}
	return &simulation{
		stage: on(t, w), size: size, rng: rand.New(rand.NewPCG(simulatedSeed, 0)), letters: make([]uint8, size), reminders: make([]uint8, size),
	}
}

// phase does a part of it, and says how long it took.
func (s *simulation) phase(name string, do func()) {
	began := time.Now()
	do()
	took := time.Since(began)
	s.t.Logf("%-14s in %6.1f s, %6.0f customers a second", name, took.Seconds(), float64(s.size)/took.Seconds())
}

// weigh looks at the heap, now and then.
func (s *simulation) weigh() {
	if s.steps++; s.steps%100 == 1 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		s.heap = max(s.heap, m.HeapAlloc)
	}
}

// prepare has the invitations made.
func (s *simulation) prepare() {
	c := s.planned("standard")
	must(s.stage, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
	s.campaign = s.stage.campaign(c.ID)
	s.work(s.size/preparedAtOnce, func(c *ent.SurveyCampaign) bool {
		seen := c.Invited + c.Skipped
		if p := s.progress(c); p.Pending != c.Invited || c.AudienceSize != s.size || c.PreparedAt == nil && seen%preparedAtOnce != 0 {
			s.t.Errorf("invited are %d of %d, left out %d; %+v", c.Invited, c.AudienceSize, c.Skipped, p)
		}
		return c.PreparedAt != nil
	})
	if c, left := s.campaign, s.of(nobodyThere, withoutMail, notDisturbed); c.Invited != s.size-left || c.Skipped != left {
		s.t.Errorf("invited are %d, left out %d of %d", c.Invited, c.Skipped, left)
	}
}

// begin has the letters sent.
func (s *simulation) begin() {
	s.later()
	must(s.stage, "management", StartCampaign, CampaignInput{s.campaign.ID, s.campaign.Version})
	s.work(s.size, func(c *ent.SurveyCampaign) bool { return s.progress(c).Pending == 0 })
	s.declined, s.bounced, s.revoked = s.of(declinesSoon), s.progress(s.campaign).Bounced, s.of(erasedSoon)
	p := s.progress(s.campaign)
	if p.OptedOut != s.declined || p.Revoked != s.revoked || p.Sent+p.Bounced != s.campaign.Invited-s.declined-s.revoked || p.InDoubt == 0 || p.InDoubt > (s.died+s.stood)*sentAtOnce+s.unsure {
		s.t.Errorf("after %d deaths it gets on %+v", s.died, p)
	}
}

// remind lets the third working day come.
func (s *simulation) remind() {
	if s.Clock.Now().After(s.at(14, 9)) {
		s.t.Fatalf("it is %v already", s.Clock.Now())
	}
	s.Clock.Set(s.at(14, 9))
	silent := s.progress(s.campaign).Sent + s.progress(s.campaign).Opened
	s.work(silent, func(c *ent.SurveyCampaign) bool { return s.progress(c).Reminded == silent })
	s.bounced = s.progress(s.campaign).Bounced // a first letter in doubt, and a reminder that is refused
}

// end lets the campaign come to its end.
func (s *simulation) end() {
	before := s.progress(s.campaign)
	s.Clock.Set(s.campaign.ClosesAt)
	s.work(s.size/endedAtOnce, func(c *ent.SurveyCampaign) bool { return c.State == flow.CampaignClosed && c.NextTickAt == nil })
	if p := s.progress(s.campaign); p.Pending+p.Sent+p.Opened != 0 || p.Expired != before.Sent+before.Opened || p.Completed != before.Completed {
		s.t.Errorf("at its end it gets on %+v, before %+v", p, before)
	}
}

// work ticks until it is done, while processes die every so many of about so many steps.
func (s *simulation) work(steps int, done func(*ent.SurveyCampaign) bool) {
	s.t.Helper()
	for range 100 + s.size {
		err := s.process(steps, 0)
		if err == nil {
			s.Clock.Advance(time.Duration(s.rng.IntN(90)) * time.Second)
		}
		if s.campaign = s.stage.campaign(s.campaign.ID); done(s.campaign) {
			return
		}
	}
	s.t.Fatalf("it comes to no end: %v, %+v", s.campaign, s.progress(s.campaign))
}

// process is one that ticks until its work is done, or it dies; or it stands still for so
// long that it is taken for dead and another does the work, and goes on then.
func (s *simulation) process(steps, depth int) error {
	left := 1 + s.rng.IntN(1+2*steps/deaths)
	err := Tick(s.A.System(), s.Journal, s.Client, s.take, func() bool { return false }, func(string) error {
		s.weigh()
		if left--; left != 0 {
			return nil
		}
		if depth > 0 || s.rng.IntN(3) > 0 {
			s.died++
			return errDied
		}
		s.stood++
		s.Clock.Advance(doubtAfter + time.Minute)
		_ = s.process(steps, depth+1)
		return nil
	})
	if err != nil && err != errDied { //nolint:errorlint // it is given as it is
		s.t.Fatal(err)
	}
	return err
}
