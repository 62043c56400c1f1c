-- +goose Up
-- create "purchase_records" table
CREATE TABLE "purchase_records" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "order_no" character varying NOT NULL COLLATE "C",
  "product" character varying NOT NULL COLLATE "C",
  "amount" bigint NOT NULL,
  "currency" character varying NOT NULL COLLATE "C",
  "ordered_on" character varying NOT NULL COLLATE "C",
  "promised_delivery_at" timestamptz NOT NULL,
  "shipped_at" timestamptz NULL,
  "delivered_at" timestamptz NULL,
  "delivery_state" character varying NOT NULL DEFAULT 'PLANNED' COLLATE "C",
  "tracking_ref" character varying NULL COLLATE "C",
  "exceptions" jsonb NOT NULL,
  "exceptions_open" boolean NOT NULL DEFAULT false,
  "delay_noted" boolean NOT NULL DEFAULT false,
  "end_reason" character varying NULL COLLATE "C",
  "customer_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "member_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "purchaserecord_tenant_id_id" to table: "purchase_records"
CREATE UNIQUE INDEX "purchaserecord_tenant_id_id" ON "purchase_records" ("tenant_id", "id");
-- create index "purchaserecord_tenant_id_order_no" to table: "purchase_records"
CREATE UNIQUE INDEX "purchaserecord_tenant_id_order_no" ON "purchase_records" ("tenant_id", "order_no");
-- create index "purchaserecord_tenant_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_ordered_on_id" ON "purchase_records" ("tenant_id", "ordered_on", "id");
-- create index "purchaserecord_tenant_id_created_at_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_created_at_id" ON "purchase_records" ("tenant_id", "created_at", "id");
-- create index "purchaserecord_tenant_id_promised_delivery_at_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_promised_delivery_at_id" ON "purchase_records" ("tenant_id", "promised_delivery_at", "id");
-- create index "purchaserecord_tenant_id_delivery_state_ordered_on_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_delivery_state_ordered_on_id" ON "purchase_records" ("tenant_id", "delivery_state", "ordered_on", "id");
-- create index "purchaserecord_tenant_id_delivery_state_promised_delivery_at_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_delivery_state_promised_delivery_at_id" ON "purchase_records" ("tenant_id", "delivery_state", "promised_delivery_at", "id");
-- create index "purchaserecord_tenant_id_delivered_at_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_delivered_at_id" ON "purchase_records" ("tenant_id", "delivered_at", "id");
-- create index "purchaserecord_tenant_id_exceptions_open_ordered_on_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_exceptions_open_ordered_on_id" ON "purchase_records" ("tenant_id", "exceptions_open", "ordered_on", "id");
-- create index "purchaserecord_tenant_id_customer_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_customer_id_ordered_on_id" ON "purchase_records" ("tenant_id", "customer_id", "ordered_on", "id");
-- create index "purchaserecord_tenant_id_department_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_department_id_ordered_on_id" ON "purchase_records" ("tenant_id", "department_id", "ordered_on", "id");
-- create index "purchaserecord_tenant_id_member_id_ordered_on_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_member_id_ordered_on_id" ON "purchase_records" ("tenant_id", "member_id", "ordered_on", "id");
-- create index "purchaserecord_tenant_id_created_by_ordered_on_id" to table: "purchase_records"
CREATE INDEX "purchaserecord_tenant_id_created_by_ordered_on_id" ON "purchase_records" ("tenant_id", "created_by", "ordered_on", "id");

-- +goose Down
-- reverse: create index "purchaserecord_tenant_id_created_by_ordered_on_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_created_by_ordered_on_id";
-- reverse: create index "purchaserecord_tenant_id_member_id_ordered_on_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_member_id_ordered_on_id";
-- reverse: create index "purchaserecord_tenant_id_department_id_ordered_on_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_department_id_ordered_on_id";
-- reverse: create index "purchaserecord_tenant_id_customer_id_ordered_on_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_customer_id_ordered_on_id";
-- reverse: create index "purchaserecord_tenant_id_exceptions_open_ordered_on_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_exceptions_open_ordered_on_id";
-- reverse: create index "purchaserecord_tenant_id_delivered_at_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_delivered_at_id";
-- reverse: create index "purchaserecord_tenant_id_delivery_state_promised_delivery_at_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_delivery_state_promised_delivery_at_id";
-- reverse: create index "purchaserecord_tenant_id_delivery_state_ordered_on_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_delivery_state_ordered_on_id";
-- reverse: create index "purchaserecord_tenant_id_promised_delivery_at_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_promised_delivery_at_id";
-- reverse: create index "purchaserecord_tenant_id_created_at_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_created_at_id";
-- reverse: create index "purchaserecord_tenant_id_ordered_on_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_ordered_on_id";
-- reverse: create index "purchaserecord_tenant_id_order_no" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_order_no";
-- reverse: create index "purchaserecord_tenant_id_id" to table: "purchase_records"
DROP INDEX "purchaserecord_tenant_id_id";
-- reverse: create "purchase_records" table
DROP TABLE "purchase_records";
