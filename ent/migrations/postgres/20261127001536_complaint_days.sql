-- +goose Up
-- modify "complaints" table
ALTER TABLE "complaints" ADD COLUMN "happened_on" character varying NULL COLLATE "C";
-- create index "complaint_tenant_id_level_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_level_due_at_id" ON "complaints" ("tenant_id", "level", "due_at", "id");
-- create index "complaint_tenant_id_product_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_product_due_at_id" ON "complaints" ("tenant_id", "product", "due_at", "id");
-- create index "complaint_tenant_id_outcome_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_outcome_due_at_id" ON "complaints" ("tenant_id", "outcome", "due_at", "id");
-- create index "complaint_tenant_id_disputed_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_disputed_due_at_id" ON "complaints" ("tenant_id", "disputed", "due_at", "id");

-- +goose Down
-- reverse: create index "complaint_tenant_id_disputed_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_disputed_due_at_id";
-- reverse: create index "complaint_tenant_id_outcome_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_outcome_due_at_id";
-- reverse: create index "complaint_tenant_id_product_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_product_due_at_id";
-- reverse: create index "complaint_tenant_id_level_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_level_due_at_id";
-- reverse: modify "complaints" table
ALTER TABLE "complaints" DROP COLUMN "happened_on";
