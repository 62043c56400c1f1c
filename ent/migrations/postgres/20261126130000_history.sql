-- What history says of requirements that come in as facts.

-- +goose Up
ALTER TABLE "requirements" ADD COLUMN "external_system" character varying NULL COLLATE "C", ADD COLUMN "external_id" character varying NULL COLLATE "C", ADD COLUMN "sent_at" timestamptz NULL, ADD COLUMN "timely" boolean NULL, ADD COLUMN "stated_response" character varying NULL COLLATE "C";
CREATE UNIQUE INDEX "requirement_tenant_id_external_system_external_id" ON "requirements" ("tenant_id", "external_system", "external_id");
CREATE INDEX "requirement_tenant_id_timely_received_at" ON "requirements" ("tenant_id", "timely", "received_at");

-- +goose Down
DROP INDEX "requirement_tenant_id_timely_received_at";
DROP INDEX "requirement_tenant_id_external_system_external_id";
ALTER TABLE "requirements" DROP COLUMN "stated_response", DROP COLUMN "timely", DROP COLUMN "sent_at", DROP COLUMN "external_id", DROP COLUMN "external_system";
