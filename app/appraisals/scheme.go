package appraisals

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/appraisalscheme"
	"heed/ent/database"
	"heed/rules/appraise"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
)

// ofCompany is what scopes look at in a scheme: it is of no department and of nobody, so
// that only what reaches the whole company reaches it.
var ofCompany = authz.Record{}

func audience(s *ent.AppraisalScheme) tenants.Audience {
	return tenants.Audience{Posts: s.Posts, DepartmentIDs: s.DepartmentIds}
}

func lockScheme(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.AppraisalScheme, error) {
	q := tx.AppraisalScheme.Query().Where(appraisalscheme.ID(id))
	q.Modify(database.Lock)
	s, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("appraisals: locking a scheme: %w", err)
	}
	return s, nil
}

func schemeAction(act flow.AppraisalSchemeAct) authz.Action {
	switch act {
	case flow.SchemeActUpdate:
		return authz.AppraisalUpdate
	case flow.SchemeActDraw:
		return authz.AppraisalCreate
	default:
		return authz.AppraisalTransition
	}
}

// takeScheme holds a scheme for an act. Errors, in this order: FORBIDDEN by role,
// FAILED_PRECONDITION of a suspended company, NOT_FOUND, FORBIDDEN without reach of the
// whole company, CONFLICT version.conflict, FAILED_PRECONDITION transition.illegal.
func takeScheme(ctx context.Context, tx *ent.Tx, act flow.AppraisalSchemeAct, id typeid.ID, version int) (*ent.AppraisalScheme, flow.AppraisalSchemeState, error) {
	if err := authz.Begin(ctx, schemeAction(act), authz.AppraisalRead); err != nil {
		return nil, "", err
	}
	s, err := lockScheme(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.Permit(ctx, schemeAction(act), ofCompany); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, s.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.AppraisalScheme.Next(s.State, act)
	return s, next, err
}

// AvailableScheme lists what the viewer may do with the scheme now. It asks no database.
func AvailableScheme(ctx context.Context, s *ent.AppraisalScheme) []flow.AppraisalSchemeAct {
	acts := []flow.AppraisalSchemeAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.AppraisalScheme.Allowed(s.State) {
		if authz.Require(ctx, schemeAction(act)) != nil {
			continue
		}
		// Heads draw up the appraisals of their own departments by it.
		if act == flow.SchemeActDraw || authz.Permit(ctx, schemeAction(act), ofCompany) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

func schemeEvent(s *ent.AppraisalScheme, typ string, from flow.AppraisalSchemeState) journal.Event {
	e := journal.Event{
		Type: "appraisal_scheme." + typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectAppraisalScheme, ID: s.ID},
		Clauses: []string{"D0-78", "D0-79"}, Detail: map[string]any{"period": s.Period},
	}
	if from != s.State {
		e.From, e.To = string(from), string(s.State)
	}
	return e
}

// SchemeFields are what a scheme says; nil stays.
type SchemeFields struct {
	Title         *string
	Period        *flow.Period
	Metrics       []appraise.Weight
	Posts         []string
	DepartmentIDs []typeid.ID
}

// on is the scheme after the changes; what is wrong is refused.
func (in *SchemeFields) on(ctx context.Context, tx *ent.Tx, was ent.AppraisalScheme) (is ent.AppraisalScheme, err error) {
	c := tenants.Checking(ctx)
	is = was
	is.Title = c.Line("title", optional.Or(in.Title, was.Title), 1, maxTitle)
	if is.Period = optional.Or(in.Period, was.Period); !slices.Contains(periods, is.Period) {
		c.Fail(fault.Input("period", "input.unknown_key").With("value", text.Clip(string(is.Period))))
	}
	if in.Metrics != nil || was.Metrics == nil {
		metrics, err := appraise.Check(in.Metrics)
		if err != nil {
			c.Fail(err)
		}
		is.Metrics = metrics
	}
	if c.Err != nil {
		return is, c.Err
	}
	whom, err := tenants.AudienceInput{Posts: in.Posts, DepartmentIDs: in.DepartmentIDs}.On(ctx, tx.Client(), audience(&was))
	is.Posts, is.DepartmentIds = whom.Posts, whom.DepartmentIDs
	return is, err
}

// CreateScheme begins a scheme, by who reaches the whole company: by which metrics people
// are looked at, what each weighs, and whom it is for (D0-79). Errors: those of
// appraise.Check, input.unknown_key on period, NOT_FOUND on departmentIds, FORBIDDEN.
// Records appraisal_scheme.draft.
func CreateScheme(ctx context.Context, tx *ent.Tx, in SchemeFields) (*ent.AppraisalScheme, error) {
	if err := authz.Begin(ctx, authz.AppraisalCreate, authz.AppraisalRead); err != nil {
		return nil, err
	}
	if err := authz.Permit(ctx, authz.AppraisalCreate, ofCompany); err != nil {
		return nil, err
	}
	is, err := in.on(ctx, tx, ent.AppraisalScheme{Posts: []string{}, DepartmentIds: []typeid.ID{}})
	if err != nil {
		return nil, err
	}
	s, err := tx.AppraisalScheme.Create().SetTitle(is.Title).SetPeriod(is.Period).SetMetrics(is.Metrics).SetPosts(is.Posts).
		SetDepartmentIds(is.DepartmentIds).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("appraisals: writing a scheme: %w", err)
	}
	journal.Record(ctx, schemeEvent(s, "draft", s.State))
	return s, nil
}

// SchemeUpdateInput is a scheme's changes; nil stays.
type SchemeUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	SchemeFields
}

// UpdateScheme changes a draft; by what people were appraised is never changed. Errors:
// input.empty_update, and those of CreateScheme. Records appraisal_scheme.updated.
func UpdateScheme(ctx context.Context, tx *ent.Tx, in SchemeUpdateInput) (*ent.AppraisalScheme, error) {
	was, _, err := takeScheme(ctx, tx, flow.SchemeActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if reflect.DeepEqual(in.SchemeFields, SchemeFields{}) {
		return nil, fault.Input("", "input.empty_update")
	}
	is, err := in.on(ctx, tx, *was)
	if err != nil {
		return nil, err
	}
	s, err := was.Update().SetTitle(is.Title).SetPeriod(is.Period).SetMetrics(is.Metrics).SetPosts(is.Posts).SetDepartmentIds(is.DepartmentIds).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("appraisals: writing a scheme: %w", err)
	}
	journal.Record(ctx, schemeEvent(s, "updated", was.State))
	return s, nil
}

// ActivateScheme lets appraisals be drawn up by the scheme. Records appraisal_scheme.active.
func ActivateScheme(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.AppraisalScheme, error) {
	return moveScheme(ctx, tx, flow.SchemeActActivate, in)
}

// RetireScheme ends a scheme; what was drawn up by it goes on. Records
// appraisal_scheme.retired.
func RetireScheme(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.AppraisalScheme, error) {
	return moveScheme(ctx, tx, flow.SchemeActRetire, in)
}

func moveScheme(ctx context.Context, tx *ent.Tx, act flow.AppraisalSchemeAct, in tenants.Versioned) (*ent.AppraisalScheme, error) {
	was, next, err := takeScheme(ctx, tx, act, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change := was.Update().SetState(next)
	if next == flow.SchemeRetired {
		change.SetEndedAt(tenants.Checking(ctx).Now)
	}
	s, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("appraisals: writing a scheme: %w", err)
	}
	journal.Record(ctx, schemeEvent(s, strings.ToLower(string(next)), was.State))
	return s, nil
}
