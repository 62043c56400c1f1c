-- A month and a quarter may begin on the same day; clocks are found by when they were
-- stopped.

-- +goose Up
DROP INDEX "indicatorsnapshot_tenant_id_in_825d9cc38499877e7e881d309c3de69c";
CREATE UNIQUE INDEX "indicatorsnapshot_tenant_id_in_84c7cdf99e55b03c80a87577ecc52e3f" ON "indicator_snapshots" ("tenant_id", "indicator_id", "scope_key", "period", "period_start", "revision");
CREATE INDEX "slaclock_tenant_id_kind_stopped_at" ON "sla_clocks" ("tenant_id", "kind", "stopped_at");

-- +goose Down
DROP INDEX "slaclock_tenant_id_kind_stopped_at";
DROP INDEX "indicatorsnapshot_tenant_id_in_84c7cdf99e55b03c80a87577ecc52e3f";
CREATE UNIQUE INDEX "indicatorsnapshot_tenant_id_in_825d9cc38499877e7e881d309c3de69c" ON "indicator_snapshots" ("tenant_id", "indicator_id", "scope_key", "period_start", "revision");
