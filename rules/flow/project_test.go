package flow

import (
	"slices"
	"testing"
)

func TestD2_19_EveryCell(t *testing.T) {
	for from, want := range map[ProjectState]map[ProjectAct]ProjectState{
		ProjectRunning:   {ProjectActUpdate: ProjectRunning, ProjectActClose: ProjectClosed, ProjectActCancel: ProjectCancelled},
		ProjectClosed:    {},
		ProjectCancelled: {},
	} {
		allowed := []string{}
		for _, act := range ProjectAct("").Values() {
			if _, legal := want[ProjectAct(act)]; legal {
				allowed = append(allowed, act)
			}
		}
		for _, act := range ProjectAct("").Values() {
			next, err := Project.Next(from, ProjectAct(act))
			if to, legal := want[ProjectAct(act)]; legal {
				if err != nil || next != to {
					t.Errorf("%s/%s: %s, %v", from, act, next, err)
				}
				continue
			}
			wantIllegal(t, err, string(from), act, allowed)
		}
	}
	if states := ProjectState("").Values(); !slices.Equal(states, []string{"RUNNING", "CLOSED", "CANCELLED"}) {
		t.Errorf("states: %v", states)
	}
}
