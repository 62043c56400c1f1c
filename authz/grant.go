package authz

import (
	"heed/rules/flow"
	"heed/rules/viewer"
)

// Effect is whether a grant allows or denies.
type Effect string

// The effects: a denial beats every allowance.
const (
	Allow Effect = "ALLOW"
	Deny  Effect = "DENY"
)

// Values lists the effects.
func (Effect) Values() []string { return []string{string(Allow), string(Deny)} }

// Grant is one line of a role: it may (or may never) do the verb on the
// resource, as far as the scope reaches. A denial takes the action away
// wholly; its scope does not count. A grant to read may mask fields: an allowance
// does not show them, a denial hides them and nothing else (see Company.Masks).
type Grant struct {
	Role     string
	Resource Resource
	Verb     Verb
	Scope    viewer.Scope
	Effect   Effect
	Mask     flow.Mask
}

// hides tells whether the grant is a denial of fields only.
func (g Grant) hides() bool { return g.Effect == Deny && g.Mask != "" }

// Action is the action that the grant is about.
func (g Grant) Action() Action { return ActionOf(g.Resource, g.Verb) }
