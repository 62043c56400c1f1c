-- Who finished an action does not look at its effect.

-- +goose Up
ALTER TABLE `improvement_actions` ADD COLUMN `done_by_id` text NULL CONSTRAINT `improvement_actions_members_done_by` REFERENCES `members` (`id`) ON DELETE NO ACTION;
CREATE INDEX `improvementaction_tenant_id_done_by_id` ON `improvement_actions` (`tenant_id`, `done_by_id`);

-- +goose Down
DROP INDEX `improvementaction_tenant_id_done_by_id`;
ALTER TABLE `improvement_actions` DROP COLUMN `done_by_id`;
