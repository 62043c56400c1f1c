-- +goose Up
-- create "purchase_records" table
CREATE TABLE `purchase_records` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `order_no` text NOT NULL,
  `product` text NOT NULL,
  `amount` integer NOT NULL,
  `currency` text NOT NULL,
  `ordered_on` text NOT NULL,
  `promised_delivery_at` datetime NOT NULL,
  `shipped_at` datetime NULL,
  `delivered_at` datetime NULL,
  `delivery_state` text NOT NULL DEFAULT ('PLANNED'),
  `tracking_ref` text NULL,
  `exceptions` json NOT NULL,
  `exceptions_open` bool NOT NULL DEFAULT (false),
  `delay_noted` bool NOT NULL DEFAULT (false),
  `end_reason` text NULL,
  `customer_id` text NOT NULL,
  `department_id` text NULL,
  `member_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `purchase_records_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `purchase_records_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `purchase_records_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "purchaserecord_tenant_id_id" to table: "purchase_records"
CREATE UNIQUE INDEX `purchaserecord_tenant_id_id` ON `purchase_records` (`tenant_id`, `id`);
-- create index "purchaserecord_tenant_id_order_no" to table: "purchase_records"
CREATE UNIQUE INDEX `purchaserecord_tenant_id_order_no` ON `purchase_records` (`tenant_id`, `order_no`);
-- create index "purchaserecord_tenant_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_ordered_on_id` ON `purchase_records` (`tenant_id`, `ordered_on`, `id`);
-- create index "purchaserecord_tenant_id_created_at_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_created_at_id` ON `purchase_records` (`tenant_id`, `created_at`, `id`);
-- create index "purchaserecord_tenant_id_promised_delivery_at_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_promised_delivery_at_id` ON `purchase_records` (`tenant_id`, `promised_delivery_at`, `id`);
-- create index "purchaserecord_tenant_id_delivery_state_ordered_on_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_delivery_state_ordered_on_id` ON `purchase_records` (`tenant_id`, `delivery_state`, `ordered_on`, `id`);
-- create index "purchaserecord_tenant_id_delivery_state_promised_delivery_at_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_delivery_state_promised_delivery_at_id` ON `purchase_records` (`tenant_id`, `delivery_state`, `promised_delivery_at`, `id`);
-- create index "purchaserecord_tenant_id_delivered_at_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_delivered_at_id` ON `purchase_records` (`tenant_id`, `delivered_at`, `id`);
-- create index "purchaserecord_tenant_id_exceptions_open_ordered_on_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_exceptions_open_ordered_on_id` ON `purchase_records` (`tenant_id`, `exceptions_open`, `ordered_on`, `id`);
-- create index "purchaserecord_tenant_id_customer_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_customer_id_ordered_on_id` ON `purchase_records` (`tenant_id`, `customer_id`, `ordered_on`, `id`);
-- create index "purchaserecord_tenant_id_department_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_department_id_ordered_on_id` ON `purchase_records` (`tenant_id`, `department_id`, `ordered_on`, `id`);
-- create index "purchaserecord_tenant_id_member_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_member_id_ordered_on_id` ON `purchase_records` (`tenant_id`, `member_id`, `ordered_on`, `id`);
-- create index "purchaserecord_tenant_id_created_by_ordered_on_id" to table: "purchase_records"
CREATE INDEX `purchaserecord_tenant_id_created_by_ordered_on_id` ON `purchase_records` (`tenant_id`, `created_by`, `ordered_on`, `id`);

-- +goose Down
-- reverse: create index "purchaserecord_tenant_id_created_by_ordered_on_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_created_by_ordered_on_id`;
-- reverse: create index "purchaserecord_tenant_id_member_id_ordered_on_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_member_id_ordered_on_id`;
-- reverse: create index "purchaserecord_tenant_id_department_id_ordered_on_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_department_id_ordered_on_id`;
-- reverse: create index "purchaserecord_tenant_id_customer_id_ordered_on_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_customer_id_ordered_on_id`;
-- reverse: create index "purchaserecord_tenant_id_exceptions_open_ordered_on_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_exceptions_open_ordered_on_id`;
-- reverse: create index "purchaserecord_tenant_id_delivered_at_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_delivered_at_id`;
-- reverse: create index "purchaserecord_tenant_id_delivery_state_promised_delivery_at_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_delivery_state_promised_delivery_at_id`;
-- reverse: create index "purchaserecord_tenant_id_delivery_state_ordered_on_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_delivery_state_ordered_on_id`;
-- reverse: create index "purchaserecord_tenant_id_promised_delivery_at_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_promised_delivery_at_id`;
-- reverse: create index "purchaserecord_tenant_id_created_at_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_created_at_id`;
-- reverse: create index "purchaserecord_tenant_id_ordered_on_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_ordered_on_id`;
-- reverse: create index "purchaserecord_tenant_id_order_no" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_order_no`;
-- reverse: create index "purchaserecord_tenant_id_id" to table: "purchase_records"
DROP INDEX `purchaserecord_tenant_id_id`;
-- reverse: create "purchase_records" table
DROP TABLE `purchase_records`;
