package guard

import "github.com/vektah/gqlparser/v2/lexer"

// The grammar of executable documents. What is not in it is refused here, so
// that nothing gets past the limits by being read in another way later.

func (s *scanner) document() {
	for s.refused == nil && !s.is(lexer.EOF) {
		described := s.take(lexer.String) || s.take(lexer.BlockString)
		switch {
		case s.isName("query"), s.isName("mutation"), s.isName("subscription"):
			s.next()
			s.take(lexer.Name)
			s.variables()
			s.operation()
		case s.isName("fragment"):
			s.fragment()
		case s.is(lexer.BraceL) && !described:
			s.operation()
		default:
			s.malformed()
		}
	}
}

func (s *scanner) operation() {
	s.count(&s.operations, s.limits.Operations, "more than %d operations")
	s.directivesHere()
	s.define(definition{operation: true})
}

func (s *scanner) fragment() {
	s.next()
	if s.isName("on") {
		s.malformed()
		return
	}
	name := s.name()
	s.variables()
	if !s.isName("on") {
		s.malformed()
		return
	}
	s.next()
	s.name()
	s.directivesHere()
	s.define(definition{name: name})
}

// define reads the selections of a definition.
func (s *scanner) define(d definition) {
	if n := len(s.definitions) + 1 - s.operations; n > s.limits.Fragments {
		s.refuse(beyond("more than %d fragments", s.limits.Fragments))
		return
	}
	d.root = s.add(node{kind: inline})
	s.inline = 0
	s.selections(d.root)
	s.definitions = append(s.definitions, d)
}

func (s *scanner) variables() {
	if !s.take(lexer.ParenL) {
		return
	}
	s.some(lexer.ParenR, func() {
		if !s.take(lexer.String) {
			s.take(lexer.BlockString)
		}
		s.expect(lexer.Dollar)
		s.name()
		s.expect(lexer.Colon)
		s.typeReference()
		if s.take(lexer.Equals) {
			s.value()
		}
		s.directivesHere()
	})
}

func (s *scanner) typeReference() {
	if s.take(lexer.BracketL) {
		s.within(s.typeReference)
		s.expect(lexer.BracketR)
	} else {
		s.name()
	}
	s.take(lexer.Bang)
}

// within reads one level deeper in a value or a type.
func (s *scanner) within(read func()) {
	s.count(&s.values, s.limits.Values, "values nested more than %d levels")
	if s.refused == nil {
		read()
	}
	s.values--
}

func (s *scanner) value() {
	switch s.token.Kind {
	case lexer.BracketL:
		s.next()
		s.within(func() { s.until(lexer.BracketR, s.value) })
	case lexer.BraceL:
		s.next()
		s.within(func() { s.until(lexer.BraceR, s.argument) })
	case lexer.Dollar:
		s.next()
		s.name()
	case lexer.Int, lexer.Float, lexer.String, lexer.BlockString, lexer.Name:
		s.next()
	default:
		s.malformed()
	}
}

func (s *scanner) argument() {
	s.name()
	s.expect(lexer.Colon)
	s.value()
}

func (s *scanner) arguments() {
	if s.take(lexer.ParenL) {
		s.some(lexer.ParenR, s.argument)
	}
}

func (s *scanner) directivesHere() {
	for s.take(lexer.At) {
		s.count(&s.directives, s.limits.Directives, "more than %d directives")
		s.name()
		s.arguments()
	}
}

// selections reads a selection set, whose selections the owner gets.
func (s *scanner) selections(owner int) {
	s.expect(lexer.BraceL)
	last := -1
	s.some(lexer.BraceR, func() {
		n := s.selection()
		if last < 0 {
			s.nodes[owner].first = n
		} else {
			s.nodes[last].next = n
		}
		last = n
	})
}

func (s *scanner) selection() int {
	if !s.take(lexer.Spread) {
		return s.field()
	}
	if s.is(lexer.Name) && !s.isName("on") {
		n := s.add(node{kind: spread, name: s.name()})
		s.directivesHere()
		return n
	}
	if s.isName("on") {
		s.next()
		s.name()
	}
	s.directivesHere()
	n := s.add(node{kind: inline})
	around := s.inline
	s.count(&s.inline, maxInline, "more than %d fragments without a name directly in each other")
	s.selections(n)
	s.inline = around
	return n
}

// field reads a field and what is below it. Braces stand in each other as deep as
// fields may, with maxInline fragments without a name around each.
func (s *scanner) field() int {
	answers := s.name()
	if s.level++; s.level > s.limits.Depth {
		s.refuse(tooNested(s.limits.Depth))
	}
	if s.take(lexer.Colon) {
		s.count(&s.aliases, s.limits.Aliases, "more than %d aliases")
		s.name()
	}
	s.arguments()
	s.directivesHere()
	n := s.add(node{kind: field, name: answers})
	if s.is(lexer.BraceL) {
		around := s.inline
		s.inline = 0
		s.selections(n)
		s.inline = around
	}
	s.level--
	return n
}
