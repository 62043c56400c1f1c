package table

import (
	"slices"
	"strings"

	"golang.org/x/text/width"

	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/text"
)

// Words are how people call the fields of a table.
type Words[F ~string] struct {
	Names  []Names[F]
	Ignore F   // of columns that fill nothing, whatever they are called
	Needed []F // that a column must fill
}

// Names are the names, besides its own, under which a file may have a field:
// several with | between them.
type Names[F ~string] struct {
	Field   F
	Names   string
	Longest int // characters that it may have; 0 for MaxCell bytes
}

// longest are the characters that fields may have, of those that say so.
func (w Words[F]) longest() map[F]int {
	m := map[F]int{}
	for _, c := range w.Names {
		if c.Longest > 0 {
			m[c.Field] = c.Longest
		}
	}
	return m
}

// Values lists the fields, the one that fills nothing last.
func (w Words[F]) Values() []string {
	values := make([]string, len(w.Names))
	for i, c := range w.Names {
		values[i] = string(c.Field)
	}
	return append(values, string(w.Ignore))
}

// Column says what a column of a file fills.
type Column[F ~string] struct {
	Name  string
	Field F
}

// byName finds a field by the folded name of a column.
func (w Words[F]) byName() map[string]F {
	m := map[string]F{}
	for _, c := range w.Names {
		for _, name := range append(strings.Split(c.Names, "|"), string(c.Field)) {
			m[Fold(name)] = c.Field
		}
	}
	return m
}

// Fold makes words comparable that people write in several ways: width, case,
// spaces and dashes do not count.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u3000', '\u00a0', '_', '-', '‐', '–', '—', '~', '～', '至':
			return -1
		}
		return r
	}, strings.ToLower(width.Fold.String(strings.TrimSpace(s))))
}

// Constants finds the constants of an enum by their labels and by themselves.
func Constants(enum string, values []string) map[string]string {
	m := map[string]string{}
	for _, v := range values {
		for _, l := range label.Locale("").Values() {
			m[Fold(label.Of(label.Locale(l), enum, v))] = v
		}
		m[Fold(v)] = v
	}
	return m
}

// Known is what a word stands for; input.unknown_key for one that stands for nothing.
func Known[T ~string](values map[string]string, s string) (T, error) {
	if v, ok := values[Fold(s)]; ok {
		return T(v), nil
	}
	return "", fault.Input("", "input.unknown_key").With("value", text.Clip(s))
}

// columns says which field each column of the header fills, "" for none. What
// the caller named goes before names that merely look like a field.
func (w Words[F]) columns(header []string, named []Column[F]) ([]F, error) {
	fields, by, byName := make([]F, len(header)), map[F]bool{}, w.byName()
	for i, column := range named {
		if slices.ContainsFunc(named[:i], func(c Column[F]) bool { return strings.TrimSpace(c.Name) == strings.TrimSpace(column.Name) }) {
			return nil, fault.Input("columns", "input.duplicate").With("value", text.Clip(column.Name))
		}
		if !slices.Contains(w.Values(), string(column.Field)) {
			return nil, fault.Input("columns", "input.unknown_key").With("value", text.Clip(string(column.Field)))
		}
		at := -1
		for i, name := range header {
			if strings.TrimSpace(name) != strings.TrimSpace(column.Name) {
				continue
			}
			if at >= 0 {
				return nil, badHeader(column.Name)
			}
			at = i
		}
		if at < 0 || by[column.Field] {
			return nil, badHeader(column.Name)
		}
		fields[at], by[column.Field] = column.Field, column.Field != w.Ignore
	}
	likely := map[F]bool{}
	for i, name := range header {
		field, ok := byName[Fold(name)]
		if !ok || fields[i] != "" || by[field] {
			continue
		}
		if likely[field] {
			return nil, badHeader(name)
		}
		fields[i], likely[field] = field, true
	}
	for _, field := range w.Needed {
		if !by[field] && !likely[field] {
			return nil, badHeader(string(field))
		}
	}
	for i, field := range fields {
		if field == w.Ignore {
			fields[i] = ""
		}
	}
	return fields, nil
}

func badHeader(column string) error {
	return fault.Input("csv", "import.bad_header").With("column", column)
}
