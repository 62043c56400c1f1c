-- Notices have places among the company's, and letters that they go with; tasks have a next time to be told of.

-- +goose Up
-- modify "company_heads" table
ALTER TABLE "company_heads" ADD COLUMN "notice_position" bigint NOT NULL DEFAULT 0;
-- modify "notifications" table
ALTER TABLE "notifications" ADD COLUMN "position" bigint NOT NULL DEFAULT 0, ADD COLUMN "mail_letter" character varying NULL COLLATE "C", ADD COLUMN "mail_tries" bigint NOT NULL DEFAULT 0;
-- create index "notification_tenant_id_position" to table: "notifications"
CREATE UNIQUE INDEX "notification_tenant_id_position" ON "notifications" ("tenant_id", "position");
-- create index "notification_tenant_id_mail_letter" to table: "notifications"
CREATE INDEX "notification_tenant_id_mail_letter" ON "notifications" ("tenant_id", "mail_letter");
-- modify "tasks" table
ALTER TABLE "tasks" ADD COLUMN "next_tick_at" timestamptz NULL;
-- create index "task_tenant_id_type_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_type_due_at_id" ON "tasks" ("tenant_id", "type", "due_at", "id");
-- create index "task_tenant_id_next_tick_at" to table: "tasks"
CREATE INDEX "task_tenant_id_next_tick_at" ON "tasks" ("tenant_id", "next_tick_at");

-- +goose Down
-- reverse: create index "task_tenant_id_next_tick_at" to table: "tasks"
DROP INDEX "task_tenant_id_next_tick_at";
-- reverse: create index "task_tenant_id_type_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_type_due_at_id";
-- reverse: modify "tasks" table
ALTER TABLE "tasks" DROP COLUMN "next_tick_at";
-- reverse: create index "notification_tenant_id_mail_letter" to table: "notifications"
DROP INDEX "notification_tenant_id_mail_letter";
-- reverse: create index "notification_tenant_id_position" to table: "notifications"
DROP INDEX "notification_tenant_id_position";
-- reverse: modify "notifications" table
ALTER TABLE "notifications" DROP COLUMN "mail_tries", DROP COLUMN "mail_letter", DROP COLUMN "position";
-- reverse: modify "company_heads" table
ALTER TABLE "company_heads" DROP COLUMN "notice_position";
