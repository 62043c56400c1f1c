-- +goose Up
-- modify "progress_entries" table
ALTER TABLE "progress_entries" ADD COLUMN "complaint_id" character varying NULL COLLATE "C";
-- create index "progressentry_tenant_id_complaint_id_created_at_id" to table: "progress_entries"
CREATE INDEX "progressentry_tenant_id_complaint_id_created_at_id" ON "progress_entries" ("tenant_id", "complaint_id", "created_at", "id");
-- modify "sla_clocks" table
ALTER TABLE "sla_clocks" ADD COLUMN "promised_at" timestamptz NULL, ADD COLUMN "complaint_id" character varying NULL COLLATE "C";
-- create index "slaclock_tenant_id_complaint_id" to table: "sla_clocks"
CREATE INDEX "slaclock_tenant_id_complaint_id" ON "sla_clocks" ("tenant_id", "complaint_id");
-- modify "sla_policies" table
ALTER TABLE "sla_policies" ADD COLUMN "severity" character varying NULL COLLATE "C";
-- create "complaints" table
CREATE TABLE "complaints" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "number" character varying NOT NULL COLLATE "C",
  "intake" character varying NOT NULL COLLATE "C",
  "complainant_name" character varying NULL COLLATE "C",
  "phone" bytea NULL,
  "phone_hash" bytea NULL,
  "email" bytea NULL,
  "email_hash" bytea NULL,
  "reach" bytea NULL,
  "locale" character varying NOT NULL DEFAULT 'zh_Hans' COLLATE "C",
  "content" character varying NOT NULL COLLATE "C",
  "product" character varying NULL COLLATE "C",
  "order_no" character varying NULL COLLATE "C",
  "remedy_sought" character varying NULL COLLATE "C",
  "disputed" boolean NULL,
  "complained_at" timestamptz NOT NULL,
  "channel" character varying NOT NULL COLLATE "C",
  "received_at" timestamptz NOT NULL,
  "promised_at" timestamptz NOT NULL,
  "promise_confirmed" boolean NOT NULL DEFAULT false,
  "due_at" timestamptz NOT NULL,
  "state" character varying NOT NULL DEFAULT 'RECEIVED' COLLATE "C",
  "nature" character varying NULL COLLATE "C",
  "severity" character varying NULL COLLATE "C",
  "cross_department" boolean NOT NULL DEFAULT false,
  "path" character varying NULL COLLATE "C",
  "level" character varying NOT NULL DEFAULT 'DEPARTMENT' COLLATE "C",
  "triages" jsonb NULL,
  "handed_over_at" timestamptz NULL,
  "acknowledgement" jsonb NULL,
  "investigation" jsonb NULL,
  "root_cause" character varying NULL COLLATE "C",
  "measures" jsonb NULL,
  "plans" jsonb NULL,
  "decision" jsonb NULL,
  "reply" jsonb NULL,
  "answer" jsonb NULL,
  "reopenings" jsonb NULL,
  "reopen_count" bigint NOT NULL DEFAULT 0,
  "outcome" character varying NULL COLLATE "C",
  "closing" jsonb NULL,
  "withdrawal" jsonb NULL,
  "closed_at" timestamptz NULL,
  "no_reply_at" timestamptz NULL,
  "attempts" bigint NOT NULL DEFAULT 0,
  "customer_told_at" timestamptz NULL,
  "silence_at" timestamptz NULL,
  "silence_told" bigint NOT NULL DEFAULT 0,
  "historic" boolean NOT NULL DEFAULT false,
  "external_system" character varying NULL COLLATE "C",
  "external_id" character varying NULL COLLATE "C",
  "timely" boolean NULL,
  "stated_response" character varying NULL COLLATE "C",
  "erased_at" timestamptz NULL,
  "grams" text NULL COLLATE "C",
  "customer_id" character varying NULL COLLATE "C",
  "contact_id" character varying NULL COLLATE "C",
  "purchase_id" character varying NULL COLLATE "C",
  "touchpoint_id" character varying NULL COLLATE "C",
  "form_id" character varying NULL COLLATE "C",
  "owner_department_id" character varying NULL COLLATE "C",
  "assignee_id" character varying NULL COLLATE "C",
  "group_id" character varying NULL COLLATE "C",
  "rating_id" character varying NULL COLLATE "C",
  "recurrence_of_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "complaint_tenant_id_id" to table: "complaints"
