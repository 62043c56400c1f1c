package relay_test

import (
	"errors"
	"sync"
	"testing"

	"heed/ent/relay"
)

// What is asked of each record of a page is read once; a failure is tried again.
func TestTogether(t *testing.T) {
	read, failed := 0, errors.New("failed")
	sum := func(nodes []int) (int, error) {
		read++
		all := 0
		for _, n := range nodes {
			all += n
		}
		return all, nil
	}
	p := &relay.Page[int]{Nodes: []int{1, 2, 3}}
	if _, err := relay.Together(p, 1, "sum", func([]int) (int, error) { return 0, failed }); !errors.Is(err, failed) {
		t.Errorf("failing: %v", err)
	}
	var wg sync.WaitGroup
	for _, n := range p.Nodes {
		wg.Go(func() {
			if got, err := relay.Together(p, n, "sum", sum); got != 6 || err != nil {
				t.Errorf("%d: %d, %v", n, got, err)
			}
		})
	}
	wg.Wait()
	if read != 1 {
		t.Errorf("read %d times", read)
	}
	if got, err := relay.Together(p, 1, "other", sum); got != 6 || err != nil || read != 2 {
		t.Errorf("by another key: %d, %v, read %d times", got, err, read)
	}
	if got, err := relay.Together(nil, 2, "sum", sum); got != 2 || err != nil {
		t.Errorf("alone: %d, %v", got, err)
	}
}
