-- +goose Up
-- create "company_heads" table
CREATE TABLE "company_heads" (
  "id" character varying NOT NULL COLLATE "C",
  "company_id" character varying NOT NULL COLLATE "C",
  "position" bigint NOT NULL DEFAULT 0,
  "config_position" bigint NOT NULL DEFAULT 0,
  "floor" bigint NOT NULL DEFAULT 0,
  "hash" bytea NOT NULL,
  "next_due_at" timestamptz NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "companyhead_company_id" to table: "company_heads"
CREATE UNIQUE INDEX "companyhead_company_id" ON "company_heads" ("company_id");
-- create index "companyhead_next_due_at" to table: "company_heads"
CREATE INDEX "companyhead_next_due_at" ON "company_heads" ("next_due_at");
-- create "slug_directory" table
CREATE TABLE "slug_directory" (
  "id" character varying NOT NULL COLLATE "C",
  "slug" character varying NOT NULL COLLATE "C",
  "company_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "slug_directory_slug_key" to table: "slug_directory"
CREATE UNIQUE INDEX "slug_directory_slug_key" ON "slug_directory" ("slug");
-- create "contacts" table
CREATE TABLE "contacts" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "title" character varying NULL COLLATE "C",
  "phone" bytea NULL,
  "phone_hash" bytea NULL,
  "email" bytea NULL,
  "email_hash" bytea NULL,
  "customer_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "contact_tenant_id_id" to table: "contacts"
CREATE UNIQUE INDEX "contact_tenant_id_id" ON "contacts" ("tenant_id", "id");
-- create index "contact_tenant_id_customer_id_created_at" to table: "contacts"
CREATE INDEX "contact_tenant_id_customer_id_created_at" ON "contacts" ("tenant_id", "customer_id", "created_at");
-- create index "contact_tenant_id_phone_hash" to table: "contacts"
CREATE INDEX "contact_tenant_id_phone_hash" ON "contacts" ("tenant_id", "phone_hash");
-- create index "contact_tenant_id_email_hash" to table: "contacts"
CREATE INDEX "contact_tenant_id_email_hash" ON "contacts" ("tenant_id", "email_hash");
-- create "counters" table
CREATE TABLE "counters" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "name" character varying NOT NULL COLLATE "C",
  "bucket" character varying NOT NULL DEFAULT '' COLLATE "C",
  "amount" bigint NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "counter_tenant_id_id" to table: "counters"
CREATE UNIQUE INDEX "counter_tenant_id_id" ON "counters" ("tenant_id", "id");
-- create index "counter_tenant_id_name_bucket" to table: "counters"
CREATE UNIQUE INDEX "counter_tenant_id_name_bucket" ON "counters" ("tenant_id", "name", "bucket");
-- create "customers" table
CREATE TABLE "customers" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL DEFAULT 'COMPANY' COLLATE "C",
  "name" character varying NOT NULL COLLATE "C",
  "industry" character varying NULL COLLATE "C",
  "industry_other" character varying NULL COLLATE "C",
  "size_band" character varying NULL COLLATE "C",
  "cooperation_band" character varying NULL COLLATE "C",
  "address" character varying NULL COLLATE "C",
  "tier_key" character varying NOT NULL COLLATE "C",
  "external_system" character varying NULL COLLATE "C",
  "external_id" character varying NULL COLLATE "C",
  "grams" text NOT NULL DEFAULT '' COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "account_manager_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "customer_tenant_id_id" to table: "customers"
CREATE UNIQUE INDEX "customer_tenant_id_id" ON "customers" ("tenant_id", "id");
-- create index "customer_tenant_id_name_id" to table: "customers"
CREATE INDEX "customer_tenant_id_name_id" ON "customers" ("tenant_id", "name", "id");
-- create index "customer_tenant_id_created_at_id" to table: "customers"
CREATE INDEX "customer_tenant_id_created_at_id" ON "customers" ("tenant_id", "created_at", "id");
-- create index "customer_tenant_id_updated_at_id" to table: "customers"
CREATE INDEX "customer_tenant_id_updated_at_id" ON "customers" ("tenant_id", "updated_at", "id");
-- create index "customer_tenant_id_tier_key_name" to table: "customers"
CREATE INDEX "customer_tenant_id_tier_key_name" ON "customers" ("tenant_id", "tier_key", "name");
-- create index "customer_tenant_id_industry_name" to table: "customers"
CREATE INDEX "customer_tenant_id_industry_name" ON "customers" ("tenant_id", "industry", "name");
-- create index "customer_tenant_id_department_id_name" to table: "customers"
CREATE INDEX "customer_tenant_id_department_id_name" ON "customers" ("tenant_id", "department_id", "name");
-- create index "customer_tenant_id_account_manager_id_name" to table: "customers"
CREATE INDEX "customer_tenant_id_account_manager_id_name" ON "customers" ("tenant_id", "account_manager_id", "name");
-- create index "customer_tenant_id_external_system_external_id" to table: "customers"
CREATE UNIQUE INDEX "customer_tenant_id_external_system_external_id" ON "customers" ("tenant_id", "external_system", "external_id");
-- create "customer_tiers" table
CREATE TABLE "customer_tiers" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "key" character varying NOT NULL COLLATE "C",
  "label" character varying NOT NULL COLLATE "C",
  "rank" bigint NOT NULL,
  "collection_class" character varying NOT NULL COLLATE "C",
  "maintenance_class" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "customertier_tenant_id_id" to table: "customer_tiers"
CREATE UNIQUE INDEX "customertier_tenant_id_id" ON "customer_tiers" ("tenant_id", "id");
-- create index "customertier_tenant_id_key" to table: "customer_tiers"
CREATE UNIQUE INDEX "customertier_tenant_id_key" ON "customer_tiers" ("tenant_id", "key");
-- create "departments" table
CREATE TABLE "departments" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "type" character varying NOT NULL COLLATE "C",
  "is_management" boolean NOT NULL DEFAULT false,
  "active" boolean NOT NULL DEFAULT true,
  "parent_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "department_tenant_id_id" to table: "departments"
CREATE UNIQUE INDEX "department_tenant_id_id" ON "departments" ("tenant_id", "id");
-- create index "department_tenant_id_name" to table: "departments"
CREATE UNIQUE INDEX "department_tenant_id_name" ON "departments" ("tenant_id", "name");
-- create index "department_tenant_id_parent_id" to table: "departments"
CREATE INDEX "department_tenant_id_parent_id" ON "departments" ("tenant_id", "parent_id");
-- create index "department_tenant_id_created_at_id" to table: "departments"
CREATE INDEX "department_tenant_id_created_at_id" ON "departments" ("tenant_id", "created_at", "id");
-- create "events" table
CREATE TABLE "events" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "position" bigint NOT NULL,
  "type" character varying NOT NULL COLLATE "C",
  "kind" character varying NOT NULL COLLATE "C",
  "subject_type" character varying NOT NULL COLLATE "C",
  "subject_id" character varying NOT NULL COLLATE "C",
  "number" character varying NULL COLLATE "C",
  "from_state" character varying NULL COLLATE "C",
  "to_state" character varying NULL COLLATE "C",
  "actor_id" character varying NULL COLLATE "C",
  "department_ids" jsonb NOT NULL,
  "member_ids" jsonb NOT NULL,
  "fields" jsonb NOT NULL,
  "clause_ids" jsonb NOT NULL,
  "occurred_at" timestamptz NOT NULL,
  "request_id" character varying NULL COLLATE "C",
  "commitment" bytea NULL,
  "hash" bytea NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "event_tenant_id_id" to table: "events"
CREATE UNIQUE INDEX "event_tenant_id_id" ON "events" ("tenant_id", "id");
-- create index "event_tenant_id_position" to table: "events"
CREATE UNIQUE INDEX "event_tenant_id_position" ON "events" ("tenant_id", "position");
-- create index "event_tenant_id_subject_id_position" to table: "events"
CREATE INDEX "event_tenant_id_subject_id_position" ON "events" ("tenant_id", "subject_id", "position");
-- create "event_details" table
CREATE TABLE "event_details" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "event_id" character varying NOT NULL COLLATE "C",
  "salt" bytea NOT NULL,
  "body" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "eventdetail_tenant_id_id" to table: "event_details"
CREATE UNIQUE INDEX "eventdetail_tenant_id_id" ON "event_details" ("tenant_id", "id");
-- create index "eventdetail_tenant_id_event_id" to table: "event_details"
CREATE UNIQUE INDEX "eventdetail_tenant_id_event_id" ON "event_details" ("tenant_id", "event_id");
-- create "login_attempts" table
CREATE TABLE "login_attempts" (
  "id" character varying NOT NULL COLLATE "C",
  "subject" bytea NOT NULL,
  "failures" bigint NOT NULL,
  "window_ends_at" timestamptz NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "login_attempts_subject_key" to table: "login_attempts"
CREATE UNIQUE INDEX "login_attempts_subject_key" ON "login_attempts" ("subject");
-- create index "loginattempt_window_ends_at" to table: "login_attempts"
CREATE INDEX "loginattempt_window_ends_at" ON "login_attempts" ("window_ends_at");
-- create "members" table
CREATE TABLE "members" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "user_id" character varying NOT NULL COLLATE "C",
  "display_name" character varying NOT NULL COLLATE "C",
  "email" character varying NOT NULL COLLATE "C",
  "post" character varying NULL COLLATE "C",
  "employee_number" character varying NULL COLLATE "C",
  "is_department_head" boolean NOT NULL DEFAULT false,
  "state" character varying NOT NULL DEFAULT 'ACTIVE' COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "member_tenant_id_id" to table: "members"
CREATE UNIQUE INDEX "member_tenant_id_id" ON "members" ("tenant_id", "id");
-- create index "member_tenant_id_user_id" to table: "members"
CREATE UNIQUE INDEX "member_tenant_id_user_id" ON "members" ("tenant_id", "user_id");
-- create index "member_tenant_id_email" to table: "members"
CREATE UNIQUE INDEX "member_tenant_id_email" ON "members" ("tenant_id", "email");
-- create index "member_tenant_id_display_name_id" to table: "members"
CREATE INDEX "member_tenant_id_display_name_id" ON "members" ("tenant_id", "display_name", "id");
-- create index "member_tenant_id_created_at_id" to table: "members"
CREATE INDEX "member_tenant_id_created_at_id" ON "members" ("tenant_id", "created_at", "id");
-- create index "member_tenant_id_department_id" to table: "members"
CREATE INDEX "member_tenant_id_department_id" ON "members" ("tenant_id", "department_id");
-- create "member_roles" table
CREATE TABLE "member_roles" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "member_id" character varying NOT NULL COLLATE "C",
  "role_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "memberrole_tenant_id_id" to table: "member_roles"
CREATE UNIQUE INDEX "memberrole_tenant_id_id" ON "member_roles" ("tenant_id", "id");
-- create index "memberrole_tenant_id_member_id_role_id" to table: "member_roles"
CREATE UNIQUE INDEX "memberrole_tenant_id_member_id_role_id" ON "member_roles" ("tenant_id", "member_id", "role_id");
-- create index "memberrole_tenant_id_role_id" to table: "member_roles"
CREATE INDEX "memberrole_tenant_id_role_id" ON "member_roles" ("tenant_id", "role_id");
-- create "number_series" table
CREATE TABLE "number_series" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "kind" character varying NOT NULL COLLATE "C",
  "year" bigint NOT NULL,
  "last" bigint NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "numberseries_tenant_id_id" to table: "number_series"
CREATE UNIQUE INDEX "numberseries_tenant_id_id" ON "number_series" ("tenant_id", "id");
-- create index "numberseries_tenant_id_kind_year" to table: "number_series"
CREATE UNIQUE INDEX "numberseries_tenant_id_kind_year" ON "number_series" ("tenant_id", "kind", "year");
-- create "requirements" table
CREATE TABLE "requirements" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "number" character varying NULL COLLATE "C",
  "title" character varying NOT NULL COLLATE "C",
  "original_text" character varying NOT NULL COLLATE "C",
  "content" character varying NOT NULL COLLATE "C",
  "source" character varying NOT NULL COLLATE "C",
  "channel" character varying NULL COLLATE "C",
  "collected_at" timestamptz NOT NULL,
  "category" character varying NOT NULL COLLATE "C",
  "urgency" character varying NOT NULL COLLATE "C",
  "urgency_reason" character varying NULL COLLATE "C",
  "nature" character varying NULL COLLATE "C",
  "expectation" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "received_at" timestamptz NULL,
  "due_at" timestamptz NOT NULL,
  "feasibility" jsonb NULL,
  "value" jsonb NULL,
  "plans" jsonb NULL,
  "response" jsonb NULL,
  "result" jsonb NULL,
  "outcome" jsonb NULL,
  "rejection" jsonb NULL,
  "reopen_count" bigint NOT NULL DEFAULT 0,
  "closed_at" timestamptz NULL,
  "grams" text NOT NULL DEFAULT '' COLLATE "C",
  "customer_id" character varying NOT NULL COLLATE "C",
  "lead_department_id" character varying NULL COLLATE "C",
  "assignee_id" character varying NULL COLLATE "C",
  "collected_by_id" character varying NULL COLLATE "C",
  "merged_into_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "requirement_tenant_id_id" to table: "requirements"
CREATE UNIQUE INDEX "requirement_tenant_id_id" ON "requirements" ("tenant_id", "id");
-- create index "requirement_tenant_id_number" to table: "requirements"
CREATE UNIQUE INDEX "requirement_tenant_id_number" ON "requirements" ("tenant_id", "number");
-- create index "requirement_tenant_id_urgency_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_urgency_id" ON "requirements" ("tenant_id", "urgency", "id");
-- create index "requirement_tenant_id_due_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_due_at_id" ON "requirements" ("tenant_id", "due_at", "id");
-- create index "requirement_tenant_id_created_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_created_at_id" ON "requirements" ("tenant_id", "created_at", "id");
-- create index "requirement_tenant_id_updated_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_updated_at_id" ON "requirements" ("tenant_id", "updated_at", "id");
-- create index "requirement_tenant_id_urgency_due_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_urgency_due_at_id" ON "requirements" ("tenant_id", "urgency", "due_at", "id");
-- create index "requirement_tenant_id_state_due_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_state_due_at_id" ON "requirements" ("tenant_id", "state", "due_at", "id");
-- create index "requirement_tenant_id_customer_id_created_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_customer_id_created_at_id" ON "requirements" ("tenant_id", "customer_id", "created_at", "id");
-- create index "requirement_tenant_id_lead_department_id_due_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_lead_department_id_due_at_id" ON "requirements" ("tenant_id", "lead_department_id", "due_at", "id");
-- create index "requirement_tenant_id_assignee_id_due_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_assignee_id_due_at_id" ON "requirements" ("tenant_id", "assignee_id", "due_at", "id");
-- create index "requirement_tenant_id_created_by_due_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_created_by_due_at_id" ON "requirements" ("tenant_id", "created_by", "due_at", "id");
-- create index "requirement_tenant_id_collected_by_id_due_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_collected_by_id_due_at_id" ON "requirements" ("tenant_id", "collected_by_id", "due_at", "id");
-- create "requirement_departments" table
CREATE TABLE "requirement_departments" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "requirement_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "requirementdepartment_tenant_id_id" to table: "requirement_departments"
CREATE UNIQUE INDEX "requirementdepartment_tenant_id_id" ON "requirement_departments" ("tenant_id", "id");
-- create index "requirementdepartment_tenant_id_requirement_id_department_id" to table: "requirement_departments"
CREATE UNIQUE INDEX "requirementdepartment_tenant_id_requirement_id_department_id" ON "requirement_departments" ("tenant_id", "requirement_id", "department_id");
-- create index "requirementdepartment_tenant_id_department_id" to table: "requirement_departments"
CREATE INDEX "requirementdepartment_tenant_id_department_id" ON "requirement_departments" ("tenant_id", "department_id");
-- create "requirement_links" table
CREATE TABLE "requirement_links" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "type" character varying NOT NULL COLLATE "C",
  "resolution" character varying NULL COLLATE "C",
  "resolved_at" timestamptz NULL,
  "requirement_id" character varying NOT NULL COLLATE "C",
  "other_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "requirementlink_tenant_id_id" to table: "requirement_links"
CREATE UNIQUE INDEX "requirementlink_tenant_id_id" ON "requirement_links" ("tenant_id", "id");
-- create index "requirementlink_tenant_id_requirement_id_other_id_type" to table: "requirement_links"
CREATE UNIQUE INDEX "requirementlink_tenant_id_requirement_id_other_id_type" ON "requirement_links" ("tenant_id", "requirement_id", "other_id", "type");
-- create index "requirementlink_tenant_id_other_id" to table: "requirement_links"
CREATE INDEX "requirementlink_tenant_id_other_id" ON "requirement_links" ("tenant_id", "other_id");
-- create "roles" table
CREATE TABLE "roles" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "key" character varying NOT NULL COLLATE "C",
  "name" character varying NOT NULL COLLATE "C",
  "description" character varying NULL COLLATE "C",
  "builtin" boolean NOT NULL DEFAULT false,
  "grants" jsonb NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "role_tenant_id_id" to table: "roles"
CREATE UNIQUE INDEX "role_tenant_id_id" ON "roles" ("tenant_id", "id");
-- create index "role_tenant_id_key" to table: "roles"
CREATE UNIQUE INDEX "role_tenant_id_key" ON "roles" ("tenant_id", "key");
-- create "sessions" table
CREATE TABLE "sessions" (
  "id" character varying NOT NULL COLLATE "C",
  "user_id" character varying NOT NULL COLLATE "C",
  "company_id" character varying NOT NULL COLLATE "C",
  "member_id" character varying NOT NULL COLLATE "C",
  "generation" bigint NOT NULL DEFAULT 0,
  "created_at" timestamptz NOT NULL,
  "rotated_at" timestamptz NOT NULL,
  "expires_at" timestamptz NOT NULL,
  "ended_at" timestamptz NULL,
  "end_reason" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "session_user_id_ended_at" to table: "sessions"
CREATE INDEX "session_user_id_ended_at" ON "sessions" ("user_id", "ended_at");
-- create index "session_company_id_member_id" to table: "sessions"
CREATE INDEX "session_company_id_member_id" ON "sessions" ("company_id", "member_id");
-- create "signing_keys" table
CREATE TABLE "signing_keys" (
  "id" character varying NOT NULL COLLATE "C",
  "kid" character varying NOT NULL COLLATE "C",
  "public_key" bytea NOT NULL,
  "private_key" bytea NOT NULL,
  "created_at" timestamptz NOT NULL,
  "signs_until" timestamptz NOT NULL,
  "verifies_until" timestamptz NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "signing_keys_kid_key" to table: "signing_keys"
CREATE UNIQUE INDEX "signing_keys_kid_key" ON "signing_keys" ("kid");
-- create "sla_clocks" table
CREATE TABLE "sla_clocks" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "policy_id" character varying NOT NULL COLLATE "C",
  "policy_version" bigint NOT NULL,
  "calendar_id" character varying NOT NULL COLLATE "C",
  "kind" character varying NOT NULL COLLATE "C",
  "state" character varying NOT NULL COLLATE "C",
  "amount" bigint NOT NULL,
  "unit" character varying NOT NULL COLLATE "C",
  "started_at" timestamptz NOT NULL,
  "due_at" timestamptz NOT NULL,
  "stopped_at" timestamptz NULL,
  "pauses" jsonb NOT NULL,
  "requirement_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "slaclock_tenant_id_id" to table: "sla_clocks"
CREATE UNIQUE INDEX "slaclock_tenant_id_id" ON "sla_clocks" ("tenant_id", "id");
-- create index "slaclock_tenant_id_requirement_id" to table: "sla_clocks"
CREATE INDEX "slaclock_tenant_id_requirement_id" ON "sla_clocks" ("tenant_id", "requirement_id");
-- create index "slaclock_tenant_id_kind_due_at_state_stopped_at" to table: "sla_clocks"
CREATE INDEX "slaclock_tenant_id_kind_due_at_state_stopped_at" ON "sla_clocks" ("tenant_id", "kind", "due_at", "state", "stopped_at");
-- create index "slaclock_tenant_id_state_due_at" to table: "sla_clocks"
CREATE INDEX "slaclock_tenant_id_state_due_at" ON "sla_clocks" ("tenant_id", "state", "due_at");
-- create "sla_policies" table
CREATE TABLE "sla_policies" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "target" character varying NOT NULL COLLATE "C",
  "clock_kind" character varying NOT NULL COLLATE "C",
  "urgency" character varying NULL COLLATE "C",
  "tier_key" character varying NULL COLLATE "C",
  "amount" bigint NOT NULL,
  "unit" character varying NOT NULL COLLATE "C",
  "pause_on" jsonb NOT NULL,
  "warn_at_percent" jsonb NOT NULL,
  "active" boolean NOT NULL DEFAULT true,
  "valid_from" timestamptz NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "slapolicy_tenant_id_id" to table: "sla_policies"
CREATE UNIQUE INDEX "slapolicy_tenant_id_id" ON "sla_policies" ("tenant_id", "id");
-- create index "slapolicy_tenant_id_target_active" to table: "sla_policies"
CREATE INDEX "slapolicy_tenant_id_target_active" ON "sla_policies" ("tenant_id", "target", "active");
-- create "tenants" table
CREATE TABLE "tenants" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "slug" character varying NOT NULL COLLATE "C",
  "name" character varying NOT NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'ONBOARDING' COLLATE "C",
  "timezone" character varying NOT NULL DEFAULT 'Asia/Shanghai' COLLATE "C",
  "locale" character varying NOT NULL DEFAULT 'zh_Hans' COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "tenant_tenant_id_id" to table: "tenants"
CREATE UNIQUE INDEX "tenant_tenant_id_id" ON "tenants" ("tenant_id", "id");
-- create "users" table
CREATE TABLE "users" (
  "id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "email" character varying NOT NULL COLLATE "C",
  "password_hash" character varying NOT NULL COLLATE "C",
  "must_change_password" boolean NOT NULL DEFAULT false,
  "locale" character varying NOT NULL DEFAULT 'zh_Hans' COLLATE "C",
  "disabled" boolean NOT NULL DEFAULT false,
  PRIMARY KEY ("id")
);
-- create index "users_email_key" to table: "users"
CREATE UNIQUE INDEX "users_email_key" ON "users" ("email");
-- create "membership_directory" table
CREATE TABLE "membership_directory" (
  "id" character varying NOT NULL COLLATE "C",
  "user_id" character varying NOT NULL COLLATE "C",
  "company_id" character varying NOT NULL COLLATE "C",
  "member_id" character varying NOT NULL COLLATE "C",
  "active" boolean NOT NULL DEFAULT true,
  "last_used_at" timestamptz NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "usercompany_user_id_company_id" to table: "membership_directory"
CREATE UNIQUE INDEX "usercompany_user_id_company_id" ON "membership_directory" ("user_id", "company_id");
-- create index "usercompany_member_id" to table: "membership_directory"
CREATE UNIQUE INDEX "usercompany_member_id" ON "membership_directory" ("member_id");
-- create "working_calendars" table
CREATE TABLE "working_calendars" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "timezone" character varying NOT NULL COLLATE "C",
  "is_default" boolean NOT NULL DEFAULT false,
  "week" jsonb NOT NULL,
  "days" jsonb NOT NULL,
  "valid_until" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "workingcalendar_tenant_id_id" to table: "working_calendars"
CREATE UNIQUE INDEX "workingcalendar_tenant_id_id" ON "working_calendars" ("tenant_id", "id");
-- create index "workingcalendar_tenant_id_name" to table: "working_calendars"
CREATE UNIQUE INDEX "workingcalendar_tenant_id_name" ON "working_calendars" ("tenant_id", "name");

-- +goose Down
-- reverse: create index "workingcalendar_tenant_id_name" to table: "working_calendars"
DROP INDEX "workingcalendar_tenant_id_name";
-- reverse: create index "workingcalendar_tenant_id_id" to table: "working_calendars"
DROP INDEX "workingcalendar_tenant_id_id";
-- reverse: create "working_calendars" table
DROP TABLE "working_calendars";
-- reverse: create index "usercompany_member_id" to table: "membership_directory"
DROP INDEX "usercompany_member_id";
-- reverse: create index "usercompany_user_id_company_id" to table: "membership_directory"
DROP INDEX "usercompany_user_id_company_id";
-- reverse: create "membership_directory" table
DROP TABLE "membership_directory";
-- reverse: create index "users_email_key" to table: "users"
DROP INDEX "users_email_key";
-- reverse: create "users" table
DROP TABLE "users";
-- reverse: create index "tenant_tenant_id_id" to table: "tenants"
DROP INDEX "tenant_tenant_id_id";
-- reverse: create "tenants" table
DROP TABLE "tenants";
-- reverse: create index "slapolicy_tenant_id_target_active" to table: "sla_policies"
DROP INDEX "slapolicy_tenant_id_target_active";
-- reverse: create index "slapolicy_tenant_id_id" to table: "sla_policies"
DROP INDEX "slapolicy_tenant_id_id";
-- reverse: create "sla_policies" table
DROP TABLE "sla_policies";
-- reverse: create index "slaclock_tenant_id_state_due_at" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_state_due_at";
-- reverse: create index "slaclock_tenant_id_kind_due_at_state_stopped_at" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_kind_due_at_state_stopped_at";
-- reverse: create index "slaclock_tenant_id_requirement_id" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_requirement_id";
-- reverse: create index "slaclock_tenant_id_id" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_id";
-- reverse: create "sla_clocks" table
DROP TABLE "sla_clocks";
-- reverse: create index "signing_keys_kid_key" to table: "signing_keys"
DROP INDEX "signing_keys_kid_key";
-- reverse: create "signing_keys" table
DROP TABLE "signing_keys";
-- reverse: create index "session_company_id_member_id" to table: "sessions"
DROP INDEX "session_company_id_member_id";
-- reverse: create index "session_user_id_ended_at" to table: "sessions"
DROP INDEX "session_user_id_ended_at";
-- reverse: create "sessions" table
DROP TABLE "sessions";
-- reverse: create index "role_tenant_id_key" to table: "roles"
DROP INDEX "role_tenant_id_key";
-- reverse: create index "role_tenant_id_id" to table: "roles"
DROP INDEX "role_tenant_id_id";
-- reverse: create "roles" table
DROP TABLE "roles";
-- reverse: create index "requirementlink_tenant_id_other_id" to table: "requirement_links"
DROP INDEX "requirementlink_tenant_id_other_id";
-- reverse: create index "requirementlink_tenant_id_requirement_id_other_id_type" to table: "requirement_links"
DROP INDEX "requirementlink_tenant_id_requirement_id_other_id_type";
-- reverse: create index "requirementlink_tenant_id_id" to table: "requirement_links"
DROP INDEX "requirementlink_tenant_id_id";
-- reverse: create "requirement_links" table
DROP TABLE "requirement_links";
-- reverse: create index "requirementdepartment_tenant_id_department_id" to table: "requirement_departments"
DROP INDEX "requirementdepartment_tenant_id_department_id";
-- reverse: create index "requirementdepartment_tenant_id_requirement_id_department_id" to table: "requirement_departments"
DROP INDEX "requirementdepartment_tenant_id_requirement_id_department_id";
-- reverse: create index "requirementdepartment_tenant_id_id" to table: "requirement_departments"
DROP INDEX "requirementdepartment_tenant_id_id";
-- reverse: create "requirement_departments" table
DROP TABLE "requirement_departments";
-- reverse: create index "requirement_tenant_id_collected_by_id_due_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_collected_by_id_due_at_id";
-- reverse: create index "requirement_tenant_id_created_by_due_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_created_by_due_at_id";
-- reverse: create index "requirement_tenant_id_assignee_id_due_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_assignee_id_due_at_id";
-- reverse: create index "requirement_tenant_id_lead_department_id_due_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_lead_department_id_due_at_id";
-- reverse: create index "requirement_tenant_id_customer_id_created_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_customer_id_created_at_id";
-- reverse: create index "requirement_tenant_id_state_due_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_state_due_at_id";
-- reverse: create index "requirement_tenant_id_urgency_due_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_urgency_due_at_id";
-- reverse: create index "requirement_tenant_id_updated_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_updated_at_id";
-- reverse: create index "requirement_tenant_id_created_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_created_at_id";
-- reverse: create index "requirement_tenant_id_due_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_due_at_id";
-- reverse: create index "requirement_tenant_id_urgency_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_urgency_id";
-- reverse: create index "requirement_tenant_id_number" to table: "requirements"
DROP INDEX "requirement_tenant_id_number";
-- reverse: create index "requirement_tenant_id_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_id";
-- reverse: create "requirements" table
DROP TABLE "requirements";
-- reverse: create index "numberseries_tenant_id_kind_year" to table: "number_series"
DROP INDEX "numberseries_tenant_id_kind_year";
-- reverse: create index "numberseries_tenant_id_id" to table: "number_series"
DROP INDEX "numberseries_tenant_id_id";
-- reverse: create "number_series" table
DROP TABLE "number_series";
-- reverse: create index "memberrole_tenant_id_role_id" to table: "member_roles"
DROP INDEX "memberrole_tenant_id_role_id";
-- reverse: create index "memberrole_tenant_id_member_id_role_id" to table: "member_roles"
DROP INDEX "memberrole_tenant_id_member_id_role_id";
-- reverse: create index "memberrole_tenant_id_id" to table: "member_roles"
DROP INDEX "memberrole_tenant_id_id";
-- reverse: create "member_roles" table
DROP TABLE "member_roles";
-- reverse: create index "member_tenant_id_department_id" to table: "members"
DROP INDEX "member_tenant_id_department_id";
-- reverse: create index "member_tenant_id_created_at_id" to table: "members"
DROP INDEX "member_tenant_id_created_at_id";
-- reverse: create index "member_tenant_id_display_name_id" to table: "members"
DROP INDEX "member_tenant_id_display_name_id";
-- reverse: create index "member_tenant_id_email" to table: "members"
DROP INDEX "member_tenant_id_email";
-- reverse: create index "member_tenant_id_user_id" to table: "members"
DROP INDEX "member_tenant_id_user_id";
-- reverse: create index "member_tenant_id_id" to table: "members"
DROP INDEX "member_tenant_id_id";
-- reverse: create "members" table
DROP TABLE "members";
-- reverse: create index "loginattempt_window_ends_at" to table: "login_attempts"
DROP INDEX "loginattempt_window_ends_at";
-- reverse: create index "login_attempts_subject_key" to table: "login_attempts"
DROP INDEX "login_attempts_subject_key";
-- reverse: create "login_attempts" table
DROP TABLE "login_attempts";
-- reverse: create index "eventdetail_tenant_id_event_id" to table: "event_details"
DROP INDEX "eventdetail_tenant_id_event_id";
-- reverse: create index "eventdetail_tenant_id_id" to table: "event_details"
DROP INDEX "eventdetail_tenant_id_id";
-- reverse: create "event_details" table
DROP TABLE "event_details";
-- reverse: create index "event_tenant_id_subject_id_position" to table: "events"
DROP INDEX "event_tenant_id_subject_id_position";
-- reverse: create index "event_tenant_id_position" to table: "events"
DROP INDEX "event_tenant_id_position";
-- reverse: create index "event_tenant_id_id" to table: "events"
DROP INDEX "event_tenant_id_id";
-- reverse: create "events" table
DROP TABLE "events";
-- reverse: create index "department_tenant_id_created_at_id" to table: "departments"
DROP INDEX "department_tenant_id_created_at_id";
-- reverse: create index "department_tenant_id_parent_id" to table: "departments"
DROP INDEX "department_tenant_id_parent_id";
-- reverse: create index "department_tenant_id_name" to table: "departments"
DROP INDEX "department_tenant_id_name";
-- reverse: create index "department_tenant_id_id" to table: "departments"
DROP INDEX "department_tenant_id_id";
-- reverse: create "departments" table
DROP TABLE "departments";
-- reverse: create index "customertier_tenant_id_key" to table: "customer_tiers"
DROP INDEX "customertier_tenant_id_key";
-- reverse: create index "customertier_tenant_id_id" to table: "customer_tiers"
DROP INDEX "customertier_tenant_id_id";
-- reverse: create "customer_tiers" table
DROP TABLE "customer_tiers";
-- reverse: create index "customer_tenant_id_external_system_external_id" to table: "customers"
DROP INDEX "customer_tenant_id_external_system_external_id";
-- reverse: create index "customer_tenant_id_account_manager_id_name" to table: "customers"
DROP INDEX "customer_tenant_id_account_manager_id_name";
-- reverse: create index "customer_tenant_id_department_id_name" to table: "customers"
DROP INDEX "customer_tenant_id_department_id_name";
-- reverse: create index "customer_tenant_id_industry_name" to table: "customers"
DROP INDEX "customer_tenant_id_industry_name";
-- reverse: create index "customer_tenant_id_tier_key_name" to table: "customers"
DROP INDEX "customer_tenant_id_tier_key_name";
-- reverse: create index "customer_tenant_id_updated_at_id" to table: "customers"
DROP INDEX "customer_tenant_id_updated_at_id";
-- reverse: create index "customer_tenant_id_created_at_id" to table: "customers"
DROP INDEX "customer_tenant_id_created_at_id";
-- reverse: create index "customer_tenant_id_name_id" to table: "customers"
DROP INDEX "customer_tenant_id_name_id";
-- reverse: create index "customer_tenant_id_id" to table: "customers"
DROP INDEX "customer_tenant_id_id";
-- reverse: create "customers" table
DROP TABLE "customers";
-- reverse: create index "counter_tenant_id_name_bucket" to table: "counters"
DROP INDEX "counter_tenant_id_name_bucket";
-- reverse: create index "counter_tenant_id_id" to table: "counters"
DROP INDEX "counter_tenant_id_id";
-- reverse: create "counters" table
DROP TABLE "counters";
-- reverse: create index "contact_tenant_id_email_hash" to table: "contacts"
DROP INDEX "contact_tenant_id_email_hash";
-- reverse: create index "contact_tenant_id_phone_hash" to table: "contacts"
DROP INDEX "contact_tenant_id_phone_hash";
-- reverse: create index "contact_tenant_id_customer_id_created_at" to table: "contacts"
DROP INDEX "contact_tenant_id_customer_id_created_at";
-- reverse: create index "contact_tenant_id_id" to table: "contacts"
DROP INDEX "contact_tenant_id_id";
-- reverse: create "contacts" table
DROP TABLE "contacts";
-- reverse: create index "slug_directory_slug_key" to table: "slug_directory"
DROP INDEX "slug_directory_slug_key";
-- reverse: create "slug_directory" table
DROP TABLE "slug_directory";
-- reverse: create index "companyhead_next_due_at" to table: "company_heads"
DROP INDEX "companyhead_next_due_at";
-- reverse: create index "companyhead_company_id" to table: "company_heads"
DROP INDEX "companyhead_company_id";
-- reverse: create "company_heads" table
DROP TABLE "company_heads";