CREATE UNIQUE INDEX "complaint_tenant_id_id" ON "complaints" ("tenant_id", "id");
-- create index "complaint_tenant_id_number" to table: "complaints"
CREATE UNIQUE INDEX "complaint_tenant_id_number" ON "complaints" ("tenant_id", "number");
-- create index "complaint_tenant_id_external_system_external_id" to table: "complaints"
CREATE UNIQUE INDEX "complaint_tenant_id_external_system_external_id" ON "complaints" ("tenant_id", "external_system", "external_id");
-- create index "complaint_tenant_id_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_due_at_id" ON "complaints" ("tenant_id", "due_at", "id");
-- create index "complaint_tenant_id_created_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_created_at_id" ON "complaints" ("tenant_id", "created_at", "id");
-- create index "complaint_tenant_id_updated_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_updated_at_id" ON "complaints" ("tenant_id", "updated_at", "id");
-- create index "complaint_tenant_id_complained_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_complained_at_id" ON "complaints" ("tenant_id", "complained_at", "id");
-- create index "complaint_tenant_id_state_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_state_due_at_id" ON "complaints" ("tenant_id", "state", "due_at", "id");
-- create index "complaint_tenant_id_owner_department_id_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_owner_department_id_due_at_id" ON "complaints" ("tenant_id", "owner_department_id", "due_at", "id");
-- create index "complaint_tenant_id_assignee_id_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_assignee_id_due_at_id" ON "complaints" ("tenant_id", "assignee_id", "due_at", "id");
-- create index "complaint_tenant_id_created_by_due_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_created_by_due_at_id" ON "complaints" ("tenant_id", "created_by", "due_at", "id");
-- create index "complaint_tenant_id_group_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_group_id" ON "complaints" ("tenant_id", "group_id");
-- create index "complaint_tenant_id_contact_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_contact_id" ON "complaints" ("tenant_id", "contact_id");
-- create index "complaint_tenant_id_touchpoint_id_received_at" to table: "complaints"
CREATE INDEX "complaint_tenant_id_touchpoint_id_received_at" ON "complaints" ("tenant_id", "touchpoint_id", "received_at");
-- create index "complaint_tenant_id_purchase_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_purchase_id" ON "complaints" ("tenant_id", "purchase_id");
-- create index "complaint_tenant_id_form_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_form_id" ON "complaints" ("tenant_id", "form_id");
-- create index "complaint_tenant_id_rating_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_rating_id" ON "complaints" ("tenant_id", "rating_id");
-- create index "complaint_tenant_id_phone_hash" to table: "complaints"
CREATE INDEX "complaint_tenant_id_phone_hash" ON "complaints" ("tenant_id", "phone_hash");
-- create index "complaint_tenant_id_email_hash" to table: "complaints"
CREATE INDEX "complaint_tenant_id_email_hash" ON "complaints" ("tenant_id", "email_hash");
-- create index "complaint_tenant_id_recurrence_of_id_received_at" to table: "complaints"
CREATE INDEX "complaint_tenant_id_recurrence_of_id_received_at" ON "complaints" ("tenant_id", "recurrence_of_id", "received_at");
-- create index "complaint_tenant_id_customer_id_root_cause_closed_at" to table: "complaints"
CREATE INDEX "complaint_tenant_id_customer_id_root_cause_closed_at" ON "complaints" ("tenant_id", "customer_id", "root_cause", "closed_at");
-- create index "complaint_tenant_id_customer_id_complained_at_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_customer_id_complained_at_id" ON "complaints" ("tenant_id", "customer_id", "complained_at", "id");
-- create index "complaint_tenant_id_received_at_state_outcome" to table: "complaints"
CREATE INDEX "complaint_tenant_id_received_at_state_outcome" ON "complaints" ("tenant_id", "received_at", "state", "outcome");
-- create index "complaint_tenant_id_received_at_nature_root_cause_severity" to table: "complaints"
CREATE INDEX "complaint_tenant_id_received_at_nature_root_cause_severity" ON "complaints" ("tenant_id", "received_at", "nature", "root_cause", "severity");
-- create index "complaint_tenant_id_received_at_product" to table: "complaints"
CREATE INDEX "complaint_tenant_id_received_at_product" ON "complaints" ("tenant_id", "received_at", "product");
-- create index "complaint_tenant_id_received_at_channel_owner_department_id" to table: "complaints"
CREATE INDEX "complaint_tenant_id_received_at_channel_owner_department_id" ON "complaints" ("tenant_id", "received_at", "channel", "owner_department_id");
-- create index "complaint_tenant_id_closed_at_outcome" to table: "complaints"
CREATE INDEX "complaint_tenant_id_closed_at_outcome" ON "complaints" ("tenant_id", "closed_at", "outcome");
-- create index "complaint_tenant_id_timely_received_at" to table: "complaints"
CREATE INDEX "complaint_tenant_id_timely_received_at" ON "complaints" ("tenant_id", "timely", "received_at");
-- create index "complaint_tenant_id_silence_at" to table: "complaints"
CREATE INDEX "complaint_tenant_id_silence_at" ON "complaints" ("tenant_id", "silence_at");
-- create "complaint_forms" table
CREATE TABLE "complaint_forms" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "channel" character varying NOT NULL COLLATE "C",
  "introduction" character varying NULL COLLATE "C",
  "active" boolean NOT NULL DEFAULT true,
  "department_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "complaintform_tenant_id_id" to table: "complaint_forms"
