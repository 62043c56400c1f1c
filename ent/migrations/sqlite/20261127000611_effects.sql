-- What an action is to reach by an indicator; who owned a project before; what a phone sent under its name, and when the
-- calendar cancelled an inspection; figures and aims of touchpoints.

-- +goose Up
ALTER TABLE `improvement_actions` ADD COLUMN `target` real NULL;
ALTER TABLE `improvement_actions` ADD COLUMN `reached` real NULL;
ALTER TABLE `improvement_actions` ADD COLUMN `indicator_id` text NULL CONSTRAINT `improvement_actions_indicators_indicator` REFERENCES `indicators` (`id`) ON DELETE NO ACTION;
CREATE INDEX `improvementaction_tenant_id_indicator_id` ON `improvement_actions` (`tenant_id`, `indicator_id`);
ALTER TABLE `improvement_projects` ADD COLUMN `past_owner_ids` json NULL;
ALTER TABLE `indicators` ADD COLUMN `touchpoint_targets` json NULL;
ALTER TABLE `indicator_snapshots` ADD COLUMN `touchpoint_id` text NULL CONSTRAINT `indicator_snapshots_touchpoints_touchpoint` REFERENCES `touchpoints` (`id`) ON DELETE NO ACTION;
CREATE INDEX `indicatorsnapshot_tenant_id_touchpoint_id_period_start_id` ON `indicator_snapshots` (`tenant_id`, `touchpoint_id`, `period_start`, `id`);
ALTER TABLE `inspections` ADD COLUMN `client_digest` text NULL;
ALTER TABLE `inspections` ADD COLUMN `lapsed_at` datetime NULL;

-- +goose Down
ALTER TABLE `inspections` DROP COLUMN `lapsed_at`;
ALTER TABLE `inspections` DROP COLUMN `client_digest`;
DROP INDEX `indicatorsnapshot_tenant_id_touchpoint_id_period_start_id`;
ALTER TABLE `indicator_snapshots` DROP COLUMN `touchpoint_id`;
ALTER TABLE `indicators` DROP COLUMN `touchpoint_targets`;
ALTER TABLE `improvement_projects` DROP COLUMN `past_owner_ids`;
DROP INDEX `improvementaction_tenant_id_indicator_id`;
ALTER TABLE `improvement_actions` DROP COLUMN `indicator_id`;
ALTER TABLE `improvement_actions` DROP COLUMN `reached`;
ALTER TABLE `improvement_actions` DROP COLUMN `target`;
