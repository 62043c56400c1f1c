package surveys

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"heed/rules/typeid"
)

// post is a mail server that keeps what it was given.
type post struct {
	mu      sync.Mutex
	letters []Letter
	times   map[string]int // how often it was given a letter, by its invitation
	secrets map[typeid.ID]string
	says    func(Letter) (Posted, string)
}

func letterKey(l Letter) string { return fmt.Sprint(l.Invitation, l.Reminder) }

func (p *post) send(_ context.Context, l Letter) (Posted, string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	what, why := PostedSent, ""
	if p.says != nil {
		what, why = p.says(l)
	}
	if what != PostedNot {
		p.letters = append(p.letters, l)
		p.times[letterKey(l)]++
		p.secrets[l.Invitation] = l.Secret
	}
	return what, why
}

// reminders are the letters that remind.
func (p *post) reminders() (all []Letter) {
	for _, l := range p.letters {
		if l.Reminder {
			all = append(all, l)
		}
	}
	return all
}

func (s *stage) tick() {
	s.t.Helper()
	if err := s.tickUntil(""); err != nil {
		s.t.Fatal(err)
	}
}

var errDied = errors.New("the process died")

// tickUntil ticks, and dies at the step.
func (s *stage) tickUntil(step string) error { return s.tickUntilTime(step, 1) }

// tickUntilTime ticks, and dies when the step comes for the n-th time.
func (s *stage) tickUntilTime(step string, n int) error {
	return Tick(s.A.System(), s.Journal, s.Client, s.post.send, func() bool { return false }, func(at string) error {
		if at == step {
			n--
			if n == 0 {
				return errDied
			}
		}
		return nil
	})
}
