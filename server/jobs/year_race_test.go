//go:build race

package jobs

import "heed/app/apptest"

// With the race detector all takes ten times as long, and SQLite, which is Go code, most
// of all: the same year is lived by a small company, where the database is another
// process. `make year` lives it at full size, on both.
var yearIn = map[string]yearWorld{"postgres": {apptest.NewPostgresWorld, 30, 25}}
