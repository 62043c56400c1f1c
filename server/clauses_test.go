package server_test

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/server/servertest"
)

// What is recorded of a customer is reached from the customer (D0-03).
func TestD0_03_FromTheCustomer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		requirement, talk, person := st.ID(t, "requirement.received"), st.ID(t, "interaction.recorded"), st.ID(t, "contact")
		got := s.Do(t, s.Token(t, "management"), `query($id: ID!) { node(id: $id) { ... on Customer {
			requirements(first: 10) { edges { node { id } } } interactions(first: 10) { edges { node { id } } } contacts(first: 10) { edges { node { id } } }
		} } }`, vars{"id": st.ID(t, "customer")})
		type list struct {
			Edges []struct{ Node struct{ ID string } }
		}
		var found struct {
			Node struct{ Requirements, Interactions, Contacts list }
		}
		got.Into(t, &found)
		for _, c := range []struct {
			of   list
			want string
		}{
			{found.Node.Requirements, string(requirement)}, {found.Node.Interactions, string(talk)}, {found.Node.Contacts, string(person)},
		} {
			if !slices.ContainsFunc(c.of.Edges, func(e struct{ Node struct{ ID string } }) bool { return e.Node.ID == c.want }) {
				t.Errorf("%s is not reached: %s", c.want, got.Data)
			}
		}
	})
}

// A requirement goes through all its stages by the API, and each of them is told (D0-68).
func TestD0_68_EachStage(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		for end, want := range map[string][]string{
			"closed":   {"DRAFT", "RECEIVED", "ANALYZING", "PLANNED", "PROCESSING", "FEEDBACK", "CLOSED"},
			"rejected": {"DRAFT", "RECEIVED", "REJECTED"},
			"merged":   {"DRAFT", "RECEIVED", "MERGED"},
		} {
			var told struct {
				Events struct {
					Edges []struct{ Node struct{ To string } }
				}
			}
			s.Do(t, s.Token(t, "management"), `query($id: ID!) { events(first: 100, filter: {subjectType: REQUIREMENT, subjectId: $id}) { edges { node { to } } } }`,
				vars{"id": st.ID(t, "requirement."+end)}).Into(t, &told)
			var stages []string
			for _, e := range told.Events.Edges {
				if e.Node.To != "" {
					stages = append(stages, e.Node.To)
				}
			}
			if !slices.Equal(stages, want) {
				t.Errorf("%s: the stages are %v", end, stages)
			}
		}
	})
}
