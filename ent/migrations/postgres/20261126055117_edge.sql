-- What lets companies onto it: invitations, tasks, approvals, notices, ratings, the directory of tokens; what clocks tell.

-- +goose Up
-- modify "members" table
ALTER TABLE "members" ADD COLUMN "notice_prefs" jsonb NULL;
-- create index "member_tenant_id_state" to table: "members"
CREATE INDEX "member_tenant_id_state" ON "members" ("tenant_id", "state");
-- modify "requirements" table
ALTER TABLE "requirements" ADD COLUMN "auto_close_at" timestamptz NULL;
-- create index "requirement_tenant_id_auto_close_at" to table: "requirements"
CREATE INDEX "requirement_tenant_id_auto_close_at" ON "requirements" ("tenant_id", "auto_close_at");
-- modify "sla_clocks" table
ALTER TABLE "sla_clocks" ADD COLUMN "warned_percent" bigint NOT NULL DEFAULT 0, ADD COLUMN "breached_at" timestamptz NULL, ADD COLUMN "escalation" bigint NOT NULL DEFAULT 0, ADD COLUMN "next_tick_at" timestamptz NULL;
-- create index "slaclock_tenant_id_next_tick_at" to table: "sla_clocks"
CREATE INDEX "slaclock_tenant_id_next_tick_at" ON "sla_clocks" ("tenant_id", "next_tick_at");
-- modify "tenants" table
ALTER TABLE "tenants" ADD COLUMN "plan" character varying NOT NULL DEFAULT 'FREE' COLLATE "C", ADD COLUMN "settings" jsonb NULL, ADD COLUMN "onboarding" jsonb NULL, ADD COLUMN "activated_at" timestamptz NULL, ADD COLUMN "suspended_reason" character varying NULL COLLATE "C", ADD COLUMN "exported_at" timestamptz NULL, ADD COLUMN "closing" jsonb NULL;
-- modify "users" table
ALTER TABLE "users" ADD COLUMN "email_verified_at" timestamptz NULL;
-- create "approvals" table
CREATE TABLE "approvals" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "subject_type" character varying NOT NULL COLLATE "C",
  "subject_id" character varying NOT NULL COLLATE "C",
  "number" character varying NULL COLLATE "C",
  "reason" character varying NULL COLLATE "C",
  "steps" jsonb NOT NULL,
  "votes" jsonb NOT NULL,
  "step" bigint NOT NULL DEFAULT 0,
  "state" character varying NOT NULL DEFAULT 'PENDING' COLLATE "C",
  "expires_at" timestamptz NOT NULL,
  "decided_at" timestamptz NULL,
  "plan" jsonb NULL,
  "clause_ids" jsonb NOT NULL,
  "pending_key" character varying NULL COLLATE "C",
  "requester_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "approval_tenant_id_id" to table: "approvals"
CREATE UNIQUE INDEX "approval_tenant_id_id" ON "approvals" ("tenant_id", "id");
-- create index "approval_tenant_id_pending_key" to table: "approvals"
CREATE UNIQUE INDEX "approval_tenant_id_pending_key" ON "approvals" ("tenant_id", "pending_key");
-- create index "approval_tenant_id_subject_id_created_at_id" to table: "approvals"
CREATE INDEX "approval_tenant_id_subject_id_created_at_id" ON "approvals" ("tenant_id", "subject_id", "created_at", "id");
-- create index "approval_tenant_id_created_at_id" to table: "approvals"
CREATE INDEX "approval_tenant_id_created_at_id" ON "approvals" ("tenant_id", "created_at", "id");
-- create index "approval_tenant_id_state_created_at_id" to table: "approvals"
CREATE INDEX "approval_tenant_id_state_created_at_id" ON "approvals" ("tenant_id", "state", "created_at", "id");
-- create index "approval_tenant_id_state_expires_at" to table: "approvals"
CREATE INDEX "approval_tenant_id_state_expires_at" ON "approvals" ("tenant_id", "state", "expires_at");
-- create index "approval_tenant_id_requester_id_created_at_id" to table: "approvals"
CREATE INDEX "approval_tenant_id_requester_id_created_at_id" ON "approvals" ("tenant_id", "requester_id", "created_at", "id");
-- create index "approval_tenant_id_department_id_created_at_id" to table: "approvals"
CREATE INDEX "approval_tenant_id_department_id_created_at_id" ON "approvals" ("tenant_id", "department_id", "created_at", "id");
-- create "invitations" table
CREATE TABLE "invitations" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "member_id" character varying NOT NULL COLLATE "C",
  "sent_at" timestamptz NULL,
  "expires_at" timestamptz NOT NULL,
  "accepted_at" timestamptz NULL,
  "revoked_at" timestamptz NULL,
  PRIMARY KEY ("id")
);
-- create index "invitation_tenant_id_id" to table: "invitations"
CREATE UNIQUE INDEX "invitation_tenant_id_id" ON "invitations" ("tenant_id", "id");
-- create index "invitation_tenant_id_member_id_created_at" to table: "invitations"
CREATE INDEX "invitation_tenant_id_member_id_created_at" ON "invitations" ("tenant_id", "member_id", "created_at");
-- create "notifications" table
CREATE TABLE "notifications" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "type" character varying NOT NULL COLLATE "C",
  "subject_type" character varying NOT NULL COLLATE "C",
  "subject_id" character varying NOT NULL COLLATE "C",
  "number" character varying NULL COLLATE "C",
  "params" jsonb NULL,
  "clause_ids" jsonb NOT NULL,
  "dedupe_key" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "read_at" timestamptz NULL,
  "mail_state" character varying NOT NULL DEFAULT 'NONE' COLLATE "C",
  "mail_after" timestamptz NULL,
  "mail_error" character varying NULL COLLATE "C",
  "member_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "notification_tenant_id_id" to table: "notifications"
