package database

import (
	"fmt"
	"strconv"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"

	"heed/ent/approval"
	"heed/rules/typeid"
)

// Awaiting picks the approvals whose present step asks the member, by name or by
// one of the roles, and in which they have not voted. Steps are JSON: the state
// of an approval has the index, this looks at the few that are pending.
func Awaiting(member typeid.ID, roles []string, steps int) func(*sql.Selector) {
	return func(s *sql.Selector) {
		either := make([]*sql.Predicate, steps)
		for i := range either {
			at := "[" + strconv.Itoa(i) + "]"
			asked := []*sql.Predicate{sqljson.ValueContains(s.C(approval.FieldSteps), member, sqljson.Path(at, "memberIds"))}
			for _, role := range roles {
				asked = append(asked, sqljson.ValueEQ(s.C(approval.FieldSteps), role, sqljson.Path(at, "roleKey")))
			}
			either[i] = sql.And(sql.EQ(s.C(approval.FieldStep), i), sql.Or(asked...), sql.Not(votedIn(s, i, member)))
		}
		s.Where(sql.Or(either...))
	}
}

// Asks is: some step of the approval asks the member, by name or by one of the roles.
// It looks into the steps of those approvals of the company that nothing else reaches.
func Asks(s *sql.Selector, member typeid.ID, roles []string) *sql.Predicate {
	steps := s.C(approval.FieldSteps)
	return sql.P(func(b *sql.Builder) {
		if s.Dialect() == dialect.Postgres {
			b.WriteString("(").Ident(steps).WriteString(" @> ").Arg(fmt.Sprintf(`[{"memberIds": [%q]}]`, member)).WriteString("::jsonb")
			for _, role := range roles {
				b.WriteString(" OR ").Ident(steps).WriteString(" @> ").Arg(fmt.Sprintf(`[{"roleKey": %q}]`, role)).WriteString("::jsonb")
			}
			b.WriteString(")")
			return
		}
		b.WriteString("EXISTS (SELECT 1 FROM json_each(").Ident(steps).WriteString(") AS step WHERE EXISTS (SELECT 1 FROM json_each(step.value, '$.memberIds') AS named WHERE named.value = ").
			Arg(string(member)).WriteString(")")
		for _, role := range roles {
			b.WriteString(" OR json_extract(step.value, '$.roleKey') = ").Arg(role)
		}
		b.WriteString(")")
	})
}

// votedIn is: the member has voted in the step, from 0.
func votedIn(s *sql.Selector, step int, member typeid.ID) *sql.Predicate {
	return sql.P(func(b *sql.Builder) {
		if s.Dialect() == dialect.Postgres {
			b.Ident(s.C(approval.FieldVotes)).WriteString(" @> ").Arg(fmt.Sprintf(`[{"step": %d, "memberId": %q}]`, step, member)).WriteString("::jsonb")
			return
		}
		b.WriteString("EXISTS (SELECT 1 FROM json_each(").Ident(s.C(approval.FieldVotes)).
			WriteString(") WHERE json_extract(value, '$.step') = ").Arg(step).
			WriteString(" AND json_extract(value, '$.memberId') = ").Arg(string(member)).WriteString(")")
	})
}
