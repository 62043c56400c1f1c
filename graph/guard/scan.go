package guard

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"heed/rules/fault"
)

// Check reads the document and refuses it where it is beyond a limit. The limits
// are complete (WithDefaults). A document that passes is one that the parser
// reads in the same way, if it reads it at all.
func Check(document string, limits Limits) *Refusal {
	if len(document) > limits.Bytes {
		return tooMuch(fault.New(fault.CodePayloadTooLarge, "request.document_too_large").With("max", limits.Bytes), "a document of more than %d bytes", limits.Bytes)
	}
	s := &scanner{lexer: lexer.New(&ast.Source{Input: document}), limits: limits}
	s.next()
	s.document()
	if s.refused == nil {
		s.refused = s.weigh()
	}
	return s.refused
}

// scanner goes through the tokens once. Its functions call each other as deep as
// the limits let brackets stand in each other.
type scanner struct {
	lexer   lexer.Lexer
	token   lexer.Token // the next one; EOF for ever after a refusal
	limits  Limits
	refused *Refusal

	tokens, aliases, directives, operations, level, inline, values int
	steps                                                          int // tokens read and selections looked at, for the tests: work without a clock

	nodes       []node
	definitions []definition
}

// refuse keeps the first refusal and ends the scan.
func (s *scanner) refuse(r *Refusal) {
	if s.refused == nil {
		s.refused = r
	}
	s.token = lexer.Token{Kind: lexer.EOF, Pos: s.token.Pos}
}

func (s *scanner) malformed() { s.refuse(unreadable(s.token.Pos.Line, s.token.Pos.Column)) }

// next takes a token and looks at the one behind it, comments aside.
func (s *scanner) next() {
	for s.refused == nil {
		token, err := s.lexer.ReadToken()
		s.token = token
		switch {
		case err != nil:
			s.malformed()
			return
		case token.Kind == lexer.EOF:
			return
		}
		s.tokens++
		s.steps++
		switch {
		case s.tokens > s.limits.Tokens:
			s.refuse(tooMuch(fault.New(fault.CodeCostExceeded, "request.too_many_tokens").With("max", s.limits.Tokens), "more than %d tokens", s.limits.Tokens))
		case token.Kind == lexer.Name && len(token.Value) > maxName:
			s.refuse(beyond("a name of more than %d bytes", maxName))
		case token.Kind != lexer.Comment:
			return
		}
	}
}

func (s *scanner) is(kind lexer.Type) bool { return s.token.Kind == kind }

func (s *scanner) isName(name string) bool { return s.is(lexer.Name) && s.token.Value == name }

// take takes a token of the kind, if it is next.
func (s *scanner) take(kind lexer.Type) bool {
	if !s.is(kind) {
		return false
	}
	s.next()
	return true
}

// expect takes a token that must be next.
func (s *scanner) expect(kind lexer.Type) {
	if !s.take(kind) && s.refused == nil {
		s.malformed()
	}
}

// name takes a name.
func (s *scanner) name() string {
	name := s.token.Value
	s.expect(lexer.Name)
	return name
}

// count adds one to a count that has a limit.
func (s *scanner) count(n *int, limit int, format string) {
	if *n++; *n > limit {
		s.refuse(beyond(format, limit))
	}
}

// until calls one for each of what stands before the end, which must be there.
func (s *scanner) until(end lexer.Type, one func()) {
	for s.refused == nil && !s.is(end) {
		if s.is(lexer.EOF) {
			s.malformed()
			return
		}
		one()
	}
	s.expect(end)
}

// some is until for what must not be empty.
func (s *scanner) some(end lexer.Type, one func()) {
	if s.is(end) {
		s.malformed()
		return
	}
	s.until(end, one)
}
