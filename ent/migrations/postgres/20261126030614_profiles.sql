-- What a customer is worth and where the relation stands; how a person is reached by WeChat and wants to be contacted.

-- +goose Up
-- modify "contacts" table
ALTER TABLE "contacts" ADD COLUMN "wechat" bytea NULL, ADD COLUMN "wechat_hash" bytea NULL, ADD COLUMN "preferred_frequency" character varying NULL COLLATE "C", ADD COLUMN "preferred_channels" jsonb NULL, ADD COLUMN "wanted_content" jsonb NULL, ADD COLUMN "do_not_disturb" boolean NOT NULL DEFAULT false;
-- create index "contact_tenant_id_wechat_hash" to table: "contacts"
CREATE INDEX "contact_tenant_id_wechat_hash" ON "contacts" ("tenant_id", "wechat_hash");
-- modify "customers" table
ALTER TABLE "customers" ADD COLUMN "cooperation_since" character varying NULL COLLATE "C", ADD COLUMN "cooperation_products" jsonb NULL, ADD COLUMN "value_amount" bigint NULL, ADD COLUMN "growth_potential" bigint NULL, ADD COLUMN "relationship_stage" character varying NULL COLLATE "C", ADD COLUMN "renewal_due_on" character varying NULL COLLATE "C", ADD COLUMN "churn_reason" character varying NULL COLLATE "C";

-- +goose Down
-- reverse: modify "customers" table
ALTER TABLE "customers" DROP COLUMN "churn_reason", DROP COLUMN "renewal_due_on", DROP COLUMN "relationship_stage", DROP COLUMN "growth_potential", DROP COLUMN "value_amount", DROP COLUMN "cooperation_products", DROP COLUMN "cooperation_since";
-- reverse: create index "contact_tenant_id_wechat_hash" to table: "contacts"
DROP INDEX "contact_tenant_id_wechat_hash";
-- reverse: modify "contacts" table
ALTER TABLE "contacts" DROP COLUMN "do_not_disturb", DROP COLUMN "wanted_content", DROP COLUMN "preferred_channels", DROP COLUMN "preferred_frequency", DROP COLUMN "wechat_hash", DROP COLUMN "wechat";