CREATE UNIQUE INDEX "notification_tenant_id_id" ON "notifications" ("tenant_id", "id");
-- create index "notification_tenant_id_member_id_dedupe_key" to table: "notifications"
CREATE UNIQUE INDEX "notification_tenant_id_member_id_dedupe_key" ON "notifications" ("tenant_id", "member_id", "dedupe_key");
-- create index "notification_tenant_id_member_id_created_at_id" to table: "notifications"
CREATE INDEX "notification_tenant_id_member_id_created_at_id" ON "notifications" ("tenant_id", "member_id", "created_at", "id");
-- create index "notification_tenant_id_member_id_read_at_created_at_id" to table: "notifications"
CREATE INDEX "notification_tenant_id_member_id_read_at_created_at_id" ON "notifications" ("tenant_id", "member_id", "read_at", "created_at", "id");
-- create index "notification_tenant_id_mail_state_mail_after" to table: "notifications"
CREATE INDEX "notification_tenant_id_mail_state_mail_after" ON "notifications" ("tenant_id", "mail_state", "mail_after");
-- create "satisfaction_ratings" table
CREATE TABLE "satisfaction_ratings" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "subject_type" character varying NOT NULL COLLATE "C",
  "subject_id" character varying NOT NULL COLLATE "C",
  "round" bigint NOT NULL DEFAULT 0,
  "score" bigint NOT NULL,
  "comment" character varying NULL COLLATE "C",
  "method" character varying NOT NULL COLLATE "C",
  "by_customer" boolean NOT NULL DEFAULT false,
  "rated_at" timestamptz NOT NULL,
  "customer_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "satisfactionrating_tenant_id_id" to table: "satisfaction_ratings"
CREATE UNIQUE INDEX "satisfactionrating_tenant_id_id" ON "satisfaction_ratings" ("tenant_id", "id");
-- create index "satisfactionrating_tenant_id_subject_id_round" to table: "satisfaction_ratings"
CREATE UNIQUE INDEX "satisfactionrating_tenant_id_subject_id_round" ON "satisfaction_ratings" ("tenant_id", "subject_id", "round");
-- create index "satisfactionrating_tenant_id_customer_id_rated_at" to table: "satisfaction_ratings"
CREATE INDEX "satisfactionrating_tenant_id_customer_id_rated_at" ON "satisfaction_ratings" ("tenant_id", "customer_id", "rated_at");
-- create index "satisfactionrating_tenant_id_subject_type_rated_at" to table: "satisfaction_ratings"
CREATE INDEX "satisfactionrating_tenant_id_subject_type_rated_at" ON "satisfaction_ratings" ("tenant_id", "subject_type", "rated_at");
-- create "tasks" table
CREATE TABLE "tasks" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "type" character varying NOT NULL COLLATE "C",
  "title" character varying NOT NULL COLLATE "C",
  "subject_type" character varying NULL COLLATE "C",
  "subject_id" character varying NULL COLLATE "C",
  "priority" character varying NOT NULL DEFAULT 'NORMAL' COLLATE "C",
  "due_at" timestamptz NOT NULL,
  "state" character varying NOT NULL DEFAULT 'OPEN' COLLATE "C",
  "result" character varying NULL COLLATE "C",
  "ended_at" timestamptz NULL,
  "clause_ids" jsonb NOT NULL,
  "dedupe_key" character varying NULL COLLATE "C",
  "customer_id" character varying NULL COLLATE "C",
  "assignee_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "task_tenant_id_id" to table: "tasks"
