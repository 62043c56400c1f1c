-- +goose Up
-- add column "known_actions" to table: "roles"
ALTER TABLE `roles` ADD COLUMN `known_actions` json NULL;
-- create index "notification_tenant_id_created_at_id" to table: "notifications"
CREATE INDEX `notification_tenant_id_created_at_id` ON `notifications` (`tenant_id`, `created_at`, `id`);

-- +goose Down
-- reverse: create index "notification_tenant_id_created_at_id" to table: "notifications"
DROP INDEX `notification_tenant_id_created_at_id`;
-- reverse: add column "known_actions" to table: "roles"
ALTER TABLE `roles` DROP COLUMN `known_actions`;
