package databasetest

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	_ "github.com/lib/pq" // the driver "postgres"
)

func TestMain(m *testing.M) {
	Template = func(ctx context.Context, url string) error {
		db, err := sql.Open("postgres", url)
		if err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, "CREATE TABLE words (word text PRIMARY KEY); INSERT INTO words VALUES ('客戶')")
		return errors.Join(err, db.Close())
	}
	Main(m)
}

func TestEachTestHasItsOwnCopy(t *testing.T) {
	t.Parallel()
	for range 3 {
		db, err := sql.Open("postgres", Postgres(t))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		var characters int
		if err := db.QueryRowContext(t.Context(), "SELECT sum(length(word)) FROM words").Scan(&characters); err != nil || characters != 2 {
			t.Errorf("%d characters, want 2: %v", characters, err)
		}
		if _, err := db.ExecContext(t.Context(), "INSERT INTO words VALUES ('other')"); err != nil {
			t.Error(err)
		}
	}
}
