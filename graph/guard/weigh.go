package guard

import "heed/rules/fault"

type kind uint8

const (
	inline kind = iota // a fragment without a name, or a definition itself
	field
	spread
)

// node is a selection of the document; 0 for none, which is the first
// definition's own place.
type node struct {
	kind        kind
	name        string // under which a field answers, or of the fragment that is spread
	first, next int    // its first selection, and the one beside it
}

// definition is an operation or a fragment.
type definition struct {
	operation bool
	name      string // of the fragment
	root      int
}

func (s *scanner) add(n node) int {
	s.nodes = append(s.nodes, n)
	return len(s.nodes) - 1
}

// weight is how large selections are when their fragments are written out.
type weight struct {
	selections int // one more than the limit stands for all above
	depth      int
	roots      int // fields of the first level
}

// scales weigh definitions. Each fragment is weighed once, however often it is
// spread: a short document of fragments that spread others twice says more than
// anybody can follow.
type scales struct {
	*scanner
	fragments map[string]*fragment
}

type fragment struct {
	roots   []int // of all definitions of the name: two are refused later, but read before
	state   uint8 // 0 not weighed, 1 being weighed, 2 weighed
	spread  bool  // by another definition
	weighed weight
}

// weigh looks at what only the whole document tells.
func (s *scanner) weigh() *Refusal {
	w := &scales{scanner: s, fragments: map[string]*fragment{}}
	for _, d := range s.definitions {
		if d.operation {
			continue
		}
		f := w.fragments[d.name]
		if f == nil {
			f = &fragment{}
			w.fragments[d.name] = f
		}
		f.roots = append(f.roots, d.root)
	}
	for _, n := range s.nodes {
		if f := w.fragments[n.name]; n.kind == spread && f != nil {
			f.spread = true
		}
	}
	total := 0
	var whole []int // where the writing out begins: nothing is outside of it but circles
	for _, d := range s.definitions {
		var sum weight
		if d.operation {
			sum = w.below(d.root)
		} else {
			sum = w.named(d.name)
		}
		if s.refused != nil {
			return s.refused
		}
		if d.operation || !w.fragments[d.name].spread {
			whole = append(whole, d.root)
			total += sum.selections
		}
		switch {
		case total > s.limits.Selections:
			return tooMuch(fault.New(fault.CodeCostExceeded, "request.too_many_fields").With("max", s.limits.Selections), "more than %d selections, fragments written out", s.limits.Selections)
		case sum.depth > s.limits.Depth:
			return tooNested(s.limits.Depth)
		case d.operation && sum.roots > s.limits.Roots:
			return beyond("more than %d fields at the root", s.limits.Roots)
		}
	}
	most := s.limits.repeats(len(s.definitions))
	if total*(total-1)/2 <= most {
		return nil
	}
	left := most
	for _, root := range whole {
		if w.repeats([]int{root}, &left); left < 0 {
			return beyond("more than %d pairs of fields at the same places", most)
		}
	}
	return nil
}

func (w *weight) add(other weight, limit int) {
	w.selections = min(w.selections+other.selections, limit+1)
	w.depth = max(w.depth, other.depth)
	w.roots = min(w.roots+other.roots, limit+1)
}

// below weighs what stands in the node. It calls itself as deep as braces stand
// in each other, and once more for each fragment on the way.
func (w *scales) below(n int) weight {
	var sum weight
	for n = w.nodes[n].first; n != 0; n = w.nodes[n].next {
		w.steps++
		one := weight{selections: 1}
		switch w.nodes[n].kind {
		case field:
			inner := w.below(n)
			one = weight{selections: inner.selections + 1, depth: inner.depth + 1, roots: 1}
		case inline:
			one.add(w.below(n), w.limits.Selections)
		case spread:
			one.add(w.named(w.nodes[n].name), w.limits.Selections)
		}
		sum.add(one, w.limits.Selections)
	}
	return sum
}

// named weighs the fragment; one that is not there weighs nothing.
func (w *scales) named(name string) weight {
	f := w.fragments[name]
	switch {
	case f == nil:
		return weight{}
	case f.state == 1:
		w.refuse(circle())
		return weight{}
	case f.state == 0:
		f.state = 1
		for _, root := range f.roots {
			f.weighed.add(w.below(root), w.limits.Selections)
		}
		f.state = 2
	}
	return f.weighed
}
