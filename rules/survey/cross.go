package survey

// LeastCell is how many people a cell of a cross-table must hold to be shown:
// behind fewer, one could be known (D3-22).
const LeastCell = 5

// Conceal says which cells of a table of counts are not shown, and of which rows and
// columns the totals are not, so that from what is shown and the number of all, which is
// always told, no group of 1 to least-1 people can be reckoned (D3-22): neither by one line
// nor by several together, as score.Hide would allow, which gives no totals. Nobody stands
// behind a zero: it is shown as far as that can be. One of the sides is short: time doubles
// with each of its lines.
func Conceal(counts [][]int, least int) (hidden [][]bool, rows, columns []bool) {
	wide := 0
	if len(counts) > 0 {
		wide = len(counts[0])
	}
	if wide > len(counts) {
		hidden, columns, rows = Conceal(transposed(counts, wide), least)
		return transposed(hidden, len(counts)), rows, columns
	}
	t := concealing{counts: counts, least: least, hidden: make([][]bool, len(counts))}
	down, across := make([]int, len(counts)), make([]int, wide)
	for r := range counts {
		t.hidden[r] = make([]bool, wide)
		for c, n := range counts[r] {
			t.hidden[r][c] = n > 0 && n < least
			down[r], across[c] = down[r]+n, across[c]+n
		}
	}
	rows, columns = few(down, least), few(across, least)
	t.rows, t.columns = lines(rows), lines(columns)
	for {
		if in, out, leaks := t.leak(); !leaks || !t.hide(in, out) {
			return t.hidden, rows, columns
		}
	}
}

// concealing is a table with what is hidden so far. Lines without a total count as one:
// only what they have together follows from the number of all.
type concealing struct {
	counts        [][]int
	hidden        [][]bool
	rows, columns []int // the line of each
	least         int
}

// leak finds rows whose hidden cells are, but for those in columns that hide nothing
// elsewhere, too few people: the totals of the rows less those of the columns tell of them.
// Whatever follows from totals is made up of such groups.
func (t *concealing) leak() (in []bool, out int, found bool) {
	touches, down, across := make([]int, len(t.rows)), make([]int, len(t.rows)), make([]int, len(t.columns))
	for r := range t.hidden {
		for c, is := range t.hidden[r] {
			if is {
				touches[t.rows[r]] |= 1 << t.columns[c]
				down[t.rows[r]] += t.counts[r][c]
				across[t.columns[c]] += t.counts[r][c]
			}
		}
	}
	in = make([]bool, len(t.rows))
	for line, n := range down {
		if n > 0 && n < t.least {
			in[line] = true
			return in, 0, true
		}
	}
	for out = 1; out < 1<<len(across); out++ {
		n := 0
		for line := range down {
			if in[line] = touches[line]&out != 0; in[line] {
				n += down[line]
			}
		}
		for line := range across {
			n -= across[line] * (out >> line & 1)
		}
		if n > 0 && n < t.least {
			return in, out, true
		}
	}
	return nil, 0, false
}

// hide hides one more cell, the smallest that makes the group larger or its columns hide
// something elsewhere; of zeros only the latter helps. False when there is none.
func (t *concealing) hide(in []bool, out int) bool {
	row, column := -1, -1
	for r := range t.hidden {
		for c, is := range t.hidden[r] {
			n, inRow, inColumn := t.counts[r][c], in[t.rows[r]], out>>t.columns[c]&1 == 1
			if is || inRow == inColumn || n == 0 && inRow {
				continue
			}
			if row < 0 || n > 0 && (n < t.counts[row][column] || t.counts[row][column] == 0) {
				row, column = r, c
			}
		}
	}
	if row < 0 {
		return false
	}
	t.hidden[row][column] = true
	return true
}

// few are the lines of too few people, and the next smallest until they are enough together.
func few(totals []int, least int) []bool {
	are, sum := make([]bool, len(totals)), 0
	for i, n := range totals {
		if are[i] = n > 0 && n < least; are[i] {
			sum += n
		}
	}
	for sum > 0 && sum < least {
		next := -1
		for i, n := range totals {
			if !are[i] && n > 0 && (next < 0 || n < totals[next]) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		are[next], sum = true, sum+totals[next]
	}
	return are
}

// lines numbers lines; those that are marked have the number of the first of them.
func lines(marked []bool) []int {
	all, first := make([]int, len(marked)), -1
	for i, is := range marked {
		if all[i] = i; is {
			if first < 0 {
				first = i
			}
			all[i] = first
		}
	}
	return all
}

func transposed[T any](table [][]T, wide int) [][]T {
	all := make([][]T, wide)
	for c := range all {
		for r := range table {
			all[c] = append(all[c], table[r][c])
		}
	}
	return all
}
