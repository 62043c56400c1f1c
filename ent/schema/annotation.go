package schema

import "entgo.io/ent/schema"

// Record says what kind of table an entity has. Templates, migrations and the
// catalogue tests read it.
type Record struct {
	// Prefix begins the ids of the entity: "req" in "req_06aw…".
	Prefix string
	// Global tables have no tenant_id and no row-level security.
	Global bool
	// Personal fields hold sealed personal data (a closed list: docs/security.md).
	// One that is looked up has its hash in a column of the same name with _hash
	// behind it; the last word of its name (phone, email, wechat) says how values
	// are normalised for that.
	Personal []string
	// Private fields say more of the person in clear. They are erased with the
	// others: NULL, false, or for a text that must be there the mark of an erased one.
	Private []string
}

// Name implements schema.Annotation.
func (Record) Name() string { return "Heed" }

var _ schema.Annotation = Record{}

// api says how an entity, a field or an edge shows in the API. entgql's
// templates read it by its name and the names of its fields; entgql's own type
// would bring ent's generator into the binary.
type api struct {
	OrderField      string   `json:"OrderField,omitempty"` // value of the order's enum
	Mapping         []string `json:"Mapping,omitempty"`    // fields of the API that need this one
	Unbind          bool     `json:"Unbind,omitempty"`     // the field of the same name does not
	Skip            int      `json:"Skip,omitempty"`
	RelayConnection bool     `json:"RelayConnection,omitempty"`
}

// skipAll is the sum of entgql's six flags: shown nowhere.
const skipAll = 1<<6 - 1

// Name implements schema.Annotation.
func (api) Name() string { return "EntGQL" }

// Merge implements schema.Merger: what the other says is added.
func (a api) Merge(other schema.Annotation) schema.Annotation {
	b, ok := other.(api)
	if !ok {
		return a
	}
	if b.OrderField != "" {
		a.OrderField = b.OrderField
	}
	if len(b.Mapping) > 0 {
		a.Mapping = b.Mapping
	}
	a.Unbind = a.Unbind || b.Unbind
	a.Skip |= b.Skip
	a.RelayConnection = a.RelayConnection || b.RelayConnection
	return a
}

var _ schema.Merger = api{}

// orderField lets lists be ordered by the field, under the name.
func orderField(name string) schema.Annotation { return api{OrderField: name} }

// mapsTo has the field or edge read for other fields of the API than its namesake.
func mapsTo(names ...string) schema.Annotation { return api{Mapping: names, Unbind: true} }

// internal keeps an entity, a field or an edge out of the API.
func internal() schema.Annotation { return api{Skip: skipAll} }

// connection makes an entity pageable, and its edges connections.
func connection() schema.Annotation { return api{RelayConnection: true} }
