// Package progress is how work gets on: entries about requirements and actions, what
// customers were told of them, who is asked to coordinate, and the weekly checks (D0-53,
// D0-57, D0-58, D0-62). Entries are only ever added.
package progress
