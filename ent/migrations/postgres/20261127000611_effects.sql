-- What an action is to reach by an indicator; who owned a project before; what a phone sent under its name, and when the
-- calendar cancelled an inspection; figures and aims of touchpoints.

-- +goose Up
-- modify "improvement_actions" table
ALTER TABLE "improvement_actions" ADD COLUMN "target" double precision NULL, ADD COLUMN "reached" double precision NULL, ADD COLUMN "indicator_id" character varying NULL COLLATE "C";
-- create index "improvementaction_tenant_id_indicator_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_indicator_id" ON "improvement_actions" ("tenant_id", "indicator_id");
-- modify "improvement_projects" table
ALTER TABLE "improvement_projects" ADD COLUMN "past_owner_ids" jsonb NULL;
-- modify "indicator_snapshots" table
ALTER TABLE "indicator_snapshots" ADD COLUMN "touchpoint_id" character varying NULL COLLATE "C";
-- create index "indicatorsnapshot_tenant_id_touchpoint_id_period_start_id" to table: "indicator_snapshots"
CREATE INDEX "indicatorsnapshot_tenant_id_touchpoint_id_period_start_id" ON "indicator_snapshots" ("tenant_id", "touchpoint_id", "period_start", "id");
-- modify "indicators" table
ALTER TABLE "indicators" ADD COLUMN "touchpoint_targets" jsonb NULL;
-- modify "inspections" table
ALTER TABLE "inspections" ADD COLUMN "client_digest" character varying NULL COLLATE "C", ADD COLUMN "lapsed_at" timestamptz NULL;
ALTER TABLE improvement_actions ADD CONSTRAINT improvement_actions_indicator FOREIGN KEY (tenant_id, indicator_id) REFERENCES indicators (tenant_id, id);
ALTER TABLE indicator_snapshots ADD CONSTRAINT indicator_snapshots_touchpoint FOREIGN KEY (tenant_id, touchpoint_id) REFERENCES touchpoints (tenant_id, id);

-- +goose Down
ALTER TABLE indicator_snapshots DROP CONSTRAINT indicator_snapshots_touchpoint;
ALTER TABLE improvement_actions DROP CONSTRAINT improvement_actions_indicator;
-- reverse: modify "inspections" table
ALTER TABLE "inspections" DROP COLUMN "lapsed_at", DROP COLUMN "client_digest";
-- reverse: modify "indicators" table
ALTER TABLE "indicators" DROP COLUMN "touchpoint_targets";
-- reverse: create index "indicatorsnapshot_tenant_id_touchpoint_id_period_start_id" to table: "indicator_snapshots"
DROP INDEX "indicatorsnapshot_tenant_id_touchpoint_id_period_start_id";
-- reverse: modify "indicator_snapshots" table
ALTER TABLE "indicator_snapshots" DROP COLUMN "touchpoint_id";
-- reverse: modify "improvement_projects" table
ALTER TABLE "improvement_projects" DROP COLUMN "past_owner_ids";
-- reverse: create index "improvementaction_tenant_id_indicator_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_indicator_id";
-- reverse: modify "improvement_actions" table
ALTER TABLE "improvement_actions" DROP COLUMN "indicator_id", DROP COLUMN "reached", DROP COLUMN "target";