CREATE UNIQUE INDEX "task_tenant_id_id" ON "tasks" ("tenant_id", "id");
-- create index "task_tenant_id_dedupe_key" to table: "tasks"
CREATE UNIQUE INDEX "task_tenant_id_dedupe_key" ON "tasks" ("tenant_id", "dedupe_key");
-- create index "task_tenant_id_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_due_at_id" ON "tasks" ("tenant_id", "due_at", "id");
-- create index "task_tenant_id_created_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_created_at_id" ON "tasks" ("tenant_id", "created_at", "id");
-- create index "task_tenant_id_state_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_state_due_at_id" ON "tasks" ("tenant_id", "state", "due_at", "id");
-- create index "task_tenant_id_assignee_id_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_assignee_id_due_at_id" ON "tasks" ("tenant_id", "assignee_id", "due_at", "id");
-- create index "task_tenant_id_department_id_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_department_id_due_at_id" ON "tasks" ("tenant_id", "department_id", "due_at", "id");
-- create index "task_tenant_id_created_by_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_created_by_due_at_id" ON "tasks" ("tenant_id", "created_by", "due_at", "id");
-- create index "task_tenant_id_subject_id_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_subject_id_due_at_id" ON "tasks" ("tenant_id", "subject_id", "due_at", "id");
-- create index "task_tenant_id_customer_id_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_customer_id_due_at_id" ON "tasks" ("tenant_id", "customer_id", "due_at", "id");
-- create "token_directory" table
CREATE TABLE "token_directory" (
  "id" character varying NOT NULL COLLATE "C",
  "hash" bytea NOT NULL,
  "kind" character varying NOT NULL COLLATE "C",
  "company_id" character varying NULL COLLATE "C",
  "subject_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "expires_at" timestamptz NOT NULL,
  "used_at" timestamptz NULL,
  PRIMARY KEY ("id")
);
-- create index "token_directory_hash_key" to table: "token_directory"
CREATE UNIQUE INDEX "token_directory_hash_key" ON "token_directory" ("hash");
-- create index "token_subject_id_kind" to table: "token_directory"
CREATE INDEX "token_subject_id_kind" ON "token_directory" ("subject_id", "kind");
-- create index "token_company_id" to table: "token_directory"
CREATE INDEX "token_company_id" ON "token_directory" ("company_id");
-- create index "token_expires_at" to table: "token_directory"
CREATE INDEX "token_expires_at" ON "token_directory" ("expires_at");

