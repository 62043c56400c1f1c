package schema

import "entgo.io/ent/schema"

// Record says what kind of table an entity has. Templates, migrations and the
// catalogue tests read it.
type Record struct {
	// Prefix begins the ids of the entity: "req" in "req_06aw…".
	Prefix string
	// Global tables have no tenant_id and no row-level security.
	Global bool
	// Personal fields hold sealed personal data (DESIGN: closed list).
	Personal []string
}

// Name implements schema.Annotation.
func (Record) Name() string { return "Heed" }

var _ schema.Annotation = Record{}