CREATE UNIQUE INDEX "complaintform_tenant_id_id" ON "complaint_forms" ("tenant_id", "id");
-- create index "complaintform_tenant_id_name" to table: "complaint_forms"
CREATE UNIQUE INDEX "complaintform_tenant_id_name" ON "complaint_forms" ("tenant_id", "name");
-- create index "complaintform_tenant_id_created_at_id" to table: "complaint_forms"
CREATE INDEX "complaintform_tenant_id_created_at_id" ON "complaint_forms" ("tenant_id", "created_at", "id");
-- create index "complaintform_tenant_id_department_id" to table: "complaint_forms"
CREATE INDEX "complaintform_tenant_id_department_id" ON "complaint_forms" ("tenant_id", "department_id");

-- +goose Down
-- reverse: create index "complaintform_tenant_id_department_id" to table: "complaint_forms"
DROP INDEX "complaintform_tenant_id_department_id";
-- reverse: create index "complaintform_tenant_id_created_at_id" to table: "complaint_forms"
DROP INDEX "complaintform_tenant_id_created_at_id";
-- reverse: create index "complaintform_tenant_id_name" to table: "complaint_forms"
DROP INDEX "complaintform_tenant_id_name";
-- reverse: create index "complaintform_tenant_id_id" to table: "complaint_forms"
DROP INDEX "complaintform_tenant_id_id";
-- reverse: create "complaint_forms" table
DROP TABLE "complaint_forms";
-- reverse: create index "complaint_tenant_id_silence_at" to table: "complaints"
DROP INDEX "complaint_tenant_id_silence_at";
-- reverse: create index "complaint_tenant_id_timely_received_at" to table: "complaints"
DROP INDEX "complaint_tenant_id_timely_received_at";
-- reverse: create index "complaint_tenant_id_closed_at_outcome" to table: "complaints"
DROP INDEX "complaint_tenant_id_closed_at_outcome";
-- reverse: create index "complaint_tenant_id_received_at_channel_owner_department_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_received_at_channel_owner_department_id";
-- reverse: create index "complaint_tenant_id_received_at_product" to table: "complaints"
DROP INDEX "complaint_tenant_id_received_at_product";
-- reverse: create index "complaint_tenant_id_received_at_nature_root_cause_severity" to table: "complaints"
DROP INDEX "complaint_tenant_id_received_at_nature_root_cause_severity";
-- reverse: create index "complaint_tenant_id_received_at_state_outcome" to table: "complaints"
DROP INDEX "complaint_tenant_id_received_at_state_outcome";
-- reverse: create index "complaint_tenant_id_customer_id_complained_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_customer_id_complained_at_id";
-- reverse: create index "complaint_tenant_id_customer_id_root_cause_closed_at" to table: "complaints"
DROP INDEX "complaint_tenant_id_customer_id_root_cause_closed_at";
-- reverse: create index "complaint_tenant_id_recurrence_of_id_received_at" to table: "complaints"
DROP INDEX "complaint_tenant_id_recurrence_of_id_received_at";
-- reverse: create index "complaint_tenant_id_email_hash" to table: "complaints"
DROP INDEX "complaint_tenant_id_email_hash";
-- reverse: create index "complaint_tenant_id_phone_hash" to table: "complaints"
DROP INDEX "complaint_tenant_id_phone_hash";
-- reverse: create index "complaint_tenant_id_form_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_rating_id";
-- reverse: create index "complaint_tenant_id_form_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_form_id";
-- reverse: create index "complaint_tenant_id_touchpoint_id_received_at" to table: "complaints"
DROP INDEX "complaint_tenant_id_touchpoint_id_received_at";
-- reverse: create index "complaint_tenant_id_purchase_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_purchase_id";
-- reverse: create index "complaint_tenant_id_contact_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_contact_id";
-- reverse: create index "complaint_tenant_id_group_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_group_id";
-- reverse: create index "complaint_tenant_id_created_by_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_created_by_due_at_id";
-- reverse: create index "complaint_tenant_id_assignee_id_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_assignee_id_due_at_id";
-- reverse: create index "complaint_tenant_id_owner_department_id_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_owner_department_id_due_at_id";
-- reverse: create index "complaint_tenant_id_state_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_state_due_at_id";
-- reverse: create index "complaint_tenant_id_complained_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_complained_at_id";
-- reverse: create index "complaint_tenant_id_updated_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_updated_at_id";
-- reverse: create index "complaint_tenant_id_created_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_created_at_id";
-- reverse: create index "complaint_tenant_id_due_at_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_due_at_id";
-- reverse: create index "complaint_tenant_id_external_system_external_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_external_system_external_id";
-- reverse: create index "complaint_tenant_id_number" to table: "complaints"
DROP INDEX "complaint_tenant_id_number";
-- reverse: create index "complaint_tenant_id_id" to table: "complaints"
DROP INDEX "complaint_tenant_id_id";
-- reverse: create "complaints" table
DROP TABLE "complaints";
-- reverse: modify "sla_policies" table
ALTER TABLE "sla_policies" DROP COLUMN "severity";
-- reverse: create index "slaclock_tenant_id_complaint_id" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_complaint_id";
-- reverse: modify "sla_clocks" table
ALTER TABLE "sla_clocks" DROP COLUMN "complaint_id", DROP COLUMN "promised_at";
-- reverse: create index "progressentry_tenant_id_complaint_id_created_at_id" to table: "progress_entries"
DROP INDEX "progressentry_tenant_id_complaint_id_created_at_id";
-- reverse: modify "progress_entries" table
ALTER TABLE "progress_entries" DROP COLUMN "complaint_id";