-- +goose Down
-- reverse: create index "token_expires_at" to table: "token_directory"
DROP INDEX "token_expires_at";
-- reverse: create index "token_company_id" to table: "token_directory"
DROP INDEX "token_company_id";
-- reverse: create index "token_subject_id_kind" to table: "token_directory"
DROP INDEX "token_subject_id_kind";
-- reverse: create index "token_directory_hash_key" to table: "token_directory"
DROP INDEX "token_directory_hash_key";
-- reverse: create "token_directory" table
DROP TABLE "token_directory";
-- reverse: create index "task_tenant_id_customer_id_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_customer_id_due_at_id";
-- reverse: create index "task_tenant_id_subject_id_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_subject_id_due_at_id";
-- reverse: create index "task_tenant_id_created_by_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_created_by_due_at_id";
-- reverse: create index "task_tenant_id_department_id_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_department_id_due_at_id";
-- reverse: create index "task_tenant_id_assignee_id_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_assignee_id_due_at_id";
-- reverse: create index "task_tenant_id_state_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_state_due_at_id";
-- reverse: create index "task_tenant_id_created_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_created_at_id";
-- reverse: create index "task_tenant_id_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_due_at_id";
-- reverse: create index "task_tenant_id_dedupe_key" to table: "tasks"
DROP INDEX "task_tenant_id_dedupe_key";
-- reverse: create index "task_tenant_id_id" to table: "tasks"
DROP INDEX "task_tenant_id_id";
-- reverse: create "tasks" table
DROP TABLE "tasks";
-- reverse: create index "satisfactionrating_tenant_id_subject_type_rated_at" to table: "satisfaction_ratings"
DROP INDEX "satisfactionrating_tenant_id_subject_type_rated_at";
-- reverse: create index "satisfactionrating_tenant_id_customer_id_rated_at" to table: "satisfaction_ratings"
DROP INDEX "satisfactionrating_tenant_id_customer_id_rated_at";
-- reverse: create index "satisfactionrating_tenant_id_subject_id_round" to table: "satisfaction_ratings"
DROP INDEX "satisfactionrating_tenant_id_subject_id_round";
-- reverse: create index "satisfactionrating_tenant_id_id" to table: "satisfaction_ratings"
DROP INDEX "satisfactionrating_tenant_id_id";
-- reverse: create "satisfaction_ratings" table
DROP TABLE "satisfaction_ratings";
-- reverse: create index "notification_tenant_id_mail_state_mail_after" to table: "notifications"
DROP INDEX "notification_tenant_id_mail_state_mail_after";
-- reverse: create index "notification_tenant_id_member_id_read_at_created_at_id" to table: "notifications"
DROP INDEX "notification_tenant_id_member_id_read_at_created_at_id";
-- reverse: create index "notification_tenant_id_member_id_created_at_id" to table: "notifications"
DROP INDEX "notification_tenant_id_member_id_created_at_id";
-- reverse: create index "notification_tenant_id_member_id_dedupe_key" to table: "notifications"
DROP INDEX "notification_tenant_id_member_id_dedupe_key";
-- reverse: create index "notification_tenant_id_id" to table: "notifications"
DROP INDEX "notification_tenant_id_id";
-- reverse: create "notifications" table
DROP TABLE "notifications";
-- reverse: create index "invitation_tenant_id_member_id_created_at" to table: "invitations"
DROP INDEX "invitation_tenant_id_member_id_created_at";
-- reverse: create index "invitation_tenant_id_id" to table: "invitations"
DROP INDEX "invitation_tenant_id_id";
-- reverse: create "invitations" table
DROP TABLE "invitations";
-- reverse: create index "approval_tenant_id_department_id_created_at_id" to table: "approvals"
DROP INDEX "approval_tenant_id_department_id_created_at_id";
-- reverse: create index "approval_tenant_id_requester_id_created_at_id" to table: "approvals"
DROP INDEX "approval_tenant_id_requester_id_created_at_id";
-- reverse: create index "approval_tenant_id_state_expires_at" to table: "approvals"
DROP INDEX "approval_tenant_id_state_expires_at";
-- reverse: create index "approval_tenant_id_state_created_at_id" to table: "approvals"
DROP INDEX "approval_tenant_id_state_created_at_id";
-- reverse: create index "approval_tenant_id_created_at_id" to table: "approvals"
DROP INDEX "approval_tenant_id_created_at_id";
-- reverse: create index "approval_tenant_id_subject_id_created_at_id" to table: "approvals"
DROP INDEX "approval_tenant_id_subject_id_created_at_id";
-- reverse: create index "approval_tenant_id_pending_key" to table: "approvals"
DROP INDEX "approval_tenant_id_pending_key";
-- reverse: create index "approval_tenant_id_id" to table: "approvals"
DROP INDEX "approval_tenant_id_id";
-- reverse: create "approvals" table
DROP TABLE "approvals";
-- reverse: modify "users" table
ALTER TABLE "users" DROP COLUMN "email_verified_at";
-- reverse: modify "tenants" table
ALTER TABLE "tenants" DROP COLUMN "closing", DROP COLUMN "exported_at", DROP COLUMN "suspended_reason", DROP COLUMN "activated_at", DROP COLUMN "onboarding", DROP COLUMN "settings", DROP COLUMN "plan";
-- reverse: create index "slaclock_tenant_id_next_tick_at" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_next_tick_at";
-- reverse: modify "sla_clocks" table
ALTER TABLE "sla_clocks" DROP COLUMN "next_tick_at", DROP COLUMN "escalation", DROP COLUMN "breached_at", DROP COLUMN "warned_percent";
-- reverse: create index "requirement_tenant_id_auto_close_at" to table: "requirements"
DROP INDEX "requirement_tenant_id_auto_close_at";
-- reverse: modify "requirements" table
ALTER TABLE "requirements" DROP COLUMN "auto_close_at";
-- reverse: create index "member_tenant_id_state" to table: "members"
DROP INDEX "member_tenant_id_state";
-- reverse: modify "members" table
ALTER TABLE "members" DROP COLUMN "notice_prefs";
