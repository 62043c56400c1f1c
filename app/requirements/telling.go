package requirements

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"heed/app/clocks"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// tellingOf begins the keys of the tasks that ask for the customers of what was merged into
// a requirement to be told what becomes of it (D0-38).
func tellingOf(id typeid.ID) string { return "requirement.customer_tell " + string(id) + " " }

// occasion is what a requirement's own customer was told. For the same key everybody is asked
// for once.
type occasion struct {
	key  string
	ends bool        // a result or a rejection, after which what was told before need not be
	of   []typeid.ID // the customers who are to be told; all when nil
}

// The beginnings of the keys of what ends the work.
const (
	resultTold    = "result "
	rejectionTold = "rejection"
)

// resultOccasion is the result of a round of work; taken up again there is another.
func resultOccasion(r *ent.Requirement) occasion {
	return occasion{key: fmt.Sprintf(resultTold+"%d", r.ReopenCount), ends: true}
}

// responseOccasion is the first answer of a round of work; a higher urgency asks for one of
// another kind.
func responseOccasion(r *ent.Requirement) occasion {
	return occasion{key: fmt.Sprintf("response %d %s", r.ReopenCount, r.Response.Kind)}
}

// askTellingOthers asks for each customer whose requirement was merged into this one to be told
// what its own customer was told, by who can (tellers). It is due as soon as the silence towards a
// customer is told (D0-53). Whom somebody is still asked to tell is asked for once: what is told
// then is the newest. Only what ends the work is asked for anew, for a word about the progress from
// before ends the other. Of more customers than may be told the head of the department is asked
// to tell the rest. Records task.open of each, and task.cancelled.
func askTellingOthers(ctx context.Context, tx *ent.Tx, r *ent.Requirement, about occasion) error {
	merged, more, err := othersToTell(ctx, tx, r)
	if err != nil || len(merged) == 0 {
		return err
	}
	open, err := openTelling(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	if about.of != nil && more > 0 {
		more = about.beyond(r, merged)
	}
	var asked []typeid.ID
	for _, t := range open {
		if about.ends && !endsWork(r, t) && about.tells(t.CustomerID) {
			if err := retract(ctx, tx, t, "NEWER_TO_TELL"); err != nil {
				return err
			}
			continue
		}
		asked = append(asked, t.CustomerID)
	}
	merged = slices.DeleteFunc(merged, func(m other) bool { return slices.Contains(asked, m.customer) || !about.tells(m.customer) })
	if slices.Contains(asked, "") { // the rest
		more = 0
	}
	if len(merged) == 0 && more == 0 {
		return nil
	}
	who, err := tellersOf(ctx, tx, r, merged)
	if err != nil {
		return err
	}
	due := optional.Value(clocks.WorkingDaysAfter(ctx, viewer.Now(ctx), tenants.ConfigFrom(ctx).Tenant.Settings.SilenceAfter()))
	var all []tasks.OpenInput
	for i, m := range merged {
		if i == 0 || merged[i-1].customer != m.customer {
			all = append(all, about.asks(ctx, r, m.customer, who.tells(m.customer, merged), due))
		}
	}
	if more > 0 {
		rest := about.asks(ctx, r, "", who.tellsRest(), due)
		rest.Title = numbered(fmt.Sprintf(taskLabel(ctx, "TELL_MORE_CUSTOMERS"), more), r)
		all = append(all, rest)
	}
	return tasks.OpenAll(viewer.SystemOf(ctx), tx, all)
}

// tells tells whether the customer is one of those who are to be told.
func (o occasion) tells(customer typeid.ID) bool {
	return o.of == nil || slices.Contains(o.of, customer)
}

// beyond is how many of the occasion's customers are not among those who are told one by one.
func (o occasion) beyond(r *ent.Requirement, oneByOne []other) int {
	n := 0
	for _, c := range typeid.Unique(o.of) {
		if c != r.CustomerID && !slices.ContainsFunc(oneByOne, func(m other) bool { return m.customer == c }) {
			n++
		}
	}
	return n
}

// asks is the task of telling the customer.
func (o occasion) asks(ctx context.Context, r *ent.Requirement, customer typeid.ID, by whoTells, due time.Time) tasks.OpenInput {
	subject := flow.SubjectRequirement
	return tasks.OpenInput{
		Type: flow.TaskCoordination, Title: numbered(taskLabel(ctx, "TELL_CUSTOMER"), r), SubjectType: &subject, SubjectID: r.ID,
		CustomerID: customer, AssigneeID: by.member, DepartmentID: by.department, DueAt: due, Clauses: []string{"D0-38", "D0-53"},
		Key: tellingOf(r.ID) + o.key + " " + string(customer),
	}
}

// endsWork tells whether the task asks for a result or a rejection to be told.
func endsWork(r *ent.Requirement, t *ent.Task) bool {
	about := strings.TrimPrefix(*t.DedupeKey, tellingOf(r.ID))
	return strings.HasPrefix(about, resultTold) || strings.HasPrefix(about, rejectionTold)
}

func taskLabel(ctx context.Context, key string) string {
	return label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Task", key)
}

// numbered is the title with the requirement's number.
func numbered(title string, r *ent.Requirement) string {
	if r.Number == nil {
		return title
	}
	return title + " " + *r.Number
}

// lateOccasion is what the other's own customer had been told before something was merged into it,
// the result if there is one, else the first answer: the customers of what was merged, and of what
// that took in, are to be told it. Merged again after a merge was undone they are again.
func lateOccasion(ctx context.Context, tx *ent.Tx, into, r *ent.Requirement) (occasion, error) {
	about := responseOccasion
	if into.Result != nil {
		about = resultOccasion
	}
	late := about(into)
	customers, err := Customers(ctx, tx, r)
	late.key += " " + string(r.ID) + " " + r.Merge.At.Format(time.RFC3339Nano)
	late.of = customers
	return late, err
}
