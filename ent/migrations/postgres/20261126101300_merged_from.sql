-- What was merged into a requirement is a list of it.

-- +goose Up
-- create index "requirement_tenant_id_merged_into_id_created_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_merged_into_id_created_at_id" ON "requirements" ("tenant_id", "merged_into_id", "created_at", "id");

-- +goose Down
-- reverse: create index "requirement_tenant_id_merged_into_id_created_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_merged_into_id_created_at_id";
