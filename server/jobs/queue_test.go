package jobs

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"heed/app/apptest"
	"heed/ent/database"
	"heed/ent/database/databasetest"
)

// A database without the queue's tables is refused, and so is making them
// without the right to.
func TestMissingTables(t *testing.T) {
	t.Parallel()
	url := databasetest.Postgres(t)
	if _, err := OpenQueue(t.Context(), url, "", database.AppRole); !errors.Is(err, ErrMissing) {
		t.Errorf("opened: %v", err)
	}
	app, err := database.OpenPostgres(url, database.PostgresOptions{Role: database.AppRole})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = app.Close() }()
	var roles *database.ErrRoles
	if err := Migrate(t.Context(), app); !errors.As(err, &roles) || len(roles.SQL) != 1 {
		t.Errorf("made by who may not: %v", err)
	}
}

// The application's role works in the queue, and cannot change its tables.
func TestQueueRights(t *testing.T) {
	s := newStage(t, apptest.NewPostgresWorld(t))
	q := s.queue()
	for _, denied := range []string{"DROP TABLE river.river_job", "DELETE FROM river.river_migration", "CREATE TABLE river.mine (id int)"} {
		if _, err := q.pool.ExecContext(t.Context(), denied); err == nil {
			t.Errorf("allowed: %s", denied)
		}
	}
}

func TestQueueFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	for url, want := range map[string]string{
		"":                                 filepath.Join(dir, "jobs.db"),
		"sqlite:" + dir + "/heed.db":       filepath.Join(dir, "jobs.db"),
		"sqlite:" + dir + "/second.sqlite": filepath.Join(dir, "second.jobs.db"),
	} {
		q, err := OpenQueue(t.Context(), url, dir, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := q.Close(); err != nil {
			t.Error(err)
		}
		info, err := os.Stat(want)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", url, info, err)
		}
	}
	if _, err := OpenQueue(t.Context(), "mysql://x", dir, ""); err == nil {
		t.Error("mysql is opened")
	}
}
