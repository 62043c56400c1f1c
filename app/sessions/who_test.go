package sessions_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/intercept"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// elsewhere is another replica: what it knows, and its feed.
func elsewhere(t *testing.T, w *apptest.World, db *database.DB) *sessions.Who {
	t.Helper()
	who, err := sessions.NewWho(db.Client)
	if err != nil {
		t.Fatal(err)
	}
	feed := journal.NewFeed(journal.FeedOptions{
		Client: db.Client, Now: w.Clock.Now, Changed: who.Changed, Ended: who.Ended, Others: who.Companies, Lost: who.Forget,
	})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		feed.Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
	return who
}

// closes waits for the channel to be closed.
func closes(t *testing.T, revoked <-chan struct{}) {
	t.Helper()
	select {
	case <-revoked:
	case <-time.After(patience):
		t.Error("the session was not revoked")
	}
}

func giveRole(t *testing.T, w *apptest.World, role string) {
	t.Helper()
	m := w.Client.Member.GetX(w.A.System(), w.A.Members["staff"].ID)
	w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{ID: m.ID, ExpectedVersion: m.Version, RoleKeys: []string{role}})
		return err
	})
}

func TestAuthenticate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		tokens, others := signIn(t, w, "staff"), signIn(t, w, "auditor")
		c, o := claims(t, w, tokens), claims(t, w, others)
		b := w.B.Members["staff"]
		for name, c := range map[string]sessions.Claims{
			"another's session":     {User: c.User, Tenant: c.Tenant, Session: o.Session},
			"another's user":        {User: o.User, Tenant: c.Tenant, Session: c.Session},
			"another's company":     {User: c.User, Tenant: w.B.ID, Session: c.Session},
			"another company's all": {User: b.UserID, Tenant: w.B.ID, Session: c.Session},
			"no session":            {User: c.User, Tenant: c.Tenant, Session: "ses_x"},
		} {
			if ctx, err := w.Who.Authenticate(w.Context(), c); ctx != nil || !refused(err, fault.CodeUnauthenticated, "unauthenticated") {
				t.Errorf("%s: %v", name, err)
			}
		}
		// Roles count at once.
		if authz.Can(enter(t, w, tokens), authz.AuditRead) != viewer.None {
			t.Error("staff audit")
		}
		giveRole(t, w, authz.Auditor)
		if authz.Can(enter(t, w, tokens), authz.AuditRead) != viewer.All {
			t.Error("the new role does not work")
		}
		// The id of the request is the request's.
		ctx, err := w.Who.Authenticate(viewer.With(w.Context(), &viewer.Viewer{RequestID: "r-1"}), c)
		if err != nil || viewer.From(ctx).RequestID != "r-1" || viewer.From(enter(t, w, tokens)).RequestID != "" {
			t.Errorf("request %q, %v", viewer.From(ctx).RequestID, err)
		}
	})
}

// A replica whose memory of a company was crowded out is told nothing of it, so
// it must not rely on what it knew of its sessions.
func TestCrowdedOut(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		who, err := sessions.NewWho(open().Client)
		if err != nil {
			t.Fatal(err)
		}
		tokens := signIn(t, w, "staff")
		c := claims(t, w, tokens)
		if _, err := who.Authenticate(w.Context(), c); err != nil {
			t.Fatal(err)
		}
		who.CrowdOut(w.A.ID)
		giveRole(t, w, authz.Auditor)
		ctx, err := who.Authenticate(w.Context(), c)
		if err != nil || authz.Can(ctx, authz.AuditRead) != viewer.All {
			t.Errorf("the old role, %v", err)
		}
		if all := who.Companies(); len(all) != 1 || all[0] != w.A.ID {
			t.Errorf("follows %v", all)
		}
		who.CrowdOut(w.A.ID)
		if err := w.Desk.End(enter(t, w, tokens), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := who.Authenticate(w.Context(), c); !refused(err, fault.CodeUnauthenticated, "session.ended") {
			t.Errorf("an ended session: %v", err)
		}
	})
}

