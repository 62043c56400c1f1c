package authz

import (
	"slices"

	"heed/rules/viewer"
)

// Gap is what is missing for a permission.
type Gap string

// The gaps, "" for none.
const (
	NoGrant    Gap = "NO_GRANT"     // no role allows it
	Denied     Gap = "DENIED"       // a role denies it
	OutOfScope Gap = "OUT_OF_SCOPE" // allowed, but not on this record
	NotActive  Gap = "NOT_ACTIVE"   // the member is not at work
)

// Values lists the gaps.
func (Gap) Values() []string {
	return []string{string(NoGrant), string(Denied), string(OutOfScope), string(NotActive)}
}

// Explanation is why a member may do something, or may not.
type Explanation struct {
	Scope    viewer.Scope // how far the roles allow it
	Deciding []Grant      // the denials, or else the allowances that reach furthest
	Reached  viewer.Scope // by what the record is reached, None when it is not
	Gap      Gap          // "" when it is allowed
	Needed   viewer.Scope // the narrowest scope that reaches the record, for a gap
	Roles    []string     // keys of the company's roles that would close the gap, sorted
}

// Explain says why the viewer, who has roles of this company, may do the action
// on the record, or may not; nil asks about the roles only. The answer itself is
// the viewer's effective grants, which Casbin gave: this only looks for reasons.
func (c *Company) Explain(v *viewer.Viewer, a Action, record *Record) Explanation {
	e := Explanation{Scope: v.Scope(string(a))}
	if e.Deciding = c.of(v.Roles, a, Deny); len(e.Deciding) > 0 {
		e.Gap = Denied
	} else {
		e.Deciding = furthest(c.of(v.Roles, a, Allow), e.Scope)
	}
	if record != nil {
		e.Needed = nearest(v, *record)
	}
	switch {
	case e.Gap != "":
		return e // another role does not help against a denial
	case e.Scope == viewer.None:
		e.Gap = NoGrant
	case record == nil:
		return e
	case Covers(v, e.Scope, *record):
		e.Reached, e.Needed = e.Needed, viewer.None
		return e
	default:
		e.Gap = OutOfScope
	}
	for key := range c.grants {
		if c.closes(key, a, e.Needed) {
			e.Roles = append(e.Roles, key)
		}
	}
	slices.Sort(e.Roles)
	return e
}

// furthest are the grants that reach as far; where the viewer's reach was widened beyond
// what any of them says (Widened), those that were.
func furthest(grants []Grant, scope viewer.Scope) []Grant {
	is := func(s viewer.Scope) []Grant {
		return slices.DeleteFunc(slices.Clone(grants), func(g Grant) bool { return g.Scope != s })
	}
	if found := is(scope); len(found) > 0 || scope != viewer.All {
		return found
	}
	return is(viewer.Department)
}

// nearest is the narrowest scope by which the viewer reaches the record.
func nearest(v *viewer.Viewer, r Record) viewer.Scope {
	for _, s := range []viewer.Scope{viewer.Own, viewer.Department} {
		if Covers(v, s, r) {
			return s
		}
	}
	return viewer.All
}

// closes tells whether the role allows the action as far as needed.
func (c *Company) closes(role string, a Action, needed viewer.Scope) bool {
	one := []string{role}
	return len(c.of(one, a, Deny)) == 0 && slices.ContainsFunc(c.of(one, a, Allow), func(g Grant) bool {
		return g.Scope.Rank() >= needed.Rank()
	})
}

// of are the roles' grants of the action with the effect.
func (c *Company) of(roles []string, a Action, e Effect) []Grant {
	var found []Grant
	for _, role := range roles {
		for _, g := range c.grants[role] {
			if g.Action() == a && g.Effect == e {
				found = append(found, g)
			}
		}
	}
	return found
}
