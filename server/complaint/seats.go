package complaint

import "sync"

// The bounds of pages that follow complaints: at one link, and in all, so that they take no
// members' places.
const (
	seatsAtLink = 5
	seatsInAll  = 2_000
)

// seats counts the pages that follow, by their links. Safe for concurrent use.
type seats struct {
	mu    sync.Mutex
	taken map[string]int
	all   int
}

// enter takes a seat at the link; false when there is none.
func (s *seats) enter(link string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all >= seatsInAll || s.taken[link] >= seatsAtLink {
		return false
	}
	if s.taken == nil {
		s.taken = map[string]int{}
	}
	s.taken[link]++
	s.all++
	return true
}

func (s *seats) leave(link string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all--
	if s.taken[link]--; s.taken[link] == 0 {
		delete(s.taken, link)
	}
}
