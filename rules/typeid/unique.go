package typeid

// Unique are the ids, each once, in their order; the empty one is left out.
func Unique(all []ID) []ID {
	kept := make([]ID, 0, len(all))
	seen := map[ID]bool{}
	for _, id := range all {
		if id != "" && !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}

// Present are the ids that there are, each once.
func Present(ids ...ID) []ID { return Unique(ids) }
