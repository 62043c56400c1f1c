package touchpoints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/identificationdepartment"
	"heed/ent/identificationround"
	"heed/ent/member"
	"heed/ent/touchpointscore"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RoundRecord is what scopes look at in a round: the department that leads it, those
// that are asked, and who opened it.
func RoundRecord(r *ent.IdentificationRound, asked []typeid.ID) authz.Record {
	return authz.Record{Departments: present(append([]typeid.ID{r.DepartmentID}, asked...)...), Members: present(r.CreatedBy)}
}

// roundActionOf is the permission that an act takes.
func roundActionOf(act flow.RoundAct) authz.Action {
	if act == flow.RoundActScore {
		return authz.TouchpointUpdate
	}
	return authz.TouchpointTransition
}

// takeRound is take of a round. For whom a score is, is asked there.
func takeRound(ctx context.Context, tx *ent.Tx, act flow.RoundAct, id typeid.ID, version int) (*ent.IdentificationRound, flow.RoundState, error) {
	if err := begin(ctx, roundActionOf(act)); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.TouchpointRead); err != nil {
		return nil, "", err
	}
	q := tx.IdentificationRound.Query().Where(identificationround.ID(id))
	q.Modify(database.Lock)
	r, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("touchpoints: locking the round: %w", err)
	}
	if act != flow.RoundActScore {
		if err := permit(ctx, roundActionOf(act), RoundRecord(r, nil)); err != nil {
			return nil, "", err
		}
	}
	if err := tenants.Version(version, r.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Round.Next(r.State, act)
	return r, next, err
}

func saveRound(ctx context.Context, change *ent.IdentificationRoundUpdateOne) (*ent.IdentificationRound, error) {
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("touchpoints: writing the round: %w", err)
	}
	return r, nil
}

// tellRound records what happened to a round; without a state before it has just been
// opened, or kept its state.
func tellRound(ctx context.Context, r *ent.IdentificationRound, typ string, from flow.RoundState, asked []typeid.ID, clauses []string, detail map[string]any) {
	record := RoundRecord(r, asked)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectIdentification, ID: r.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses, Detail: detail,
	}
	if from != r.State {
		e.From, e.To = string(from), string(r.State)
	}
	journal.Record(ctx, e)
}

// askedIn are the departments that are asked to score, in the order of their ids.
func askedIn(ctx context.Context, tx *ent.Tx, round typeid.ID) ([]*ent.IdentificationDepartment, []typeid.ID, error) {
	all, err := tx.IdentificationDepartment.Query().Where(identificationdepartment.RoundID(round)).
		Order(identificationdepartment.ByDepartmentID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, nil, fmt.Errorf("touchpoints: reading who is asked: %w", err)
	}
	ids := make([]typeid.ID, len(all))
	for i, d := range all {
		ids[i] = d.DepartmentID
	}
	return all, ids, nil
}

// scoresIn are the scores of a round.
func scoresIn(ctx context.Context, tx *ent.Tx, round typeid.ID) ([]*ent.TouchpointScore, error) {
	all, err := tx.TouchpointScore.Query().Where(touchpointscore.RoundID(round)).Order(touchpointscore.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("touchpoints: reading scores: %w", err)
	}
	return all, nil
}

// roundKey is what opens the task of a department to score.
func roundKey(round, department typeid.ID) string {
	return "identification " + string(round) + " " + string(department)
}

// headsOf are the heads of the departments, of several the first.
func headsOf(ctx context.Context, tx *ent.Tx, departments []typeid.ID) (map[typeid.ID]typeid.ID, error) {
	all, err := tx.Member.Query().Where(member.DepartmentIDIn(departments...), member.IsDepartmentHead(true), member.StateEQ(flow.MemberActive)).
		Order(member.ByID()).Select(member.FieldID, member.FieldDepartmentID).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("touchpoints: reading heads: %w", err)
	}
	heads := map[typeid.ID]typeid.ID{}
	for _, m := range all {
		if heads[m.DepartmentID] == "" {
			heads[m.DepartmentID] = m.ID
		}
	}
	return heads, nil
}

// AvailableRound lists what the viewer may do with the round now. It asks no database:
// SCORE is for departments that are asked.
func AvailableRound(ctx context.Context, r *ent.IdentificationRound) []flow.RoundAct {
	acts := []flow.RoundAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Round.Allowed(r.State) {
		if authz.Require(ctx, roundActionOf(act)) != nil {
			continue
		}
		if act == flow.RoundActScore || permit(ctx, roundActionOf(act), RoundRecord(r, nil)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}
