package raw

import (
	"database/sql"
	"time"

	"heed/rules/flow"
)

// reopenable is how long after its end a requirement may be taken up again.
const reopenable = 90 * 24 * time.Hour

// kept are the lists of actions by state, for a member of the management
// department, in JSON: by whether a clock runs, it was answered, and the clock
// is overdue.
var kept = func() map[string][8][]byte {
	all := map[string][8][]byte{}
	for _, s := range states {
		var lists [8][]byte
		for i := range lists {
			lists[i] = listed(flow.RequirementState(s), i&1 != 0, i&2 != 0, i&4 != 0)
		}
		all[s] = lists
	}
	return all
}()

func listed(state flow.RequirementState, runs, answered, overdue bool) []byte {
	b := []byte{'['}
	for _, act := range flow.Requirement.Allowed(state) {
		switch {
		case act == flow.RequirementActPause && (!runs || overdue),
			act == flow.RequirementActResume && (runs || answered),
			act == flow.RequirementActRecordResponse && answered,
			act == flow.RequirementActAssess,  // the members there have no department to assess for
			act == flow.RequirementActTell,    // every rejection there was told
			act == flow.RequirementActUnmerge: // what was merged there long ago stays merged
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), act...), '"')
	}
	return append(b, ']')
}

// actions appends what may be done with a requirement.
func actions(b []byte, state string, dueAt time.Time, answered bool, closedAt sql.NullTime) []byte {
	if closedAt.Valid && time.Since(closedAt.Time) > reopenable {
		return append(b, "[]"...)
	}
	i := 0
	if dueAt.Before(never) {
		i |= 1
	}
	if answered {
		i |= 2
	}
	if !dueAt.After(time.Now()) {
		i |= 4
	}
	return append(b, kept[state][i]...)
}
