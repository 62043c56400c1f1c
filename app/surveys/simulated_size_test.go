//go:build !race

package surveys

// simulatedSize is how many customers a simulated campaign asks; HEED_CAMPAIGN names another
// number. `make campaign` asks a hundred thousand.
const simulatedSize = 1_000
