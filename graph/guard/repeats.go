package guard

// repeats takes from what is left the pairs of fields that answer at the same
// place below the owners. Validation compares such fields with each other, so
// that its work grows with the square of their number. Each selection is met
// once for each time that it is written out, of which the limits have made sure
// that there are few.
func (w *scales) repeats(owners []int, left *int) {
	places := map[string][]int{}
	for _, owner := range owners {
		w.collect(owner, places)
	}
	for _, fields := range places {
		if *left -= len(fields) * (len(fields) - 1) / 2; *left < 0 {
			return
		}
	}
	for _, fields := range places {
		if below := w.withSelections(fields); len(below) > 0 {
			w.repeats(below, left)
		}
		if *left < 0 {
			return
		}
	}
}

// collect finds the fields of a level, those in fragments with them.
func (w *scales) collect(owner int, places map[string][]int) {
	for n := w.nodes[owner].first; n != 0; n = w.nodes[n].next {
		w.steps++
		switch name := w.nodes[n].name; w.nodes[n].kind {
		case field:
			places[name] = append(places[name], n)
		case inline:
			w.collect(n, places)
		case spread:
			if f := w.fragments[name]; f != nil {
				for _, root := range f.roots {
					w.collect(root, places)
				}
			}
		}
	}
}

func (w *scales) withSelections(fields []int) []int {
	var all []int
	for _, n := range fields {
		if w.nodes[n].first != 0 {
			all = append(all, n)
		}
	}
	return all
}
