package complaints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Available lists what the viewer may do with each of the complaints now: what its state
// allows and the viewer's part in it reaches, less what is plainly in vain. The groups and
// the clocks of all are read at once.
func Available(ctx context.Context, client *ent.Client, all []*ent.Complaint) (map[typeid.ID][]flow.ComplaintAct, error) {
	acts, ids, copies := make(map[typeid.ID][]flow.ComplaintAct, len(all)), []typeid.ID{}, make([]*ent.Complaint, len(all))
	for i, c := range all {
		one := *c             // other fields of the record are being resolved
		one.Edges.Group = nil // a document may have read it without its members
		copies[i], acts[c.ID] = &one, []flow.ComplaintAct{}
		if flow.Complaint.Reaches(c.State, flow.ComplaintFeedback) && !c.Historic {
			ids = append(ids, c.ID)
		}
	}
	if authz.Writable(ctx) != nil {
		return acts, nil
	}
	if err := journal.LoadGroups(ctx, client, copies...); err != nil {
		return nil, err
	}
	counting, err := resolutions(ctx, client, ids)
	if err != nil {
		return nil, err
	}
	for _, c := range copies {
		if c.Historic {
			continue
		}
		for _, act := range flow.Complaint.Allowed(c.State) {
			if permit(ctx, act, c) == nil && sensible(ctx, act, c, counting[c.ID]) {
				acts[c.ID] = append(acts[c.ID], act)
			}
		}
	}
	return acts, nil
}

// resolutions are the states of the open clocks of the complaints' resolution.
func resolutions(ctx context.Context, client *ent.Client, ids []typeid.ID) (map[typeid.ID]sla.ClockState, error) {
	if len(ids) == 0 || authz.Can(ctx, authz.ComplaintTransition) == viewer.None {
		return nil, nil
	}
	rows, err := client.SlaClock.Query().Where(slaclock.ComplaintIDIn(ids...), slaclock.KindEQ(sla.ClockComplaintResolution), slaclock.StoppedAtIsNil()).
		Select(slaclock.FieldComplaintID, slaclock.FieldState, slaclock.FieldDueAt).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("complaints: reading clocks: %w", err)
	}
	states := make(map[typeid.ID]sla.ClockState, len(rows))
	for _, c := range rows {
		if states[c.ComplaintID] = c.State; c.State == sla.ClockRunning && !c.DueAt.After(viewer.Now(ctx)) {
			states[c.ComplaintID] = sla.ClockBreached
		}
	}
	return states, nil
}

// sensible leaves out what the record itself shows to be in vain.
func sensible(ctx context.Context, act flow.ComplaintAct, c *ent.Complaint, resolution sla.ClockState) bool {
	switch act {
	case flow.ComplaintActAcknowledge:
		return c.Acknowledgement == nil
	case flow.ComplaintActFormGroup:
		return joint(c)
	case flow.ComplaintActInvestigate:
		if joint(c) {
			return c.GroupID != ""
		}
		return c.AssigneeID != ""
	case flow.ComplaintActReply:
		return !openSteps(c) && (c.Level != flow.LevelCommittee || c.Decision != nil)
	case flow.ComplaintActEscalate:
		return c.Level != flow.LevelCommittee
	case flow.ComplaintActDecide:
		return c.Level == flow.LevelCommittee
	case flow.ComplaintActReopen:
		return reopenable(c, viewer.Now(ctx)) && (c.State == flow.ComplaintClosed || c.Answer == nil)
	case flow.ComplaintActPause:
		return resolution == sla.ClockRunning
	case flow.ComplaintActResume:
		return resolution == sla.ClockPaused
	default:
		return true
	}
}
