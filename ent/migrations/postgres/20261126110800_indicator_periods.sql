-- A month and a quarter may begin on the same day; clocks are found by when they were
-- stopped.

-- +goose Up
DROP INDEX "indicatorsnapshot_figure";
CREATE UNIQUE INDEX "indicatorsnapshot_figure" ON "indicator_snapshots" ("tenant_id", "indicator_id", "scope_key", "period", "period_start", "revision");
CREATE INDEX "slaclock_tenant_id_kind_stopped_at" ON "sla_clocks" ("tenant_id", "kind", "stopped_at");

-- +goose Down
DROP INDEX "slaclock_tenant_id_kind_stopped_at";
DROP INDEX "indicatorsnapshot_figure";
CREATE UNIQUE INDEX "indicatorsnapshot_figure" ON "indicator_snapshots" ("tenant_id", "indicator_id", "scope_key", "period_start", "revision");
