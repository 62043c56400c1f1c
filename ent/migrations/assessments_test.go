package migrations_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"entgo.io/ent/dialect"

	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/ent/migrations"
)

// assessments is the migration that makes their table.
const assessments = 20261126164033

// TestAssessmentsOfPlans: what was given with plans before departments assessed is
// their departments'.
func TestAssessmentsOfPlans(t *testing.T) {
	w := readWorld(t, postgres(t, databasetest.Postgres(t), ""))
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		d, err := database.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "heed.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		assessmentsOfPlans(t, w, d.DB(), dialect.SQLite)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		assessmentsOfPlans(t, w, postgres(t, databasetest.Postgres(t), ""), dialect.Postgres)
	})
}

func assessmentsOfPlans(t *testing.T, w *world, db *sql.DB, dialectName string) {
	t.Helper()
	ctx := as(t.Context(), own)
	m, err := database.NewMigrator(db, dialectName, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	w.seed(t, db, own)
	w.assess(t, db)
	for {
		undone, err := m.Down(ctx)
		if err != nil || undone == nil {
			t.Fatal(undone, err)
		}
		if undone.Version == assessments {
			break
		}
	}
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	w.assessed(t, db)
}

// assess gives the company's first requirement the assessments of a plan.
func (w *world) assess(t *testing.T, db querier) {
	t.Helper()
	by := `"assessedAt": "2026-11-20T08:00:00Z", "assessorId": "` + w.id("members", own, 1) + `", "assessorDepartmentId": "` + w.id("departments", own, 1) + `"}`
	exec(as(t.Context(), own), t, db, `UPDATE requirements SET feasibility = $1, value = $2 WHERE id = $3`,
		`{"conclusion": "PARTLY", `+by, `{"judgement": "worth it", `+by, w.id("requirements", own, 1))
}

// assessed finds them among those of the departments.
func (w *world) assessed(t *testing.T, db querier) {
	t.Helper()
	for kind, has := range map[string]string{"FEASIBILITY": "feasibility IS NOT NULL AND value IS NULL", "VALUE": "feasibility IS NULL AND value IS NOT NULL"} {
		if n := one[int](as(t.Context(), own), t, db, `SELECT count(*) FROM requirement_assessments WHERE kind = '`+kind+`' AND deciding AND `+has+`
			AND tenant_id = '`+own+`' AND requirement_id = '`+w.id("requirements", own, 1)+`' AND assessor_id = '`+w.id("members", own, 1)+`'
			AND created_by = assessor_id AND department_id = '`+w.id("departments", own, 1)+`' AND assessed_at < '2026-11-21' AND version = 1`); n != 1 {
			t.Errorf("%d of kind %s", n, kind)
		}
	}
	if n := one[int](as(t.Context(), own), t, db, `SELECT count(*) FROM requirement_assessments`); n != 2 {
		t.Errorf("%d assessments", n)
	}
}
