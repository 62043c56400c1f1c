package server_test

import (
	"fmt"
	"testing"

	"heed/app/apptest"
	"heed/server/servertest"
)

// Work costs a known number of statements, however many records a page shows.
func TestStatements(t *testing.T) {
	const (
		counted = `query($first: Int) { requirements(first: $first, orderBy: {field: DUE_AT, direction: ASC}) { totalCount edges { node { id number title state urgency dueAt customer { id name tier { key } } leadDepartment { name } assignee { displayName } availableActions } } pageInfo { hasNextPage endCursor } } }`
		bare    = `query($first: Int) { requirements(first: $first) { edges { node { id number } } pageInfo { hasNextPage } } }`
		deep    = `query($first: Int) { requirements(first: $first) { edges { node { id clocks { state segments { from } } links { other { id } } assistingDepartments { name } } } } }`
		members = `query($first: Int) { members(first: $first) { edges { node { displayName department { name } roles { key grants { scope } } } } } }`
		journal = `query($first: Int) { events(first: $first) { edges { node { cursor actor { displayName } subject { id } } } } }`
		asked   = `query($first: Int) { approvals(first: $first, filter: {awaitingMe: true}) { totalCount edges { node { state requester { displayName } steps { votes { comment } } availableActions } } } }`
		tasks   = `query($first: Int) { tasks(first: $first) { totalCount edges { node { title dueAt overdue availableActions subject { id } customer { name } assignee { displayName } department { name } } } } }`
		talks   = `query($first: Int) { interactions(first: $first) { totalCount edges { node { title occurredAt entryDelayMinutes availableActions customer { name } contact { id } member { displayName } department { name } } } } }`
		filed   = `query($first: Int) { requirements(first: $first) { edges { node { id attachments { id name } } } } }`
		told    = `query($first: Int) { requirements(first: $first) { edges { node { id customersToTell { id name } } } } }`
		drawn   = `query($first: Int) { interactions(first: $first) { edges { node { id requirements(first: 2) { totalCount edges { node { id title } } pageInfo { hasNextPage } } } } } }`
		orders  = `query($first: Int) { purchases(first: $first) { totalCount edges { node { orderNo isRepeat late amount exceptions { type } availableActions customer { name } member { displayName } department { name } } } } }`
		notices = `query($first: Int) { notifications(first: $first, filter: {unread: true}) { edges { node { title body subject { id } } } } }`
		nodes   = `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`
	)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, st := s.Token(t, "management"), s.Stage(w.A, "management")
		var ids []any
		for i := range 12 {
			one := s.Stage(w.A, "management")
			ids = append(ids, one.ID(t, "requirement.received"), one.ID(t, "customer"))
			one.ID(t, "notification")
			one.ID(t, "interaction.recorded")
			one.ID(t, "purchase.planned")
			if i == 0 {
				one.ID(t, "link")
			}
			if i < 3 {
				one.ID(t, "approval.asked")
			}
		}
		id := st.ID(t, "requirement.received")
		s.Do(t, token, me, nil).Get(t, "viewer.member.id") // what is kept of the session and the company
		for _, c := range []struct {
			name, document string
			variables      []vars
			most           string
		}{
			{"point read", requirement, []vars{{"id": id}}, "1"},
			{"ledger", counted, []vars{{"first": 1}, {"first": 50}}, "2"},
			{"ledger of the contract", ledger, []vars{{"first": 1}, {"first": 50}}, "2"},
			{"page without a count", bare, []vars{{"first": 1}, {"first": 50}}, "1"},
			{"customers with their requirements", customersQuery, []vars{{"first": 1}, {"first": 20}}, "3"},
			{"requirements with all about them", deep, []vars{{"first": 2}, {"first": 50}}, "4"},
			{"members", members, []vars{{"first": 1}, {"first": 50}}, "2"},
			{"journal", journal, []vars{{"first": 1}, {"first": 100}}, "3"},
			{"approvals", asked, []vars{{"first": 1}, {"first": 50}}, "2"},
			{"tasks", tasks, []vars{{"first": 1}, {"first": 50}}, "2"},
			{"interactions", talks, []vars{{"first": 1}, {"first": 50}}, "2"},
			{"requirements with their files", filed, []vars{{"first": 2}, {"first": 50}}, "2"},
			{"requirements with whom to tell", told, []vars{{"first": 2}, {"first": 50}}, "3"},
			{"interactions with what was drawn from them", drawn, []vars{{"first": 2}, {"first": 12}}, "3"},
			{"purchases, with which of them are repeated", orders, []vars{{"first": 1}, {"first": 50}}, "3"},
			{"notices", notices, []vars{{"first": 1}, {"first": 50}}, "1"},
			{"nodes", nodes, []vars{{"ids": ids[:2]}, {"ids": ids}}, "2"},
			{"dashboard", dashboard, []vars{{}}, "1"},
			{"nobody", login[:0] + `{ __typename }`, []vars{{}}, "0"},
		} {
			for _, variables := range c.variables {
				a := s.Do(t, token, c.document, variables)
				if a.Statements(t) != c.most { // what is kept of the company may just have been forgotten
					a = s.Do(t, token, c.document, variables)
				}
				if n := a.Statements(t); n != c.most || a.Code() != "" {
					t.Errorf("%s with %v: %s statements, want %s: %.200s", c.name, fmt.Sprint(variables)[:min(60, len(fmt.Sprint(variables)))], n, c.most, a.Body)
				}
			}
		}
	})
}
