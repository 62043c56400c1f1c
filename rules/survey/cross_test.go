package survey

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// shown is a table as it is read, with its totals.
func shown(counts [][]int) (all []string) {
	hidden, rows, columns := Conceal(counts, LeastCell)
	word := func(n int, is bool) string {
		if is {
			return "*"
		}
		return fmt.Sprint(n)
	}
	across := make([]int, len(columns)+1)
	for r := range counts {
		line, sum := "", 0
		for c, n := range counts[r] {
			line += word(n, hidden[r][c]) + " "
			sum, across[c] = sum+n, across[c]+n
		}
		across[len(columns)] += sum
		all = append(all, line+"| "+word(sum, rows[r]))
	}
	line := ""
	for c := range columns {
		line += word(across[c], columns[c]) + " "
	}
	return append(all, line+"| "+word(across[len(columns)], false))
}

func TestD3_22_SmallCellsAreHidden(t *testing.T) {
	for name, c := range map[string]struct {
		counts [][]int
		want   []string
	}{
		"all large":             {[][]int{{5, 9}, {7, 6}}, []string{"5 9 | 14", "7 6 | 13", "12 15 | 27"}},
		"nobody is shown":       {[][]int{{0, 9}, {7, 0}}, []string{"0 9 | 9", "7 0 | 7", "7 9 | 16"}},
		"one and its partners":  {[][]int{{4, 9}, {7, 6}}, []string{"* * | 13", "* * | 13", "11 15 | 26"}},
		"two are too few":       {[][]int{{6, 1, 1}, {9, 9, 9}}, []string{"* * * | 8", "* * * | 27", "15 10 10 | 35"}},
		"a line of too few":     {[][]int{{2, 0}, {0, 9}, {7, 8}}, []string{"* 0 | *", "0 * | *", "* * | 15", "9 17 | 26"}},
		"several lines at once": {[][]int{{1, 1, 3, 3}, {4, 4, 9, 9}, {9, 9, 2, 2}}, nil},
		"nothing":               {nil, []string{"| 0"}},
	} {
		if got := shown(c.counts); c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		safe(t, c.counts, c.counts, "")
	}
}

// Whatever the counts, and however few of them gave a score: no small cell is shown, and no
// group of too few people can be reckoned, neither their number nor the sum of their scores.
func TestHiddenGroupsCannotBeReckoned(t *testing.T) {
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 5))
		high, wide, most := 1+r.IntN(4), 1+r.IntN(3), 3+r.IntN(20)
		counts, scores := make([][]int, high), make([][]int, high)
		for i := range counts {
			for range wide {
				n := max(0, r.IntN(most)-r.IntN(6))
				counts[i] = append(counts[i], n)
				scores[i] = append(scores[i], max(0, n-r.IntN(3)*r.IntN(4)))
			}
		}
		safe(t, counts, scores, fmt.Sprint("seed ", seed))
	}
}

func safe(t *testing.T, counts, scores [][]int, what string) {
	t.Helper()
	hidden, rows, columns := Conceal(counts, LeastCell)
	reckoned(t, counts, hidden, rows, columns, what+" counts")
	without, noRows, noColumns := Conceal(scores, LeastCell)
	for r := range hidden {
		noRows[r] = noRows[r] || rows[r]
		for c := range hidden[r] {
			without[r][c] = without[r][c] || hidden[r][c]
			noColumns[c] = noColumns[c] || columns[c]
		}
	}
	reckoned(t, scores, without, noRows, noColumns, what+" scores")
}

// reckoned tries all groups of hidden cells: what can be reckoned is a sum of totals that
// are told, and of cells that are shown.
func reckoned(t *testing.T, counts [][]int, hidden [][]bool, rows, columns []bool, what string) {
	t.Helper()
	var people []int
	var known [][]int // which hidden cells each total that is told contains
	all := 0
	for r := range counts {
		for c, n := range counts[r] {
			if all += n; hidden[r][c] {
				people = append(people, n)
			} else if n > 0 && n < LeastCell {
				t.Fatalf("%s: %v shows %d", what, counts, n)
			}
		}
	}
	if all < LeastCell { // nothing of so few is shown at all
		return
	}
	of := func(in func(r, c int) bool) {
		var line []int
		for r := range counts {
			for c := range counts[r] {
				if hidden[r][c] {
					one := 0
					if in(r, c) {
						one = 1
					}
					line = append(line, one)
				}
			}
		}
		known = append(known, line)
	}
	of(func(int, int) bool { return true })
	for i := range rows {
		if !rows[i] {
			of(func(r, _ int) bool { return r == i })
		}
	}
	for i := range columns {
		if !columns[i] {
			of(func(_, c int) bool { return c == i })
		}
	}
	basis := echelon(known)
	for set := 1; set < 1<<len(people); set++ {
		n, group := 0, make([]int, len(people))
		for i := range people {
			group[i] = set >> i & 1
			n += people[i] * group[i]
		}
		if n > 0 && n < LeastCell && follows(basis, group) {
			t.Fatalf("%s: of %v, %v tell of %d: rows %v, columns %v", what, counts, hidden, n, rows, columns)
		}
	}
}

const prime = 1_000_003

func inverse(n int) int {
	is := 1
	for e, b := prime-2, n%prime; e > 0; e, b = e/2, b*b%prime {
		if e%2 == 1 {
			is = is * b % prime
		}
	}
	return is
}

// reduced is the line without its parts of the basis.
func reduced(basis [][]int, line []int) []int {
	line = slices.Clone(line)
	for _, b := range basis {
		at := slices.IndexFunc(b, func(n int) bool { return n != 0 })
		for f, i := line[at], at; i < len(line); i++ {
			line[i] = ((line[i]-f*b[i])%prime + prime) % prime
		}
	}
	return line
}

func echelon(lines [][]int) (basis [][]int) {
	for _, line := range lines {
		line = reduced(basis, line)
		at := slices.IndexFunc(line, func(n int) bool { return n != 0 })
		if at < 0 {
			continue
		}
		for f, i := inverse(line[at]), 0; i < len(line); i++ {
			line[i] = line[i] * f % prime
		}
		basis = append(basis, line)
	}
	return basis
}

func follows(basis [][]int, group []int) bool {
	return !slices.ContainsFunc(reduced(basis, group), func(n int) bool { return n != 0 })
}
