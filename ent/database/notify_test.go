package database

import (
	"context"
	"net"
	"testing"
	"time"

	"heed/ent/database/databasetest"
	"heed/rules/typeid"
)

// patience is how long a test waits for what must come.
const patience = 60 * time.Second

// replica is a notifier that runs, and what it hears.
func replica(t *testing.T, at string) (*Notifier, <-chan typeid.ID) {
	t.Helper()
	n, heard := NewNotifier(open(t, at, PostgresOptions{})), make(chan typeid.ID, 1000)
	go n.Run(t.Context())
	go func() {
		if err := n.Listen(t.Context(), at, func(tenant typeid.ID) { heard <- tenant }); err != nil {
			t.Error(err)
		}
	}()
	return n, heard
}

const hello typeid.ID = "ten_hello"

// greet notifies until the other side listens.
func greet(t *testing.T, from *Notifier, heard <-chan typeid.ID) {
	t.Helper()
	again, late := time.NewTicker(20*time.Millisecond), time.After(patience)
	defer again.Stop()
	for {
		from.Notify(hello)
		select {
		case <-heard:
			return
		case <-again.C:
		case <-late:
			t.Fatal("nothing was heard")
		}
	}
}

// next is what is heard next, greetings apart.
func next(t *testing.T, heard <-chan typeid.ID) typeid.ID {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case tenant := <-heard:
			if tenant != hello {
				return tenant
			}
		case <-late:
			t.Fatal("nothing was heard")
		}
	}
}

func TestReplicasHearEachOtherOnly(t *testing.T) {
	t.Parallel()
	at := databasetest.Postgres(t)
	one, byOne := replica(t, at)
	other, byOther := replica(t, at)
	greet(t, one, byOther)
	greet(t, other, byOne)
	one.Notify("ten_a")
	if tenant := next(t, byOther); tenant != "ten_a" {
		t.Errorf("heard %s", tenant)
	}
	// Notices come in order: the first would have heard its own before this.
	other.Notify("ten_b")
	if tenant := next(t, byOne); tenant != "ten_b" {
		t.Errorf("heard %s", tenant)
	}
}

// After a connection was lost anything may have been told meanwhile.
func TestLostConnectionIsTold(t *testing.T) {
	t.Parallel()
	at := databasetest.Postgres(t)
	one, _ := replica(t, at)
	_, heard := replica(t, at)
	greet(t, one, heard)
	admin := open(t, at, PostgresOptions{})
	if _, err := admin.ExecContext(t.Context(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"); err != nil {
		t.Fatal(err)
	}
	if tenant := next(t, heard); tenant != "" {
		t.Errorf("heard %s", tenant)
	}
	greet(t, one, heard)
}

// A server that accepts and says nothing holds nobody up.
func TestListenEnds(t *testing.T) {
	t.Parallel()
	deaf, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.Close()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- NewNotifier(nil).Listen(ctx, "postgres://heed@"+deaf.Addr().String()+"/heed?sslmode=disable", func(typeid.ID) {})
	}()
	c, err := deaf.Accept() // it has dialled
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Error("it listens on")
	}
}
