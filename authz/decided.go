package authz

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"heed/rules/viewer"
)

// maxDecided bounds what is kept of all companies; most have the roles that every company begins with.
const maxDecided = 4096

// decided are the answers for sets of roles. What a role is called, and whose it is, changes nothing in them:
// companies whose roles say the same share one.
var decided = newDecisions(maxDecided)

// roleSet is the answer for one set of roles.
type roleSet struct {
	grants viewer.Grants
	masked map[string]bool // fields that are not shown, nil for none
	id     string
}

// decisions keeps the answers used last. Safe for concurrent use.
type decisions struct {
	mu   sync.Mutex
	kept *simplelru.LRU[string, roleSet]
}

func newDecisions(size int) *decisions {
	kept, err := simplelru.NewLRU[string, roleSet](size, nil)
	if err != nil {
		panic(err) // the size is ours
	}
	return &decisions{kept: kept}
}

// of is the answer, worked out on first use; by more than one when they come together.
func (d *decisions) of(key string, decide func() (roleSet, error)) (roleSet, error) {
	d.mu.Lock()
	set, ok := d.kept.Get(key)
	d.mu.Unlock()
	if ok {
		return set, nil
	}
	set, err := decide()
	if err != nil {
		return roleSet{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.kept.Add(key, set)
	return set, nil
}

// print is what the answer for the roles depends on: what each of them says.
func (c *Company) print(roles []string) string {
	prints := make([]string, len(roles))
	for i, role := range roles {
		prints[i] = c.prints[role]
	}
	return hash(prints)
}

// line is what the grant says, whoever's it is. What may be any word is quoted: none makes it read like another.
func (g Grant) line() string {
	return string(g.Resource) + " " + string(g.Verb) + " " + string(g.Effect) + " " + strconv.Quote(string(g.Scope)) + strconv.Quote(string(g.Mask))
}

// setID is a stable hash of effective grants and masks.
func setID(grants viewer.Grants, masked map[string]bool) string {
	lines := make([]string, 0, len(grants)+len(masked))
	for field := range masked {
		lines = append(lines, field)
	}
	for action, scope := range grants {
		lines = append(lines, action+"="+string(scope))
	}
	return hash(lines)
}

// hash is of the lines in any order.
func hash(lines []string) string {
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
