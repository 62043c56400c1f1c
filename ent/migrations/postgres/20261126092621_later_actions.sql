-- +goose Up
-- create index "notification_tenant_id_created_at_id" to table: "notifications"
CREATE INDEX "notification_tenant_id_created_at_id" ON "notifications" ("tenant_id", "created_at", "id");
-- modify "roles" table
ALTER TABLE "roles" ADD COLUMN "known_actions" jsonb NULL;

-- +goose Down
-- reverse: modify "roles" table
ALTER TABLE "roles" DROP COLUMN "known_actions";
-- reverse: create index "notification_tenant_id_created_at_id" to table: "notifications"
DROP INDEX "notification_tenant_id_created_at_id";
