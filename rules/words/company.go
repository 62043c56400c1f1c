package words

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// Company is the prefix of a company's grams (Prefixed): eight lower-case
// letters and digits, the same for ever. Two companies might share one; then
// their posting lists are read together, and the row's own company still decides.
func Company(tenant string) string {
	sum := sha256.Sum256([]byte("grams:" + tenant))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5]))
}
