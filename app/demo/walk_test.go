package demo_test

import (
	"context"
	"reflect"
	"testing"

	"heed/ent"
)

// How much there is to look at: of every entity, and in every state of a lifecycle.
const (
	fewestRows    = 5
	fewestInState = 2
)

// rare is what there is less of than of anything else, and why: entities by their
// name, and values of their fields behind it.
var rare = map[string]string{
	// There is one company, at work.
	"Tenant": oneCompany, "Tenant.ONBOARDING": oneCompany, "Tenant.ACTIVE": oneCompany, "Tenant.SUSPENDED": oneCompany, "Tenant.CLOSED": oneCompany,
	"CompanyHead": oneCompany, "CompanySlug": oneCompany, "WorkingCalendar": oneCompany,

	// What comes of signing in and of asking again.
	"Session": bySigningIn, "SigningKey": bySigningIn, "IdempotencyRecord": bySigningIn,
	"Token.INVITATION": byLetters, "Token.EMAIL_VERIFICATION": byLetters, "Token.PASSWORD_RESET": byLetters,
	"Token.RATING": byLetters, "Token.EXPORT": byLetters,

	// What cannot be kept, or not twice.
	"RequirementForm.DRAFT": "a form has one draft at a time", "RequirementForm.EFFECTIVE": "one version is in force",
	"LedgerExport.RUNNING": "an export runs while it is fetched", "NumberSeries": byTheYear,
	"InspectionSchedule.CONTENT_CHECK": "content is checked when it is to be published",
	"Indicator.left aside":             "what the documents ask for is measured",

	// What later parts bring.
	"SlaClock.PROGRESS_SILENCE": "silence is counted from what the customer was told, by no clock",
	"Approval.MAJOR_POLICY":     later, "Approval.EVALUATION": later,
	"Approval.SCREENING_MODEL": later, "Approval.MERGE": "who may merge asks nobody",
}

// The reasons that hold for more than one.
const (
	oneCompany  = "the demo is one company, at work"
	bySigningIn = "made when somebody signs in or asks again"
	byLetters   = "made with the letter that carries the link"
	later       = "brought by a later part"
	byTheYear   = "one of each kind of number a year, fewer where the demo's year is of one"
)

// walkEntities looks at every entity of the company: whether there are enough rows,
// in each state, of each kind, and both in use and left aside.
func walkEntities(t *testing.T, client *ent.Client, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	used := map[string]bool{}
	few := func(what string, n, fewest int) {
		if n >= fewest {
			return
		}
		if used[what] = true; rare[what] == "" {
			t.Errorf("%s: %d, fewer than %d", what, n, fewest)
		}
	}
	for name, rows := range entities(t, client, ctx) {
		few(name, rows.Len(), fewestRows)
		row := rows.Type().Elem().Elem()
		for _, field := range []string{"State", "Kind", "Type", "Active"} {
			if f, has := row.FieldByName(field); has {
				fewest := 1
				if field == "State" || field == "Active" {
					fewest = fewestInState
				}
				counts := countBy(rows, field)
				for _, value := range valuesOf(f.Type) {
					few(name+"."+value, counts[value], fewest)
				}
			}
		}
	}
	for what, why := range rare {
		if !used[what] && why != byTheYear {
			t.Errorf("%s is not rare", what)
		}
	}
}

// entities are the rows of each entity that the client knows, by its name.
func entities(t *testing.T, client *ent.Client, ctx context.Context) map[string]reflect.Value { //nolint:revive // as above
	t.Helper()
	all := map[string]reflect.Value{}
	whole := reflect.ValueOf(client).Elem()
	for i := range whole.NumField() {
		part := whole.Field(i)
		if part.Kind() != reflect.Pointer || !part.CanInterface() || !part.MethodByName("Query").IsValid() {
			continue
		}
		query := part.MethodByName("Query").Call(nil)[0]
		out := query.MethodByName("All").Call([]reflect.Value{reflect.ValueOf(ctx)})
		name := whole.Type().Field(i).Name
		if err, failed := out[1].Interface().(error); failed {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all[name] = out[0]
	}
	return all
}

// countBy counts the rows by what stands in the field.
func countBy(rows reflect.Value, field string) map[string]int {
	counts := map[string]int{}
	for i := range rows.Len() {
		value := rows.Index(i).Elem().FieldByName(field)
		if value.Kind() == reflect.Bool {
			counts[map[bool]string{true: "in use", false: "left aside"}[value.Bool()]]++
			continue
		}
		counts[value.String()]++
	}
	return counts
}

// valuesOf are what may stand in a field of the type; none for a free text.
func valuesOf(of reflect.Type) []string {
	if of.Kind() == reflect.Bool {
		return []string{"in use", "left aside"}
	}
	if enum, is := reflect.Zero(of).Interface().(interface{ Values() []string }); is {
		return enum.Values()
	}
	return nil
}
