package score

import "slices"

// Hide says which cells of a table of counts are not shown, so that nobody learns of
// fewer than the least number of records: every count from 1 to below it, and, since
// what is missing could be got by subtraction from the total of its row or column,
// the next smallest of the same line, until what a line hides are at least two cells
// that together reach the number. Empty cells stay as they are. A line that has
// nothing more to hide is told in the totals of rows and of columns; all tells of
// the total of the table. Rows are of equal length; of one column no row is a line.
func Hide(counts [][]int, least int) (hidden [][]bool, rows, columns []bool, all bool) {
	hidden, rows = make([][]bool, len(counts)), make([]bool, len(counts))
	wide := 0
	for r := range counts {
		hidden[r] = make([]bool, len(counts[r]))
		wide = len(counts[r])
		for c, n := range counts[r] {
			hidden[r][c] = n > 0 && n < least
		}
	}
	columns = make([]bool, wide)
	lines := tableLines(len(counts), wide)
	for changed := true; changed; {
		changed = false
		for _, line := range lines {
			changed = hideMore(counts, hidden, line, least) || changed
		}
	}
	for _, line := range lines {
		if !bare(counts, hidden, line, least) {
			continue
		}
		all = true
		for _, at := range line {
			rows[at[0]] = rows[at[0]] || hidden[at[0]][at[1]]
			columns[at[1]] = columns[at[1]] || hidden[at[0]][at[1]]
		}
	}
	return hidden, rows, columns, all
}

// tableLines are the places of every row and column of more than one cell.
func tableLines(high, wide int) [][][2]int {
	var lines [][][2]int
	for r := range high {
		var line [][2]int
		for c := range wide {
			line = append(line, [2]int{r, c})
		}
		if wide > 1 || high == 1 {
			lines = append(lines, line)
		}
	}
	for c := range wide {
		var line [][2]int
		for r := range high {
			line = append(line, [2]int{r, c})
		}
		if high > 1 {
			lines = append(lines, line)
		}
	}
	return lines
}

// bare tells whether the line gives away what it hides.
func bare(counts [][]int, hidden [][]bool, line [][2]int, least int) bool {
	n, sum := 0, 0
	for _, at := range line {
		if hidden[at[0]][at[1]] {
			n++
			sum += counts[at[0]][at[1]]
		}
	}
	return n > 0 && (n < 2 || sum < least)
}

// hideMore hides one more cell of a line that gives away what it hides.
func hideMore(counts [][]int, hidden [][]bool, line [][2]int, least int) bool {
	if !bare(counts, hidden, line, least) {
		return false
	}
	rest := slices.DeleteFunc(slices.Clone(line), func(at [2]int) bool {
		return hidden[at[0]][at[1]] || counts[at[0]][at[1]] == 0
	})
	if len(rest) == 0 {
		return false
	}
	at := slices.MinFunc(rest, func(a, b [2]int) int { return counts[a[0]][a[1]] - counts[b[0]][b[1]] })
	hidden[at[0]][at[1]] = true
	return true
}
