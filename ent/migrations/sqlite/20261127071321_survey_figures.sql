-- +goose Up
-- add column "planned_at" to table: "requirements"
ALTER TABLE `requirements` ADD COLUMN `planned_at` datetime NULL;
-- add column "converted_at" to table: "opportunities"
ALTER TABLE `opportunities` ADD COLUMN `converted_at` datetime NULL;
-- create index "surveyinvitation_tenant_id_sent_at" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_sent_at` ON `survey_invitations` (`tenant_id`, `sent_at`);

-- +goose Down
-- reverse: create index "surveyinvitation_tenant_id_sent_at" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_sent_at`;
-- reverse: add column "converted_at" to table: "opportunities"
ALTER TABLE `opportunities` DROP COLUMN `converted_at`;
-- reverse: add column "planned_at" to table: "requirements"
ALTER TABLE `requirements` DROP COLUMN `planned_at`;
