-- What history says of requirements that come in as facts.

-- +goose Up
ALTER TABLE `requirements` ADD COLUMN `external_system` text NULL;
ALTER TABLE `requirements` ADD COLUMN `external_id` text NULL;
ALTER TABLE `requirements` ADD COLUMN `sent_at` datetime NULL;
ALTER TABLE `requirements` ADD COLUMN `timely` bool NULL;
ALTER TABLE `requirements` ADD COLUMN `stated_response` text NULL;
CREATE UNIQUE INDEX `requirement_tenant_id_external_system_external_id` ON `requirements` (`tenant_id`, `external_system`, `external_id`);
CREATE INDEX `requirement_tenant_id_timely_received_at` ON `requirements` (`tenant_id`, `timely`, `received_at`);

-- +goose Down
DROP INDEX `requirement_tenant_id_timely_received_at`;
DROP INDEX `requirement_tenant_id_external_system_external_id`;
ALTER TABLE `requirements` DROP COLUMN `stated_response`;
ALTER TABLE `requirements` DROP COLUMN `timely`;
ALTER TABLE `requirements` DROP COLUMN `sent_at`;
ALTER TABLE `requirements` DROP COLUMN `external_id`;
ALTER TABLE `requirements` DROP COLUMN `external_system`;
