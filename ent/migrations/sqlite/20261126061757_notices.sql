-- Notices have places among the company's, and letters that they go with; tasks have a next time to be told of.

-- +goose Up
-- add column "notice_position" to table: "company_heads"
ALTER TABLE `company_heads` ADD COLUMN `notice_position` integer NOT NULL DEFAULT 0;
-- add column "position" to table: "notifications"
ALTER TABLE `notifications` ADD COLUMN `position` integer NOT NULL DEFAULT 0;
-- add column "mail_letter" to table: "notifications"
ALTER TABLE `notifications` ADD COLUMN `mail_letter` text NULL;
-- add column "mail_tries" to table: "notifications"
ALTER TABLE `notifications` ADD COLUMN `mail_tries` integer NOT NULL DEFAULT 0;
-- create index "notification_tenant_id_position" to table: "notifications"
CREATE UNIQUE INDEX `notification_tenant_id_position` ON `notifications` (`tenant_id`, `position`);
-- create index "notification_tenant_id_mail_letter" to table: "notifications"
CREATE INDEX `notification_tenant_id_mail_letter` ON `notifications` (`tenant_id`, `mail_letter`);
-- add column "next_tick_at" to table: "tasks"
ALTER TABLE `tasks` ADD COLUMN `next_tick_at` datetime NULL;
-- create index "task_tenant_id_type_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_type_due_at_id` ON `tasks` (`tenant_id`, `type`, `due_at`, `id`);
-- create index "task_tenant_id_next_tick_at" to table: "tasks"
CREATE INDEX `task_tenant_id_next_tick_at` ON `tasks` (`tenant_id`, `next_tick_at`);

-- +goose Down
-- reverse: create index "task_tenant_id_next_tick_at" to table: "tasks"
DROP INDEX `task_tenant_id_next_tick_at`;
-- reverse: create index "task_tenant_id_type_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_type_due_at_id`;
-- reverse: add column "next_tick_at" to table: "tasks"
ALTER TABLE `tasks` DROP COLUMN `next_tick_at`;
-- reverse: create index "notification_tenant_id_mail_letter" to table: "notifications"
DROP INDEX `notification_tenant_id_mail_letter`;
-- reverse: create index "notification_tenant_id_position" to table: "notifications"
DROP INDEX `notification_tenant_id_position`;
-- reverse: add columns to table: "notifications"
ALTER TABLE `notifications` DROP COLUMN `mail_tries`;
ALTER TABLE `notifications` DROP COLUMN `mail_letter`;
ALTER TABLE `notifications` DROP COLUMN `position`;
-- reverse: add column "notice_position" to table: "company_heads"
ALTER TABLE `company_heads` DROP COLUMN `notice_position`;
