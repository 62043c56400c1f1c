//go:build race

package jobs

// With the race detector all takes ten times as long: the same year is lived by small
// companies. `make year` lives it at full size.
var (
	yearOnSQLite   = yearSize{customers: 30, needs: 25}
	yearOnPostgres = yearSize{customers: 30, needs: 25}
)
