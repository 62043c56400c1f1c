package survey

// LeastCell is how many people a cell of a cross-table must hold to be shown:
// behind fewer, one could be known (D3-22).
const LeastCell = 5

// Cell is a number of a cross-table, or that it is not shown.
type Cell struct {
	Count  int
	Hidden bool
}

// Cross makes a cross-table of counts fit to be shown, with the totals of its rows
// as a last column, those of its columns as a last row. Cells of 1 to least-1
// people are hidden, and as many others as it takes that no hidden one can be
// reckoned from its row, its column and their totals: a line hides none, or two
// and more. Nobody stands behind a zero: it is shown.
func Cross(counts [][]int, least int) [][]Cell {
	table := total(counts)
	for _, row := range table {
		for j := range row {
			row[j].Hidden = row[j].Count > 0 && row[j].Count < least
		}
	}
	for again := true; again; {
		again = false
		for _, line := range lines(table) {
			again = protect(line) || again
		}
	}
	for _, row := range table {
		for j := range row {
			if row[j].Hidden {
				row[j].Count = 0
			}
		}
	}
	return table
}

// total adds the sums of rows and columns.
func total(counts [][]int) [][]Cell {
	width := 0
	for _, row := range counts {
		width = max(width, len(row))
	}
	table := make([][]Cell, len(counts)+1)
	for i := range table {
		table[i] = make([]Cell, width+1)
	}
	for i, row := range counts {
		for j, n := range row {
			table[i][j].Count = n
			table[i][width].Count += n
			table[len(counts)][j].Count += n
			table[len(counts)][width].Count += n
		}
	}
	return table
}

// lines are the rows and the columns.
func lines(table [][]Cell) [][]*Cell {
	var all [][]*Cell
	columns := make([][]*Cell, len(table[0]))
	for i := range table {
		var row []*Cell
		for j := range table[i] {
			row = append(row, &table[i][j])
			columns[j] = append(columns[j], &table[i][j])
		}
		all = append(all, row)
	}
	return append(all, columns...)
}

// protect hides the smallest other cell of a line in which one alone is hidden.
func protect(line []*Cell) bool {
	hidden, least := 0, -1
	for i, c := range line {
		switch {
		case c.Hidden:
			hidden++
		case c.Count > 0 && (least < 0 || c.Count < line[least].Count):
			least = i
		}
	}
	if hidden != 1 || least < 0 {
		return false
	}
	line[least].Hidden = true
	return true
}
