package groups

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func TestMain(m *testing.M) { apptest.Main(m) }

func ptr[T any](v T) *T { return &v }

func try[In, Out any](w *apptest.World, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) {
	out, _, err := journal.Changed(w.As(who), w.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	return out, err
}

func refused[In, Out any](t *testing.T, w *apptest.World, name, who string, want *fault.Error, field string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) {
	t.Helper()
	before := w.Count(t)
	_, err := try(w, who, verb, in)
	var got *fault.Error
	if !errors.As(err, &got) || !errors.Is(err, want) || got.Field != field {
		t.Errorf("%s: %v on %q", name, err, func() string {
			if got != nil {
				return got.Field
			}
			return ""
		}())
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%s: %v became %v", name, before, after)
	}
}

func team(w *apptest.World) CreateInput {
	return CreateInput{
		Kind: flow.GroupResponseTeam, Name: "快速响应一组", LeaderID: w.A.Members["head.service"].ID,
		Members: []MemberInput{
			{MemberID: w.A.Members["head.service"].ID, Capacity: flow.CapacityHead, Duty: ptr("统筹响应")},
			{MemberID: w.A.Members["member.service"].ID, Capacity: flow.CapacitySpecialist, Duty: ptr("技术支持")},
		},
	}
}

// A team has heads and specialists of departments, one of whom leads (D0-43), each
// with a part and a duty (D0-44).
func TestD0_43_ResponseTeam(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		g, err := try(w, "management", Create, team(w))
		if err != nil {
			t.Fatal(err)
		}
		in := team(w)
		refused(t, w, "the same name", "management", fault.Conflict("work_group.name_taken"), "name", Create, in)
		in.Name, in.LeaderID = "二组", w.A.Members["staff"].ID
		refused(t, w, "a leader from outside", "management", fault.Precondition("work_group.leader_no_member"), "leaderId", Create, in)
		in = team(w)
		in.Members = nil
		refused(t, w, "nobody", "management", fault.Precondition("work_group.empty"), "members", Create, in)
		in = team(w)
		in.Members = append(in.Members, in.Members[0])
		refused(t, w, "somebody twice", "management", fault.Input("members[2].memberId", "input.duplicate"), "members[2].memberId", Create, in)
		in = team(w)
		in.Members[1].MemberID = w.B.Members["staff"].ID
		refused(t, w, "another company's", "management", fault.NotFound(), "members[1].memberId", Create, in)
		in = team(w)
		now := w.Clock.Now()
		in.TermFrom, in.TermUntil = &now, ptr(now.Add(-time.Hour))
		refused(t, w, "a term upside down", "management", fault.Input("termUntil", "work_group.term_order"), "termUntil", Create, in)
		refused(t, w, "a member of a department", "member.service", fault.Forbidden(), "", Create, team(w))
		refused(t, w, "a leader who leaves", "management", fault.Precondition("work_group.leader_no_member"), "leaderId", Update,
			UpdateInput{ID: g.ID, ExpectedVersion: g.Version, Members: team(w).Members[1:]})
		refused(t, w, "another version", "management", fault.Conflict("version.conflict"), "expectedVersion", Retire, RetireInput{g.ID, g.Version + 1})
	})
}

func TestD0_44_Duties(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		g, err := try(w, "management", Create, team(w))
		if err != nil {
			t.Fatal(err)
		}
		all, err := Members(w.As("management"), w.Client, g)
		if err != nil || len(all) != 2 {
			t.Fatalf("%v, %v", all, err)
		}
		duties := map[typeid.ID]string{}
		for _, m := range all {
			duties[m.MemberID] = m.Duty
		}
		if duties[w.A.Members["member.service"].ID] != "技术支持" {
			t.Errorf("the duties are %v", duties)
		}
		// Who is in it reads it, whatever their department.
		if _, err := w.Client.WorkGroup.Get(w.As("member.service"), g.ID); err != nil {
			t.Error(err)
		}
		if _, err := w.Client.WorkGroup.Get(w.As("staff"), g.ID); !ent.IsNotFound(err) {
			t.Errorf("who is not in it reads %v", err)
		}
		g, err = try(w, "management", Update, UpdateInput{ID: g.ID, ExpectedVersion: g.Version, Members: append(team(w).Members,
			MemberInput{MemberID: w.A.Members["staff"].ID, Capacity: flow.CapacityCoordinator})})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Client.WorkGroup.Get(w.As("staff"), g.ID); err != nil {
			t.Error(err)
		}
		acts, err := Available(w.As("management"), w.Client, g)
		if err != nil || len(acts) != 2 {
			t.Errorf("management may %v, %v", acts, err)
		}
		if g, err = try(w, "management", Retire, RetireInput{g.ID, g.Version}); err != nil || g.Active {
			t.Fatalf("%v, %v", g, err)
		}
		refused(t, w, "retired", "management", fault.Precondition("work_group.retired"), "", Update, UpdateInput{ID: g.ID, ExpectedVersion: g.Version, Name: ptr("三组")})
		events := w.A.Events(t)
		if last := events[len(events)-1]; last.Type != "work_group.retired" || last.SubjectID != g.ID {
			t.Errorf("the last event is %v", last)
		}
	})
}