// Another replica learns of changes by its feed.
func TestReplicas(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		who := elsewhere(t, w, open())
		staff, auditor, management := signIn(t, w, "staff"), signIn(t, w, "auditor"), signIn(t, w, "management")
		watch := func(tokens sessions.Tokens) <-chan struct{} {
			t.Helper()
			c := claims(t, w, tokens)
			if _, err := who.Authenticate(w.Context(), c); err != nil {
				t.Fatal(err)
			}
			return who.Revoked(w.Context(), c)
		}
		byEnd, byLeaving, stays := watch(staff), watch(auditor), watch(management)
		if err := w.Desk.End(enter(t, w, staff), nil); err != nil {
			t.Fatal(err)
		}
		closes(t, byEnd)
		select {
		case <-byLeaving:
			t.Error("another's session was revoked")
		default:
		}
		leave(t, w, "auditor")
		closes(t, byLeaving)
		// What ended before anybody watched is told too.
		closes(t, who.Revoked(w.Context(), claims(t, w, staff)))
		select {
		case <-stays:
			t.Error("another's session was revoked")
		default:
		}
		// Roles: the next event comes after the change of the role.
		ended, promoted := signIn(t, w, "committee"), signIn(t, w, "staff")
		mark := watch(ended)
		if _, err := who.Authenticate(w.Context(), claims(t, w, promoted)); err != nil {
			t.Error(err)
		}
		giveRole(t, w, authz.Auditor)
		if err := w.Desk.End(enter(t, w, ended), nil); err != nil {
			t.Fatal(err)
		}
		closes(t, mark)
		ctx, err := who.Authenticate(w.Context(), claims(t, w, promoted))
		if err != nil || authz.Can(ctx, authz.AuditRead) != viewer.All {
			t.Errorf("the old role, %v", err)
		}
	})
}

// Who signs out makes nobody else read anything, on no replica, with their
// sockets open.
func TestEndedReadsNothing(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		db := open()
		var reads atomic.Int64
		db.Client.Intercept(intercept.Func(func(_ context.Context, q intercept.Query) error {
			if q.Type() != ent.TypeCompanyHead && q.Type() != ent.TypeEvent { // the feed's
				reads.Add(1)
			}
			return nil
		}))
		far := elsewhere(t, w, db)
		for _, who := range []*sessions.Who{far, w.Who} {
			first, staff, auditor := signIn(t, w, "committee"), signIn(t, w, "staff"), signIn(t, w, "auditor")
			watch := func(tokens sessions.Tokens) <-chan struct{} {
				t.Helper()
				c := claims(t, w, tokens)
				if _, err := who.Authenticate(w.Context(), c); err != nil {
					t.Fatal(err)
				}
				return who.Revoked(w.Context(), c)
			}
			end := func(tokens sessions.Tokens, revoked <-chan struct{}) {
				t.Helper()
				if err := w.Desk.End(w.Context(), &tokens.RefreshToken); err != nil {
					t.Fatal(err)
				}
				closes(t, revoked)
			}
			end(first, watch(first)) // from here on the feed knows where the company stands
			leaving := watch(staff)
			watch(auditor)
			generation := who.Generation()
			reads.Store(0)
			end(staff, leaving)
			if _, err := who.Authenticate(w.Context(), claims(t, w, auditor)); err != nil {
				t.Error(err)
			}
			// The session that ended was looked at: itself, its account, its member with roles.
			if n := reads.Load(); who == far && n != 4 {
				t.Errorf("%d reads", n)
			}
			if n := who.Generation() - generation; n != 1 {
				t.Errorf("something was forgotten %d times", n)
			}
		}
	})
}

// A watch that cannot ask goes on, and asks again.
func TestRevokedWithoutDatabase(t *testing.T) {
	both(t, func(t *testing.T, w *apptest.World, open func() *database.DB) {
		db := open()
		var down atomic.Bool
		tried := make(chan struct{}, 1)
		db.Client.Session.Intercept(intercept.Func(func(context.Context, intercept.Query) error {
			if !down.Load() {
				return nil
			}
			select {
			case tried <- struct{}{}:
			default:
			}
			return errors.New("the database is away")
		}))
		who, err := sessions.NewWho(db.Client)
		if err != nil {
			t.Fatal(err)
		}
		tokens := signIn(t, w, "staff")
		c := claims(t, w, tokens)
		if _, err := who.Authenticate(w.Context(), c); err != nil { // known, so that the first look reads nothing
			t.Fatal(err)
		}
		revoked := who.Revoked(w.Context(), c)
		if err := w.Desk.End(enter(t, w, tokens), nil); err != nil {
			t.Fatal(err)
		}
		down.Store(true)
		who.Changed(w.A.ID) // the only news of it
		<-tried
		select {
		case <-revoked:
			t.Error("revoked without an answer")
		default:
		}
		down.Store(false)
		closes(t, revoked)
	})
}

// A watch ends with its context, and leaves nothing behind.
func TestRevokedEnds(t *testing.T) {
	w := apptest.NewWorld(t)
	who := elsewhere(t, w, w.DB)
	ctx, stop := context.WithCancel(w.Context())
	revoked := who.Revoked(ctx, claims(t, w, signIn(t, w, "staff")))
	if len(who.Companies()) != 1 {
		t.Errorf("follows %v", who.Companies())
	}
	stop()
	soon, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for who.Watches() != 0 && soon.Err() == nil {
		who.Changed(w.A.ID)
	}
	if who.Watches() != 0 {
		t.Error("it still watches")
	}
	select {
	case <-revoked:
		t.Error("revoked")
	default:
	}
}
