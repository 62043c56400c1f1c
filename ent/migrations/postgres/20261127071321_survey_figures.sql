-- +goose Up
-- modify "opportunities" table
ALTER TABLE "opportunities" ADD COLUMN "converted_at" timestamptz NULL;
-- modify "requirements" table
ALTER TABLE "requirements" ADD COLUMN "planned_at" timestamptz NULL;
-- create index "surveyinvitation_tenant_id_sent_at" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_sent_at" ON "survey_invitations" ("tenant_id", "sent_at");

-- +goose Down
-- reverse: create index "surveyinvitation_tenant_id_sent_at" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_sent_at";
-- reverse: modify "requirements" table
ALTER TABLE "requirements" DROP COLUMN "planned_at";
-- reverse: modify "opportunities" table
ALTER TABLE "opportunities" DROP COLUMN "converted_at";
