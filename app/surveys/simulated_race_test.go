//go:build race

package surveys

// With the race detector all takes ten times as long.
const simulatedSize = 300
