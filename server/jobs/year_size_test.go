//go:build !race

package jobs

import "heed/app/apptest"

// yearIn is where the year is lived. On PostgreSQL, where each of its tens of thousands
// of changes waits for the disk, it is lived by a smaller company.
var yearIn = map[string]yearWorld{
	"sqlite":   {apptest.NewWorld, 300, 220},
	"postgres": {apptest.NewPostgresWorld, 60, 60},
}
