package jobs

import (
	"slices"
	"sync"
	"time"

	"heed/rules/typeid"
)

// sweepEvery is how often all companies are looked at where processes tell each
// other what has moved: what nobody told is late by as much, and never lost.
const sweepEvery = 30 * time.Second

// maxMoved is how many companies are looked at one by one; more are a sweep.
const maxMoved = 500

// lookAt is which companies a look is about.
type lookAt struct {
	all       bool
	companies []typeid.ID // when it is not about all
}

func (l lookAt) none() bool { return !l.all && len(l.companies) == 0 }

// moved is whose journals have grown since the last look, as far as anybody told.
type moved struct {
	every time.Duration // between two sweeps; 0: each look is one
	wake  chan struct{} // holds one word

	mu        *sync.Mutex
	all       bool
	companies map[typeid.ID]bool
	swept     time.Time // when all were last looked at
}

func newMoved(every time.Duration) moved {
	return moved{every: every, wake: make(chan struct{}, 1), mu: &sync.Mutex{}, companies: map[typeid.ID]bool{}}
}

// add notes a company, "" for all, and wakes who looks.
func (m *moved) add(company typeid.ID) {
	m.mu.Lock()
	if company == "" {
		m.all = true
	} else {
		m.companies[company] = true
	}
	m.mu.Unlock()
	m.ring()
}

// ring wakes who looks. It never blocks.
func (m *moved) ring() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// take gives what is to be looked at now. What is told from then on is the next look's.
func (m *moved) take(now time.Time) lookAt {
	m.mu.Lock()
	defer m.mu.Unlock()
	which := lookAt{all: m.all || len(m.companies) > maxMoved || m.swept.IsZero() || now.Sub(m.swept) >= m.every}
	if which.all {
		m.swept = now
	} else {
		for company := range m.companies {
			which.companies = append(which.companies, company)
		}
		slices.Sort(which.companies)
	}
	m.all = false
	clear(m.companies)
	return which
}

// keep puts back what was not looked at to its end.
func (m *moved) keep(which lookAt) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all = m.all || which.all
	for _, company := range which.companies {
		m.companies[company] = true
	}
}
