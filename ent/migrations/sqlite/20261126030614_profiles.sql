-- What a customer is worth and where the relation stands; how a person is reached by WeChat and wants to be contacted.

-- +goose Up
-- add column "wechat" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `wechat` blob NULL;
-- add column "wechat_hash" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `wechat_hash` blob NULL;
-- add column "preferred_frequency" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `preferred_frequency` text NULL;
-- add column "preferred_channels" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `preferred_channels` json NULL;
-- add column "wanted_content" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `wanted_content` json NULL;
-- add column "do_not_disturb" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `do_not_disturb` bool NOT NULL DEFAULT false;
-- create index "contact_tenant_id_wechat_hash" to table: "contacts"
CREATE INDEX `contact_tenant_id_wechat_hash` ON `contacts` (`tenant_id`, `wechat_hash`);
-- add column "cooperation_since" to table: "customers"
ALTER TABLE `customers` ADD COLUMN `cooperation_since` text NULL;
-- add column "cooperation_products" to table: "customers"
ALTER TABLE `customers` ADD COLUMN `cooperation_products` json NULL;
-- add column "value_amount" to table: "customers"
ALTER TABLE `customers` ADD COLUMN `value_amount` integer NULL;
-- add column "growth_potential" to table: "customers"
ALTER TABLE `customers` ADD COLUMN `growth_potential` integer NULL;
-- add column "relationship_stage" to table: "customers"
ALTER TABLE `customers` ADD COLUMN `relationship_stage` text NULL;
-- add column "renewal_due_on" to table: "customers"
ALTER TABLE `customers` ADD COLUMN `renewal_due_on` text NULL;
-- add column "churn_reason" to table: "customers"
ALTER TABLE `customers` ADD COLUMN `churn_reason` text NULL;

-- +goose Down
-- reverse: add column "churn_reason" to table: "customers"
ALTER TABLE `customers` DROP COLUMN `churn_reason`;
-- reverse: add column "renewal_due_on" to table: "customers"
ALTER TABLE `customers` DROP COLUMN `renewal_due_on`;
-- reverse: add column "relationship_stage" to table: "customers"
ALTER TABLE `customers` DROP COLUMN `relationship_stage`;
-- reverse: add column "growth_potential" to table: "customers"
ALTER TABLE `customers` DROP COLUMN `growth_potential`;
-- reverse: add column "value_amount" to table: "customers"
ALTER TABLE `customers` DROP COLUMN `value_amount`;
-- reverse: add column "cooperation_products" to table: "customers"
ALTER TABLE `customers` DROP COLUMN `cooperation_products`;
-- reverse: add column "cooperation_since" to table: "customers"
ALTER TABLE `customers` DROP COLUMN `cooperation_since`;
-- reverse: create index "contact_tenant_id_wechat_hash" to table: "contacts"
DROP INDEX `contact_tenant_id_wechat_hash`;
-- reverse: add column "do_not_disturb" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `do_not_disturb`;
-- reverse: add column "wanted_content" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `wanted_content`;
-- reverse: add column "preferred_channels" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `preferred_channels`;
-- reverse: add column "preferred_frequency" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `preferred_frequency`;
-- reverse: add column "wechat_hash" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `wechat_hash`;
-- reverse: add column "wechat" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `wechat`;
