// Package guard reads a document once, token by token, before anything else
// does, and refuses what would take more work to parse, to validate or to
// execute than anybody can need. It knows no schema: what it counts is what the
// document says when its fragments are written out.
package guard

// Limits are the most that a document may have. Zero means the default in
// brackets.
type Limits struct {
	Bytes      int // of the text (64 KiB)
	Tokens     int // comments among them (1,500)
	Depth      int // of fields in fields, fragments written out (20)
	Aliases    int // (30)
	Roots      int // fields of an operation's first level, fragments written out (20)
	Directives int // uses of directives (50)
	Operations int // (10)
	Fragments  int // definitions (100)
	// Selections are fields and uses of fragments, written out, of all operations
	// together: execution follows every one of them (5,000).
	Selections int
	Values     int // levels of lists and objects in values, and of lists in types (16)
	// Repeats are pairs of fields that answer at the same place: validation
	// compares them with each other, in some ways again for each definition. So
	// there may be fewer of them in documents of more than 25 (2,000).
	Repeats int
}

const (
	// maxName is the longest name in bytes: names are compared with those of the schema.
	maxName = 128
	// maxInline is how many fragments without a name may stand directly in each
	// other: validation looks into each from all that are around it.
	maxInline = 4
	// fewDefinitions may repeat as much as there may be.
	fewDefinitions = 25
)

// WithDefaults fills in what is not set.
func (l Limits) WithDefaults() Limits {
	for _, one := range []struct {
		limit *int
		value int
	}{
		{&l.Bytes, 64 << 10},
		{&l.Tokens, 1500},
		{&l.Depth, 20},
		{&l.Aliases, 30},
		{&l.Roots, 20},
		{&l.Directives, 50},
		{&l.Operations, 10},
		{&l.Fragments, 100},
		{&l.Selections, 5000},
		{&l.Values, 16},
		{&l.Repeats, 2000},
	} {
		if *one.limit <= 0 {
			*one.limit = one.value
		}
	}
	return l
}

// repeats are as many as a document of so many definitions may have.
func (l Limits) repeats(definitions int) int {
	return l.Repeats * fewDefinitions / max(definitions, fewDefinitions)
}
