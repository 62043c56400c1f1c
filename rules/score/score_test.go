package score

import (
	"slices"
	"testing"

	"heed/rules/label"
)

// Every definition says what it is, in every language.
func TestDefinitions(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range All() {
		if seen[d.Code] {
			t.Errorf("%s stands twice", d.Code)
		}
		seen[d.Code] = true
		if len(d.Periods) == 0 || d.Version < 1 || len(d.Clauses) == 0 || d.Rests == "" || d.Unit == "" || d.Better == "" {
			t.Errorf("%s: something is missing: %+v", d.Code, d)
		}
		for _, l := range []label.Locale{label.ZhHans, label.ZhHant, label.En} {
			if d.Name(l) == "" || d.Numerator(l) == "" || d.Denominator(l) == "" {
				t.Errorf("%s has no text in %s", d.Code, l)
			}
		}
		if found, ok := Of(d.Code); !ok || found.Code != d.Code || !d.Computed(d.Periods[0]) || d.Computed("CENTURY") {
			t.Errorf("%s is not found", d.Code)
		}
	}
	if _, ok := Of("unknown"); ok {
		t.Error("an unknown code is found")
	}
}

func TestValue(t *testing.T) {
	if v := (Sum{Numerator: 3}).Value(); v != nil {
		t.Errorf("of nothing: %v", *v)
	}
	s := Sum{Numerator: 90, Denominator: 120, Scale: 60, Sample: 1}.Plus(Sum{}).Plus(Sum{Numerator: 30, Denominator: 120, Scale: 60, Sample: 2})
	if *s.Value() != 0.5 || s.Above() != 2 || s.Below() != 4 || s.Sample != 3 {
		t.Errorf("%+v: %v of %v is %v", s, s.Above(), s.Below(), *s.Value())
	}
}

func TestHide(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts [][]int
		want   [][]bool
		bare   bool // a line has nothing more to hide
	}{
		{"enough everywhere", [][]int{{5, 6}, {7, 0}}, [][]bool{{false, false}, {false, false}}, false},
		{"one column: a second is hidden", [][]int{{9}, {2}, {6}}, [][]bool{{false}, {true}, {true}}, false},
		{"one row: a second is hidden", [][]int{{9, 2, 6}}, [][]bool{{false, true, true}}, false},
		{"two small ones that are together too few", [][]int{{9}, {1}, {2}}, [][]bool{{true}, {true}, {true}}, false},
		{"two small ones that are enough", [][]int{{9}, {3}, {4}}, [][]bool{{false}, {true}, {true}}, false},
		{"a rectangle", [][]int{{2, 8, 9}, {7, 6, 9}}, [][]bool{{true, true, false}, {true, true, false}}, false},
		{"alone in its line", [][]int{{2, 0}, {0, 9}}, [][]bool{{true, false}, {false, false}}, true},
	} {
		hidden, _, _, all := Hide(c.counts, 5)
		if !slices.EqualFunc(hidden, c.want, slices.Equal[[]bool]) || all != c.bare {
			t.Errorf("%s: %v, bare %v", c.name, hidden, all)
		}
	}
}

// Whatever the counts, no line that hides anything gives it away, unless it is told.
func TestHideLeavesNoLineBare(t *testing.T) {
	for seed := range 500 {
		n := seed*7919 + 13
		counts := make([][]int, 4)
		for r := range counts {
			counts[r] = make([]int, 3)
			for c := range counts[r] {
				n = (n*1103515245 + 12345) & 0x7fffffff
				counts[r][c] = n >> 8 % 12
			}
		}
		hidden, rows, columns, _ := Hide(counts, 5)
		for _, line := range tableLines(4, 3) {
			if !bare(counts, hidden, line, 5) {
				continue
			}
			told := false
			for _, at := range line {
				told = told || hidden[at[0]][at[1]] && rows[at[0]] && columns[at[1]]
			}
			if !told {
				t.Fatalf("%v: %v gives away what it hides", counts, hidden)
			}
		}
	}
}
