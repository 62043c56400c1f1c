package relay

import "sync"

// Page is the records that one statement has read: what is asked of each of them
// is read for all at once.
type Page[T any] struct {
	Nodes []T

	mu   sync.Mutex
	kept map[string]any
}

// Together is what load gives for all records of the page, read once by its key.
// A record without a page was read alone: then it is for that one.
func Together[T, V any](p *Page[T], alone T, key string, load func(nodes []T) (V, error)) (V, error) {
	if p == nil {
		return load([]T{alone})
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if v, ok := p.kept[key].(V); ok {
		return v, nil
	}
	v, err := load(p.Nodes)
	if err != nil {
		return v, err
	}
	if p.kept == nil {
		p.kept = map[string]any{}
	}
	p.kept[key] = v
	return v, nil
}
