//go:build !race

package jobs

// How large the company is on each database. On PostgreSQL, where each of its tens of
// thousands of changes waits for the disk, the same year is lived by a smaller one.
var (
	yearOnSQLite   = yearSize{customers: 300, needs: 220}
	yearOnPostgres = yearSize{customers: 60, needs: 60}
)
