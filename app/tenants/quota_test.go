package tenants_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"testing"

	"entgo.io/ent/dialect/sql"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/tenant"
	"heed/rules/fault"
	"heed/rules/flow"
)

// Of many who are made at once no more get in than the plan allows.
func TestRoomForMember(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys := w.A.System()
		limit := flow.LimitsOf(flow.PlanFree).Members
		missing := limit - len(apptest.Accounts) - 1 // one place is left
		users, members := make([]*ent.UserCreate, missing), make([]*ent.MemberCreate, missing)
		for i := range missing {
			users[i] = w.Client.User.Create().SetEmail(fmt.Sprintf("many%d@a.example", i)).SetPasswordHash("none")
		}
		for i, u := range w.Client.User.CreateBulk(users...).SaveX(sys) {
			members[i] = w.Client.Member.Create().SetDisplayName("M").SetEmail(u.Email).SetUserID(u.ID).SetState(flow.MemberInvited)
		}
		w.Client.Member.CreateBulk(members...).ExecX(sys)

		const rivals = 4
		failed := make(chan error, rivals)
		for i := range rivals {
			go func() {
				_, _, err := tenants.CreateMember(w.As("admin"), w.Journal, w.Desk.Hasher, tenants.MemberCreateInput{
					DisplayName: "Rival", Email: fmt.Sprintf("rival%d@a.example", i), Password: apptest.Password, RoleKeys: []string{"STAFF"},
				})
				failed <- err
			}()
		}
		made := 0
		for range rivals {
			err := <-failed
			switch f := fault.From(err); {
			case err == nil:
				made++
			case !errors.Is(err, fault.Precondition("plan.members")):
				t.Error(err)
			case f.Extra["limit"] != limit || f.Extra["plan"] != "FREE":
				t.Errorf("told is %v", f.Extra)
			}
		}
		if made != 1 {
			t.Errorf("%d were made where one place was left", made)
		}
		u, err := tenants.UsageOf(w.As("staff"), w.Client, nil)
		if err != nil || *u.Members.Used != limit || *u.Members.Limit != limit || *u.Customers.Used != 0 || u.RequestsPerMinute.Used != nil {
			t.Errorf("%+v, %v", u, err)
		}
		// Nobody comes back either, until the plan has room.
		gone := w.Client.Member.UpdateOneID(w.A.Members["staff"].ID).SetState(flow.MemberLeft).SaveX(sys)
		last := w.Client.User.Create().SetEmail("last@a.example").SetPasswordHash("none").SaveX(sys)
		w.Client.Member.Create().SetDisplayName("M").SetEmail(last.Email).SetUserID(last.ID).ExecX(sys)
		active := flow.MemberActive
		back := func(version int) error {
			_, err := w.Journal.Change(w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
				_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: gone.ID, ExpectedVersion: version, State: &active})
				return err
			})
			return err
		}
		if err := back(gone.Version); !errors.Is(err, fault.Precondition("plan.members")) {
			t.Errorf("back in a full company: %v", err)
		}
		before := w.Count(t)
		_, _, err = tenants.InviteMemberAgain(w.As("admin"), w.Journal, tenants.MemberInviteAgainInput{ID: gone.ID, ExpectedVersion: gone.Version})
		if !errors.Is(err, fault.Precondition("plan.members")) {
			t.Errorf("asked back into a full company: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) || w.Client.Member.GetX(sys, gone.ID).State != flow.MemberLeft {
			t.Errorf("a refusal changed something: %v, %v", before, after)
		}
		w.Change(t, sys, func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.SetPlan(ctx, tx, flow.PlanEnterprise)
			return err
		})
		if err := back(gone.Version); err != nil {
			t.Errorf("back in a company without limits: %v", err)
		}
	})
}

// Who takes room for a lot of customers keeps the company's row, far from the
// limit too: another lot waits, and then sees what is left. One alone does not.
// SQLite has one change at a time anyway.
func TestTakeRoomForLots(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	ctx := w.As("admin")
	w.Change(t, ctx, tenants.RoomForCustomer) // from now on they are counted
	limit := flow.LimitsOf(flow.PlanFree).Customers
	kept := func() bool {
		_, err := w.Journal.Change(w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			q := tx.Tenant.Query().Where(tenant.ID(w.A.ID))
			q.Modify(func(s *sql.Selector) { s.ForUpdate(sql.WithLockAction(sql.NoWait)) })
			_, err := q.Only(ctx)
			return err
		})
		var coded interface{ SQLState() string }
		if err != nil && (!errors.As(err, &coded) || coded.SQLState() != "55P03") {
			t.Error(err)
		}
		return err != nil
	}
	for _, c := range []struct {
		more, want int
		kept       bool
	}{{1, 1, false}, {limit / 2, limit / 2, true}, {limit / 2, limit/2 - 2, true}} {
		w.Change(t, ctx, func(ctx context.Context, tx *ent.Tx) error {
			taken, err := tenants.TakeRoom(ctx, tx, c.more)
			if taken != c.want || kept() != c.kept {
				t.Errorf("%d of %d, kept: %v", taken, c.more, !c.kept)
			}
			return err
		})
	}
}
