package journal

import (
	"sync"
	"sync/atomic"
)

// How much of what was made of events is kept: who listens live wants the
// newest only, and clients may ask for anything.
const (
	keepMade    = 64      // of the newest events
	keepKeys    = 64      // of one event
	keepMadeMax = 4 << 10 // bytes of one encoding
)

// Item is an event that many subscribers share, with what was made of it for them.
type Item struct {
	Entry
	mu   sync.Mutex
	made atomic.Pointer[[]made] // replaced, never changed
}

// made is what was made for a key.
type made struct {
	key string
	get func() ([]byte, error)
}

// Once gives what was made of the item for the key, making it on first use. An
// error or a panic of the maker is everybody's who asked meanwhile. What failed, is
// large, or one too many, is made anew for the next.
func (i *Item) Once(key string, maker func() ([]byte, error)) ([]byte, error) {
	if get := i.find(key); get != nil {
		return get()
	}
	i.mu.Lock()
	get := i.find(key)
	if get == nil {
		get = sync.OnceValues(maker)
		i.keep(made{key, get})
	}
	i.mu.Unlock()
	b, err := get()
	if err != nil || len(b) > keepMadeMax {
		i.drop(key)
	}
	return b, err
}

func (i *Item) find(key string) func() ([]byte, error) {
	all := i.made.Load()
	if all == nil {
		return nil
	}
	for _, one := range *all {
		if one.key == key {
			return one.get
		}
	}
	return nil
}

func (i *Item) keep(one made) {
	var all []made
	if was := i.made.Load(); was != nil {
		all = *was
	}
	if len(all) < keepKeys {
		all = append(all[:len(all):len(all)], one)
		i.made.Store(&all)
	}
}

func (i *Item) drop(key string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	was := i.made.Load()
	if was == nil {
		return
	}
	var kept []made
	for _, one := range *was {
		if one.key != key {
			kept = append(kept, one)
		}
	}
	i.made.Store(&kept)
}

// forget drops what was made: only who is far behind asks for the item again.
func (i *Item) forget() { i.made.Store(nil) }
