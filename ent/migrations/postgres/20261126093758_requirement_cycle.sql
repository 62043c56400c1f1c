-- +goose Up
-- modify "requirements" table
ALTER TABLE "requirements" ADD COLUMN "aspects" jsonb NULL, ADD COLUMN "service_phase" character varying NULL COLLATE "C", ADD COLUMN "price" jsonb NULL, ADD COLUMN "expectations" jsonb NULL, ADD COLUMN "origin_type" character varying NULL COLLATE "C", ADD COLUMN "origin_id" character varying NULL COLLATE "C", ADD COLUMN "custom" jsonb NULL, ADD COLUMN "common_need" boolean NOT NULL DEFAULT false, ADD COLUMN "historic" boolean NOT NULL DEFAULT false, ADD COLUMN "merge" jsonb NULL, ADD COLUMN "form_id" character varying NULL COLLATE "C", ADD COLUMN "team_id" character varying NULL COLLATE "C";
-- create index "requirement_tenant_id_received_at_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_received_at_id" ON "requirements" ("tenant_id", "received_at", "id");
-- create index "requirement_tenant_id_origin_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_origin_id" ON "requirements" ("tenant_id", "origin_id");
-- create index "requirement_tenant_id_team_id" to table: "requirements"
CREATE INDEX "requirement_tenant_id_team_id" ON "requirements" ("tenant_id", "team_id");
-- modify "sla_clocks" table
ALTER TABLE "sla_clocks" ALTER COLUMN "requirement_id" DROP NOT NULL, ADD COLUMN "milestone" character varying NULL COLLATE "C", ADD COLUMN "interaction_id" character varying NULL COLLATE "C";
-- create index "slaclock_tenant_id_interaction_id" to table: "sla_clocks"
CREATE INDEX "slaclock_tenant_id_interaction_id" ON "sla_clocks" ("tenant_id", "interaction_id");
-- modify "sla_policies" table
ALTER TABLE "sla_policies" ADD COLUMN "department_id" character varying NULL COLLATE "C", ADD COLUMN "valid_until" timestamptz NULL, ADD COLUMN "series_id" character varying NULL COLLATE "C", ADD COLUMN "revision" bigint NOT NULL DEFAULT 1;
-- modify "tasks" table
ALTER TABLE "tasks" ADD COLUMN "rule_key" character varying NULL COLLATE "C", ADD COLUMN "period_start" timestamptz NULL, ADD COLUMN "evidence_type" character varying NULL COLLATE "C", ADD COLUMN "evidence_id" character varying NULL COLLATE "C", ADD COLUMN "plan_id" character varying NULL COLLATE "C";
-- create index "task_tenant_id_plan_id_due_at_id" to table: "tasks"
CREATE INDEX "task_tenant_id_plan_id_due_at_id" ON "tasks" ("tenant_id", "plan_id", "due_at", "id");
-- create index "task_tenant_id_evidence_id" to table: "tasks"
CREATE INDEX "task_tenant_id_evidence_id" ON "tasks" ("tenant_id", "evidence_id");
-- create "attachments" table
CREATE TABLE "attachments" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "owner_type" character varying NOT NULL COLLATE "C",
  "owner_id" character varying NOT NULL COLLATE "C",
  "kind" character varying NOT NULL COLLATE "C",
  "name" character varying NOT NULL COLLATE "C",
  "mime" character varying NOT NULL COLLATE "C",
  "size" bigint NOT NULL,
  "sha256" character varying NOT NULL COLLATE "C",
  "storage_key" character varying NOT NULL COLLATE "C",
  "confidential" boolean NOT NULL DEFAULT false,
  "retain_until" timestamptz NOT NULL,
  "removed_at" timestamptz NULL,
  PRIMARY KEY ("id")
);
-- create index "attachment_tenant_id_id" to table: "attachments"
CREATE UNIQUE INDEX "attachment_tenant_id_id" ON "attachments" ("tenant_id", "id");
-- create index "attachment_tenant_id_owner_id_created_at_id" to table: "attachments"
CREATE INDEX "attachment_tenant_id_owner_id_created_at_id" ON "attachments" ("tenant_id", "owner_id", "created_at", "id");
-- create index "attachment_tenant_id_removed_at_retain_until" to table: "attachments"
CREATE INDEX "attachment_tenant_id_removed_at_retain_until" ON "attachments" ("tenant_id", "removed_at", "retain_until");
-- create index "attachment_tenant_id_storage_key" to table: "attachments"
CREATE UNIQUE INDEX "attachment_tenant_id_storage_key" ON "attachments" ("tenant_id", "storage_key");
-- create "engagement_plans" table
CREATE TABLE "engagement_plans" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "kind" character varying NOT NULL COLLATE "C",
  "collection_class" character varying NULL COLLATE "C",
  "maintenance_class" character varying NULL COLLATE "C",
  "rules" jsonb NOT NULL,
  "active" boolean NOT NULL DEFAULT true,
  "valid_from" timestamptz NOT NULL,
  "clause_ids" jsonb NOT NULL,
  PRIMARY KEY ("id")
);
-- create index "engagementplan_tenant_id_id" to table: "engagement_plans"
CREATE UNIQUE INDEX "engagementplan_tenant_id_id" ON "engagement_plans" ("tenant_id", "id");
-- create index "engagementplan_tenant_id_name" to table: "engagement_plans"
CREATE UNIQUE INDEX "engagementplan_tenant_id_name" ON "engagement_plans" ("tenant_id", "name");
-- create index "engagementplan_tenant_id_created_at_id" to table: "engagement_plans"
CREATE INDEX "engagementplan_tenant_id_created_at_id" ON "engagement_plans" ("tenant_id", "created_at", "id");
-- create "findings" table
CREATE TABLE "findings" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "number" character varying NOT NULL COLLATE "C",
  "source" character varying NOT NULL COLLATE "C",
  "subject_type" character varying NULL COLLATE "C",
  "subject_id" character varying NULL COLLATE "C",
  "description" character varying NOT NULL COLLATE "C",
  "severity" character varying NOT NULL DEFAULT 'GENERAL' COLLATE "C",
  "cause" character varying NULL COLLATE "C",
  "root_cause_class" character varying NULL COLLATE "C",
  "due_to_error" boolean NOT NULL DEFAULT false,
  "state" character varying NOT NULL DEFAULT 'OPEN' COLLATE "C",
  "closed_at" timestamptz NULL,
  "department_id" character varying NULL COLLATE "C",
  "owner_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "finding_tenant_id_id" to table: "findings"
CREATE UNIQUE INDEX "finding_tenant_id_id" ON "findings" ("tenant_id", "id");
-- create index "finding_tenant_id_number" to table: "findings"
CREATE UNIQUE INDEX "finding_tenant_id_number" ON "findings" ("tenant_id", "number");
-- create index "finding_tenant_id_created_at_id" to table: "findings"
CREATE INDEX "finding_tenant_id_created_at_id" ON "findings" ("tenant_id", "created_at", "id");
-- create index "finding_tenant_id_state_created_at_id" to table: "findings"
CREATE INDEX "finding_tenant_id_state_created_at_id" ON "findings" ("tenant_id", "state", "created_at", "id");
-- create index "finding_tenant_id_source_created_at_id" to table: "findings"
CREATE INDEX "finding_tenant_id_source_created_at_id" ON "findings" ("tenant_id", "source", "created_at", "id");
-- create index "finding_tenant_id_subject_id_created_at_id" to table: "findings"
CREATE INDEX "finding_tenant_id_subject_id_created_at_id" ON "findings" ("tenant_id", "subject_id", "created_at", "id");
-- create index "finding_tenant_id_department_id_created_at_id" to table: "findings"
CREATE INDEX "finding_tenant_id_department_id_created_at_id" ON "findings" ("tenant_id", "department_id", "created_at", "id");
-- create index "finding_tenant_id_owner_id_created_at_id" to table: "findings"
CREATE INDEX "finding_tenant_id_owner_id_created_at_id" ON "findings" ("tenant_id", "owner_id", "created_at", "id");
-- create index "finding_tenant_id_created_by_created_at_id" to table: "findings"
CREATE INDEX "finding_tenant_id_created_by_created_at_id" ON "findings" ("tenant_id", "created_by", "created_at", "id");
-- create "group_members" table
CREATE TABLE "group_members" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "capacity" character varying NOT NULL COLLATE "C",
  "duty" character varying NULL COLLATE "C",
  "member_id" character varying NOT NULL COLLATE "C",
  "group_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "groupmember_tenant_id_id" to table: "group_members"
CREATE UNIQUE INDEX "groupmember_tenant_id_id" ON "group_members" ("tenant_id", "id");
-- create index "groupmember_tenant_id_group_id_member_id" to table: "group_members"
CREATE UNIQUE INDEX "groupmember_tenant_id_group_id_member_id" ON "group_members" ("tenant_id", "group_id", "member_id");
-- create index "groupmember_tenant_id_member_id" to table: "group_members"
CREATE INDEX "groupmember_tenant_id_member_id" ON "group_members" ("tenant_id", "member_id");
-- create "improvement_actions" table
CREATE TABLE "improvement_actions" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "measure" character varying NOT NULL COLLATE "C",
  "due_at" timestamptz NOT NULL,
  "progress_percent" bigint NOT NULL DEFAULT 0,
  "criterion" character varying NOT NULL COLLATE "C",
  "check_on" timestamptz NOT NULL,
  "effect" character varying NULL COLLATE "C",
  "verified_at" timestamptz NULL,
  "done_at" timestamptz NULL,
  "cancel_reason" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'PLANNED' COLLATE "C",
  "finding_id" character varying NULL COLLATE "C",
  "report_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "owner_id" character varying NULL COLLATE "C",
  "verifier_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "improvementaction_tenant_id_id" to table: "improvement_actions"
CREATE UNIQUE INDEX "improvementaction_tenant_id_id" ON "improvement_actions" ("tenant_id", "id");
-- create index "improvementaction_tenant_id_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_due_at_id" ON "improvement_actions" ("tenant_id", "due_at", "id");
-- create index "improvementaction_tenant_id_created_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_created_at_id" ON "improvement_actions" ("tenant_id", "created_at", "id");
-- create index "improvementaction_tenant_id_state_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_state_due_at_id" ON "improvement_actions" ("tenant_id", "state", "due_at", "id");
-- create index "improvementaction_tenant_id_finding_id_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_finding_id_due_at_id" ON "improvement_actions" ("tenant_id", "finding_id", "due_at", "id");
-- create index "improvementaction_tenant_id_report_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_report_id" ON "improvement_actions" ("tenant_id", "report_id");
-- create index "improvementaction_tenant_id_department_id_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_department_id_due_at_id" ON "improvement_actions" ("tenant_id", "department_id", "due_at", "id");
-- create index "improvementaction_tenant_id_owner_id_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_owner_id_due_at_id" ON "improvement_actions" ("tenant_id", "owner_id", "due_at", "id");
-- create index "improvementaction_tenant_id_verifier_id_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_verifier_id_due_at_id" ON "improvement_actions" ("tenant_id", "verifier_id", "due_at", "id");
-- create index "improvementaction_tenant_id_created_by_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_created_by_due_at_id" ON "improvement_actions" ("tenant_id", "created_by", "due_at", "id");
-- create "indicators" table
CREATE TABLE "indicators" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "code" character varying NOT NULL COLLATE "C",
  "name" character varying NOT NULL COLLATE "C",
  "period" character varying NOT NULL COLLATE "C",
  "better" character varying NOT NULL COLLATE "C",
  "unit" character varying NOT NULL COLLATE "C",
  "target" double precision NULL,
  "definition" bigint NOT NULL DEFAULT 1,
  "active" boolean NOT NULL DEFAULT true,
  "owner_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "indicator_tenant_id_id" to table: "indicators"
CREATE UNIQUE INDEX "indicator_tenant_id_id" ON "indicators" ("tenant_id", "id");
-- create index "indicator_tenant_id_code" to table: "indicators"
CREATE UNIQUE INDEX "indicator_tenant_id_code" ON "indicators" ("tenant_id", "code");
-- create index "indicator_tenant_id_created_at_id" to table: "indicators"
CREATE INDEX "indicator_tenant_id_created_at_id" ON "indicators" ("tenant_id", "created_at", "id");
-- create index "indicator_tenant_id_owner_id" to table: "indicators"
CREATE INDEX "indicator_tenant_id_owner_id" ON "indicators" ("tenant_id", "owner_id");
-- create "indicator_snapshots" table
CREATE TABLE "indicator_snapshots" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "period" character varying NOT NULL COLLATE "C",
  "period_start" timestamptz NOT NULL,
  "period_end" timestamptz NOT NULL,
  "revision" bigint NOT NULL DEFAULT 1,
  "numerator" double precision NOT NULL,
  "denominator" double precision NOT NULL,
  "value" double precision NULL,
  "sample" bigint NOT NULL,
  "definition" bigint NOT NULL,
  "computed_at" timestamptz NOT NULL,
  "scope_key" character varying NOT NULL COLLATE "C",
  "indicator_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "indicatorsnapshot_tenant_id_id" to table: "indicator_snapshots"
CREATE UNIQUE INDEX "indicatorsnapshot_tenant_id_id" ON "indicator_snapshots" ("tenant_id", "id");
-- create index "indicatorsnapshot_figure" to table: "indicator_snapshots"
CREATE UNIQUE INDEX "indicatorsnapshot_figure" ON "indicator_snapshots" ("tenant_id", "indicator_id", "scope_key", "period_start", "revision");
-- create index "indicatorsnapshot_tenant_id_indicator_id_period_start_id" to table: "indicator_snapshots"
CREATE INDEX "indicatorsnapshot_tenant_id_indicator_id_period_start_id" ON "indicator_snapshots" ("tenant_id", "indicator_id", "period_start", "id");
-- create index "indicatorsnapshot_tenant_id_department_id_period_start_id" to table: "indicator_snapshots"
CREATE INDEX "indicatorsnapshot_tenant_id_department_id_period_start_id" ON "indicator_snapshots" ("tenant_id", "department_id", "period_start", "id");
-- create index "indicatorsnapshot_tenant_id_period_start_id" to table: "indicator_snapshots"
CREATE INDEX "indicatorsnapshot_tenant_id_period_start_id" ON "indicator_snapshots" ("tenant_id", "period_start", "id");
-- create "interactions" table
CREATE TABLE "interactions" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "type" character varying NOT NULL COLLATE "C",
  "direction" character varying NOT NULL COLLATE "C",
  "service_phase" character varying NULL COLLATE "C",
  "title" character varying NOT NULL COLLATE "C",
  "occurred_at" timestamptz NOT NULL,
  "in_depth" boolean NOT NULL DEFAULT false,
  "participant_ids" jsonb NOT NULL,
  "needs" character varying NULL COLLATE "C",
  "expectations" character varying NULL COLLATE "C",
  "opinions" character varying NULL COLLATE "C",
  "question" character varying NULL COLLATE "C",
  "reply" character varying NULL COLLATE "C",
  "reply_channel" character varying NULL COLLATE "C",
  "replied_at" timestamptz NULL,
  "state" character varying NOT NULL DEFAULT 'RECORDED' COLLATE "C",
  "customer_id" character varying NOT NULL COLLATE "C",
  "contact_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "member_id" character varying NULL COLLATE "C",
  "replied_by_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "interaction_tenant_id_id" to table: "interactions"
CREATE UNIQUE INDEX "interaction_tenant_id_id" ON "interactions" ("tenant_id", "id");
-- create index "interaction_tenant_id_occurred_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_occurred_at_id" ON "interactions" ("tenant_id", "occurred_at", "id");
-- create index "interaction_tenant_id_created_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_created_at_id" ON "interactions" ("tenant_id", "created_at", "id");
-- create index "interaction_tenant_id_type_occurred_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_type_occurred_at_id" ON "interactions" ("tenant_id", "type", "occurred_at", "id");
-- create index "interaction_tenant_id_state_occurred_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_state_occurred_at_id" ON "interactions" ("tenant_id", "state", "occurred_at", "id");
-- create index "interaction_tenant_id_customer_id_occurred_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_customer_id_occurred_at_id" ON "interactions" ("tenant_id", "customer_id", "occurred_at", "id");
-- create index "interaction_tenant_id_contact_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_contact_id" ON "interactions" ("tenant_id", "contact_id");
-- create index "interaction_tenant_id_department_id_occurred_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_department_id_occurred_at_id" ON "interactions" ("tenant_id", "department_id", "occurred_at", "id");
-- create index "interaction_tenant_id_member_id_occurred_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_member_id_occurred_at_id" ON "interactions" ("tenant_id", "member_id", "occurred_at", "id");
-- create index "interaction_tenant_id_created_by_occurred_at_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_created_by_occurred_at_id" ON "interactions" ("tenant_id", "created_by", "occurred_at", "id");
-- create index "interaction_tenant_id_replied_by_id" to table: "interactions"
CREATE INDEX "interaction_tenant_id_replied_by_id" ON "interactions" ("tenant_id", "replied_by_id");
-- create "meetings" table
CREATE TABLE "meetings" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "type" character varying NOT NULL COLLATE "C",
  "title" character varying NOT NULL COLLATE "C",
  "recurrence" character varying NULL COLLATE "C",
  "starts_at" timestamptz NOT NULL,
  "minutes_long" bigint NOT NULL,
  "place" character varying NULL COLLATE "C",
  "agenda" character varying NULL COLLATE "C",
  "minutes" character varying NULL COLLATE "C",
  "decisions" jsonb NOT NULL,
  "records" jsonb NOT NULL,
  "state" character varying NOT NULL DEFAULT 'PLANNED' COLLATE "C",
  "series_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "organizer_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "meeting_tenant_id_id" to table: "meetings"
CREATE UNIQUE INDEX "meeting_tenant_id_id" ON "meetings" ("tenant_id", "id");
-- create index "meeting_tenant_id_starts_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_starts_at_id" ON "meetings" ("tenant_id", "starts_at", "id");
-- create index "meeting_tenant_id_created_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_created_at_id" ON "meetings" ("tenant_id", "created_at", "id");
-- create index "meeting_tenant_id_type_starts_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_type_starts_at_id" ON "meetings" ("tenant_id", "type", "starts_at", "id");
-- create index "meeting_tenant_id_state_starts_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_state_starts_at_id" ON "meetings" ("tenant_id", "state", "starts_at", "id");
-- create index "meeting_tenant_id_series_id_starts_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_series_id_starts_at_id" ON "meetings" ("tenant_id", "series_id", "starts_at", "id");
-- create index "meeting_tenant_id_department_id_starts_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_department_id_starts_at_id" ON "meetings" ("tenant_id", "department_id", "starts_at", "id");
-- create index "meeting_tenant_id_organizer_id_starts_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_organizer_id_starts_at_id" ON "meetings" ("tenant_id", "organizer_id", "starts_at", "id");
-- create index "meeting_tenant_id_created_by_starts_at_id" to table: "meetings"
CREATE INDEX "meeting_tenant_id_created_by_starts_at_id" ON "meetings" ("tenant_id", "created_by", "starts_at", "id");
-- create "meeting_attendees" table
CREATE TABLE "meeting_attendees" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "attended" boolean NULL,
  "meeting_id" character varying NOT NULL COLLATE "C",
  "member_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "meetingattendee_tenant_id_id" to table: "meeting_attendees"
CREATE UNIQUE INDEX "meetingattendee_tenant_id_id" ON "meeting_attendees" ("tenant_id", "id");
-- create index "meetingattendee_tenant_id_meeting_id_member_id" to table: "meeting_attendees"
CREATE UNIQUE INDEX "meetingattendee_tenant_id_meeting_id_member_id" ON "meeting_attendees" ("tenant_id", "meeting_id", "member_id");
-- create index "meetingattendee_tenant_id_member_id" to table: "meeting_attendees"
CREATE INDEX "meetingattendee_tenant_id_member_id" ON "meeting_attendees" ("tenant_id", "member_id");
-- create "progress_entries" table
CREATE TABLE "progress_entries" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "text" character varying NOT NULL COLLATE "C",
  "problem" character varying NULL COLLATE "C",
  "customer_reaction" character varying NULL COLLATE "C",
  "channel" character varying NULL COLLATE "C",
  "happened_at" timestamptz NOT NULL,
  "requirement_id" character varying NULL COLLATE "C",
  "action_id" character varying NULL COLLATE "C",
  "customer_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "progressentry_tenant_id_id" to table: "progress_entries"
CREATE UNIQUE INDEX "progressentry_tenant_id_id" ON "progress_entries" ("tenant_id", "id");
-- create index "progressentry_tenant_id_requirement_id_created_at_id" to table: "progress_entries"
CREATE INDEX "progressentry_tenant_id_requirement_id_created_at_id" ON "progress_entries" ("tenant_id", "requirement_id", "created_at", "id");
-- create index "progressentry_tenant_id_action_id_created_at_id" to table: "progress_entries"
CREATE INDEX "progressentry_tenant_id_action_id_created_at_id" ON "progress_entries" ("tenant_id", "action_id", "created_at", "id");
-- create index "progressentry_tenant_id_customer_id_created_at_id" to table: "progress_entries"
CREATE INDEX "progressentry_tenant_id_customer_id_created_at_id" ON "progress_entries" ("tenant_id", "customer_id", "created_at", "id");
-- create index "progressentry_tenant_id_department_id" to table: "progress_entries"
CREATE INDEX "progressentry_tenant_id_department_id" ON "progress_entries" ("tenant_id", "department_id");
-- create index "progressentry_tenant_id_created_at_id" to table: "progress_entries"
CREATE INDEX "progressentry_tenant_id_created_at_id" ON "progress_entries" ("tenant_id", "created_at", "id");
-- create "recognitions" table
CREATE TABLE "recognitions" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "cause_type" character varying NOT NULL COLLATE "C",
  "cause_id" character varying NOT NULL COLLATE "C",
  "reason" character varying NOT NULL COLLATE "C",
  "amount" bigint NULL,
  "currency" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'PROPOSED' COLLATE "C",
  "decided_at" timestamptz NULL,
  "due_at" timestamptz NOT NULL,
  "result" character varying NULL COLLATE "C",
  "ended_at" timestamptz NULL,
  "customer_id" character varying NULL COLLATE "C",
  "contact_id" character varying NULL COLLATE "C",
  "member_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "decided_by_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "recognition_tenant_id_id" to table: "recognitions"
CREATE UNIQUE INDEX "recognition_tenant_id_id" ON "recognitions" ("tenant_id", "id");
-- create index "recognition_tenant_id_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_created_at_id" ON "recognitions" ("tenant_id", "created_at", "id");
-- create index "recognition_tenant_id_kind_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_kind_created_at_id" ON "recognitions" ("tenant_id", "kind", "created_at", "id");
-- create index "recognition_tenant_id_state_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_state_created_at_id" ON "recognitions" ("tenant_id", "state", "created_at", "id");
-- create index "recognition_tenant_id_customer_id_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_customer_id_created_at_id" ON "recognitions" ("tenant_id", "customer_id", "created_at", "id");
-- create index "recognition_tenant_id_contact_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_contact_id" ON "recognitions" ("tenant_id", "contact_id");
-- create index "recognition_tenant_id_member_id_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_member_id_created_at_id" ON "recognitions" ("tenant_id", "member_id", "created_at", "id");
-- create index "recognition_tenant_id_department_id_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_department_id_created_at_id" ON "recognitions" ("tenant_id", "department_id", "created_at", "id");
-- create index "recognition_tenant_id_created_by_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_created_by_created_at_id" ON "recognitions" ("tenant_id", "created_by", "created_at", "id");
-- create index "recognition_tenant_id_cause_id_created_at_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_cause_id_created_at_id" ON "recognitions" ("tenant_id", "cause_id", "created_at", "id");
-- create index "recognition_tenant_id_decided_by_id" to table: "recognitions"
CREATE INDEX "recognition_tenant_id_decided_by_id" ON "recognitions" ("tenant_id", "decided_by_id");
-- create "reports" table
CREATE TABLE "reports" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "type" character varying NOT NULL COLLATE "C",
  "title" character varying NOT NULL COLLATE "C",
  "period_start" timestamptz NOT NULL,
  "period_end" timestamptz NOT NULL,
  "sections" jsonb NOT NULL,
  "state" character varying NOT NULL DEFAULT 'GENERATED' COLLATE "C",
  "published_at" timestamptz NULL,
  "dedupe_key" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "approval_id" character varying NULL COLLATE "C",
  "meeting_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "report_tenant_id_id" to table: "reports"
CREATE UNIQUE INDEX "report_tenant_id_id" ON "reports" ("tenant_id", "id");
-- create index "report_tenant_id_dedupe_key" to table: "reports"
CREATE UNIQUE INDEX "report_tenant_id_dedupe_key" ON "reports" ("tenant_id", "dedupe_key");
-- create index "report_tenant_id_created_at_id" to table: "reports"
CREATE INDEX "report_tenant_id_created_at_id" ON "reports" ("tenant_id", "created_at", "id");
-- create index "report_tenant_id_type_created_at_id" to table: "reports"
CREATE INDEX "report_tenant_id_type_created_at_id" ON "reports" ("tenant_id", "type", "created_at", "id");
-- create index "report_tenant_id_state_created_at_id" to table: "reports"
CREATE INDEX "report_tenant_id_state_created_at_id" ON "reports" ("tenant_id", "state", "created_at", "id");
-- create index "report_tenant_id_department_id_created_at_id" to table: "reports"
CREATE INDEX "report_tenant_id_department_id_created_at_id" ON "reports" ("tenant_id", "department_id", "created_at", "id");
-- create index "report_tenant_id_created_by_created_at_id" to table: "reports"
CREATE INDEX "report_tenant_id_created_by_created_at_id" ON "reports" ("tenant_id", "created_by", "created_at", "id");
-- create index "report_tenant_id_approval_id" to table: "reports"
CREATE INDEX "report_tenant_id_approval_id" ON "reports" ("tenant_id", "approval_id");
-- create index "report_tenant_id_meeting_id" to table: "reports"
CREATE INDEX "report_tenant_id_meeting_id" ON "reports" ("tenant_id", "meeting_id");
-- create "report_recipients" table
CREATE TABLE "report_recipients" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "due_at" timestamptz NOT NULL,
  "measures" character varying NULL COLLATE "C",
  "answered_at" timestamptz NULL,
  "report_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NOT NULL COLLATE "C",
  "answered_by_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "reportrecipient_tenant_id_id" to table: "report_recipients"
CREATE UNIQUE INDEX "reportrecipient_tenant_id_id" ON "report_recipients" ("tenant_id", "id");
-- create index "reportrecipient_tenant_id_report_id_department_id" to table: "report_recipients"
CREATE UNIQUE INDEX "reportrecipient_tenant_id_report_id_department_id" ON "report_recipients" ("tenant_id", "report_id", "department_id");
-- create index "reportrecipient_tenant_id_department_id" to table: "report_recipients"
CREATE INDEX "reportrecipient_tenant_id_department_id" ON "report_recipients" ("tenant_id", "department_id");
-- create index "reportrecipient_tenant_id_answered_by_id" to table: "report_recipients"
CREATE INDEX "reportrecipient_tenant_id_answered_by_id" ON "report_recipients" ("tenant_id", "answered_by_id");
-- create "requirement_forms" table
CREATE TABLE "requirement_forms" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "number" bigint NOT NULL,
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "fields" jsonb NOT NULL,
  "note" character varying NULL COLLATE "C",
  "published_at" timestamptz NULL,
  PRIMARY KEY ("id")
);
-- create index "requirementform_tenant_id_id" to table: "requirement_forms"
CREATE UNIQUE INDEX "requirementform_tenant_id_id" ON "requirement_forms" ("tenant_id", "id");
-- create index "requirementform_tenant_id_number" to table: "requirement_forms"
CREATE UNIQUE INDEX "requirementform_tenant_id_number" ON "requirement_forms" ("tenant_id", "number");
-- create index "requirementform_tenant_id_state_number" to table: "requirement_forms"
CREATE INDEX "requirementform_tenant_id_state_number" ON "requirement_forms" ("tenant_id", "state", "number");
-- create index "requirementform_tenant_id_created_at_id" to table: "requirement_forms"
CREATE INDEX "requirementform_tenant_id_created_at_id" ON "requirement_forms" ("tenant_id", "created_at", "id");
-- create "requirement_sets" table
CREATE TABLE "requirement_sets" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "theme" character varying NOT NULL COLLATE "C",
  "summary" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "handed_over_at" timestamptz NULL,
  "answer" character varying NULL COLLATE "C",
  "answered_at" timestamptz NULL,
  "owner_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "taken_by_id" character varying NULL COLLATE "C",
  "answered_by_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "requirementset_tenant_id_id" to table: "requirement_sets"
CREATE UNIQUE INDEX "requirementset_tenant_id_id" ON "requirement_sets" ("tenant_id", "id");
-- create index "requirementset_tenant_id_created_at_id" to table: "requirement_sets"
CREATE INDEX "requirementset_tenant_id_created_at_id" ON "requirement_sets" ("tenant_id", "created_at", "id");
-- create index "requirementset_tenant_id_state_created_at_id" to table: "requirement_sets"
CREATE INDEX "requirementset_tenant_id_state_created_at_id" ON "requirement_sets" ("tenant_id", "state", "created_at", "id");
-- create index "requirementset_tenant_id_owner_id_created_at_id" to table: "requirement_sets"
CREATE INDEX "requirementset_tenant_id_owner_id_created_at_id" ON "requirement_sets" ("tenant_id", "owner_id", "created_at", "id");
-- create index "requirementset_tenant_id_department_id_created_at_id" to table: "requirement_sets"
CREATE INDEX "requirementset_tenant_id_department_id_created_at_id" ON "requirement_sets" ("tenant_id", "department_id", "created_at", "id");
-- create index "requirementset_tenant_id_taken_by_id_created_at_id" to table: "requirement_sets"
CREATE INDEX "requirementset_tenant_id_taken_by_id_created_at_id" ON "requirement_sets" ("tenant_id", "taken_by_id", "created_at", "id");
-- create index "requirementset_tenant_id_created_by_created_at_id" to table: "requirement_sets"
CREATE INDEX "requirementset_tenant_id_created_by_created_at_id" ON "requirement_sets" ("tenant_id", "created_by", "created_at", "id");
-- create index "requirementset_tenant_id_answered_by_id" to table: "requirement_sets"
CREATE INDEX "requirementset_tenant_id_answered_by_id" ON "requirement_sets" ("tenant_id", "answered_by_id");
-- create "requirement_set_items" table
CREATE TABLE "requirement_set_items" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "place" bigint NOT NULL,
  "set_id" character varying NOT NULL COLLATE "C",
  "requirement_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "requirementsetitem_tenant_id_id" to table: "requirement_set_items"
CREATE UNIQUE INDEX "requirementsetitem_tenant_id_id" ON "requirement_set_items" ("tenant_id", "id");
-- create index "requirementsetitem_tenant_id_set_id_requirement_id" to table: "requirement_set_items"
CREATE UNIQUE INDEX "requirementsetitem_tenant_id_set_id_requirement_id" ON "requirement_set_items" ("tenant_id", "set_id", "requirement_id");
-- create index "requirementsetitem_tenant_id_set_id_place" to table: "requirement_set_items"
CREATE INDEX "requirementsetitem_tenant_id_set_id_place" ON "requirement_set_items" ("tenant_id", "set_id", "place");
-- create index "requirementsetitem_tenant_id_requirement_id" to table: "requirement_set_items"
CREATE INDEX "requirementsetitem_tenant_id_requirement_id" ON "requirement_set_items" ("tenant_id", "requirement_id");
-- create "research_activities" table
CREATE TABLE "research_activities" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "title" character varying NOT NULL COLLATE "C",
  "method" character varying NOT NULL COLLATE "C",
  "mode" character varying NOT NULL COLLATE "C",
  "agency" character varying NULL COLLATE "C",
  "form" character varying NULL COLLATE "C",
  "purpose" character varying NULL COLLATE "C",
  "sample_rule" character varying NULL COLLATE "C",
  "participants" bigint NOT NULL DEFAULT 0,
  "planned_on" timestamptz NOT NULL,
  "done_on" timestamptz NULL,
  "insights" jsonb NOT NULL,
  "conclusion" character varying NULL COLLATE "C",
  "cost" bigint NULL,
  "currency" character varying NULL COLLATE "C",
  "confidential" boolean NOT NULL DEFAULT false,
  "state" character varying NOT NULL DEFAULT 'PLANNED' COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "owner_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "researchactivity_tenant_id_id" to table: "research_activities"
CREATE UNIQUE INDEX "researchactivity_tenant_id_id" ON "research_activities" ("tenant_id", "id");
-- create index "researchactivity_tenant_id_planned_on_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_planned_on_id" ON "research_activities" ("tenant_id", "planned_on", "id");
-- create index "researchactivity_tenant_id_created_at_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_created_at_id" ON "research_activities" ("tenant_id", "created_at", "id");
-- create index "researchactivity_tenant_id_method_planned_on_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_method_planned_on_id" ON "research_activities" ("tenant_id", "method", "planned_on", "id");
-- create index "researchactivity_tenant_id_state_planned_on_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_state_planned_on_id" ON "research_activities" ("tenant_id", "state", "planned_on", "id");
-- create index "researchactivity_tenant_id_department_id_planned_on_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_department_id_planned_on_id" ON "research_activities" ("tenant_id", "department_id", "planned_on", "id");
-- create index "researchactivity_tenant_id_owner_id_planned_on_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_owner_id_planned_on_id" ON "research_activities" ("tenant_id", "owner_id", "planned_on", "id");
-- create index "researchactivity_tenant_id_created_by_planned_on_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_created_by_planned_on_id" ON "research_activities" ("tenant_id", "created_by", "planned_on", "id");
-- create "response_templates" table
CREATE TABLE "response_templates" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "urgency" character varying NULL COLLATE "C",
  "category" character varying NULL COLLATE "C",
  "channel" character varying NULL COLLATE "C",
  "zh_hans" character varying NOT NULL COLLATE "C",
  "zh_hant" character varying NOT NULL COLLATE "C",
  "en" character varying NOT NULL COLLATE "C",
  "active" boolean NOT NULL DEFAULT true,
  PRIMARY KEY ("id")
);
-- create index "responsetemplate_tenant_id_id" to table: "response_templates"
CREATE UNIQUE INDEX "responsetemplate_tenant_id_id" ON "response_templates" ("tenant_id", "id");
-- create index "responsetemplate_tenant_id_name" to table: "response_templates"
CREATE UNIQUE INDEX "responsetemplate_tenant_id_name" ON "response_templates" ("tenant_id", "name");
-- create index "responsetemplate_tenant_id_created_at_id" to table: "response_templates"
CREATE INDEX "responsetemplate_tenant_id_created_at_id" ON "response_templates" ("tenant_id", "created_at", "id");
-- create "work_groups" table
CREATE TABLE "work_groups" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "name" character varying NOT NULL COLLATE "C",
  "purpose" character varying NULL COLLATE "C",
  "term_from" timestamptz NULL,
  "term_until" timestamptz NULL,
  "active" boolean NOT NULL DEFAULT true,
  "department_id" character varying NULL COLLATE "C",
  "leader_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "workgroup_tenant_id_id" to table: "work_groups"
CREATE UNIQUE INDEX "workgroup_tenant_id_id" ON "work_groups" ("tenant_id", "id");
-- create index "workgroup_tenant_id_name" to table: "work_groups"
CREATE UNIQUE INDEX "workgroup_tenant_id_name" ON "work_groups" ("tenant_id", "name");
-- create index "workgroup_tenant_id_created_at_id" to table: "work_groups"
CREATE INDEX "workgroup_tenant_id_created_at_id" ON "work_groups" ("tenant_id", "created_at", "id");
-- create index "workgroup_tenant_id_kind_created_at_id" to table: "work_groups"
CREATE INDEX "workgroup_tenant_id_kind_created_at_id" ON "work_groups" ("tenant_id", "kind", "created_at", "id");
-- create index "workgroup_tenant_id_department_id_created_at_id" to table: "work_groups"
CREATE INDEX "workgroup_tenant_id_department_id_created_at_id" ON "work_groups" ("tenant_id", "department_id", "created_at", "id");
-- create index "workgroup_tenant_id_leader_id_created_at_id" to table: "work_groups"
CREATE INDEX "workgroup_tenant_id_leader_id_created_at_id" ON "work_groups" ("tenant_id", "leader_id", "created_at", "id");
-- create index "slapolicy_tenant_id_series_id_revision" to table: "sla_policies"
CREATE INDEX "slapolicy_tenant_id_series_id_revision" ON "sla_policies" ("tenant_id", "series_id", "revision");
-- create index "slapolicy_tenant_id_department_id" to table: "sla_policies"
CREATE INDEX "slapolicy_tenant_id_department_id" ON "sla_policies" ("tenant_id", "department_id");

-- +goose Down
-- reverse: create index "slapolicy_tenant_id_department_id" to table: "sla_policies"
DROP INDEX "slapolicy_tenant_id_department_id";
-- reverse: create index "slapolicy_tenant_id_series_id_revision" to table: "sla_policies"
DROP INDEX "slapolicy_tenant_id_series_id_revision";
-- reverse: create index "workgroup_tenant_id_leader_id_created_at_id" to table: "work_groups"
DROP INDEX "workgroup_tenant_id_leader_id_created_at_id";
-- reverse: create index "workgroup_tenant_id_department_id_created_at_id" to table: "work_groups"
DROP INDEX "workgroup_tenant_id_department_id_created_at_id";
-- reverse: create index "workgroup_tenant_id_kind_created_at_id" to table: "work_groups"
DROP INDEX "workgroup_tenant_id_kind_created_at_id";
-- reverse: create index "workgroup_tenant_id_created_at_id" to table: "work_groups"
DROP INDEX "workgroup_tenant_id_created_at_id";
-- reverse: create index "workgroup_tenant_id_name" to table: "work_groups"
DROP INDEX "workgroup_tenant_id_name";
-- reverse: create index "workgroup_tenant_id_id" to table: "work_groups"
DROP INDEX "workgroup_tenant_id_id";
-- reverse: create "work_groups" table
DROP TABLE "work_groups";
-- reverse: create index "responsetemplate_tenant_id_created_at_id" to table: "response_templates"
DROP INDEX "responsetemplate_tenant_id_created_at_id";
-- reverse: create index "responsetemplate_tenant_id_name" to table: "response_templates"
DROP INDEX "responsetemplate_tenant_id_name";
-- reverse: create index "responsetemplate_tenant_id_id" to table: "response_templates"
DROP INDEX "responsetemplate_tenant_id_id";
-- reverse: create "response_templates" table
DROP TABLE "response_templates";
-- reverse: create index "researchactivity_tenant_id_created_by_planned_on_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_created_by_planned_on_id";
-- reverse: create index "researchactivity_tenant_id_owner_id_planned_on_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_owner_id_planned_on_id";
-- reverse: create index "researchactivity_tenant_id_department_id_planned_on_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_department_id_planned_on_id";
-- reverse: create index "researchactivity_tenant_id_state_planned_on_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_state_planned_on_id";
-- reverse: create index "researchactivity_tenant_id_method_planned_on_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_method_planned_on_id";
-- reverse: create index "researchactivity_tenant_id_created_at_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_created_at_id";
-- reverse: create index "researchactivity_tenant_id_planned_on_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_planned_on_id";
-- reverse: create index "researchactivity_tenant_id_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_id";
-- reverse: create "research_activities" table
DROP TABLE "research_activities";
-- reverse: create index "requirementsetitem_tenant_id_requirement_id" to table: "requirement_set_items"
DROP INDEX "requirementsetitem_tenant_id_requirement_id";
-- reverse: create index "requirementsetitem_tenant_id_set_id_place" to table: "requirement_set_items"
DROP INDEX "requirementsetitem_tenant_id_set_id_place";
-- reverse: create index "requirementsetitem_tenant_id_set_id_requirement_id" to table: "requirement_set_items"
DROP INDEX "requirementsetitem_tenant_id_set_id_requirement_id";
-- reverse: create index "requirementsetitem_tenant_id_id" to table: "requirement_set_items"
DROP INDEX "requirementsetitem_tenant_id_id";
-- reverse: create "requirement_set_items" table
DROP TABLE "requirement_set_items";
-- reverse: create index "requirementset_tenant_id_answered_by_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_answered_by_id";
-- reverse: create index "requirementset_tenant_id_created_by_created_at_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_created_by_created_at_id";
-- reverse: create index "requirementset_tenant_id_taken_by_id_created_at_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_taken_by_id_created_at_id";
-- reverse: create index "requirementset_tenant_id_department_id_created_at_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_department_id_created_at_id";
-- reverse: create index "requirementset_tenant_id_owner_id_created_at_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_owner_id_created_at_id";
-- reverse: create index "requirementset_tenant_id_state_created_at_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_state_created_at_id";
-- reverse: create index "requirementset_tenant_id_created_at_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_created_at_id";
-- reverse: create index "requirementset_tenant_id_id" to table: "requirement_sets"
DROP INDEX "requirementset_tenant_id_id";
-- reverse: create "requirement_sets" table
DROP TABLE "requirement_sets";
-- reverse: create index "requirementform_tenant_id_created_at_id" to table: "requirement_forms"
DROP INDEX "requirementform_tenant_id_created_at_id";
-- reverse: create index "requirementform_tenant_id_state_number" to table: "requirement_forms"
DROP INDEX "requirementform_tenant_id_state_number";
-- reverse: create index "requirementform_tenant_id_number" to table: "requirement_forms"
DROP INDEX "requirementform_tenant_id_number";
-- reverse: create index "requirementform_tenant_id_id" to table: "requirement_forms"
DROP INDEX "requirementform_tenant_id_id";
-- reverse: create "requirement_forms" table
DROP TABLE "requirement_forms";
-- reverse: create index "reportrecipient_tenant_id_answered_by_id" to table: "report_recipients"
DROP INDEX "reportrecipient_tenant_id_answered_by_id";
-- reverse: create index "reportrecipient_tenant_id_department_id" to table: "report_recipients"
DROP INDEX "reportrecipient_tenant_id_department_id";
-- reverse: create index "reportrecipient_tenant_id_report_id_department_id" to table: "report_recipients"
DROP INDEX "reportrecipient_tenant_id_report_id_department_id";
-- reverse: create index "reportrecipient_tenant_id_id" to table: "report_recipients"
DROP INDEX "reportrecipient_tenant_id_id";
-- reverse: create "report_recipients" table
DROP TABLE "report_recipients";
-- reverse: create index "report_tenant_id_meeting_id" to table: "reports"
DROP INDEX "report_tenant_id_meeting_id";
-- reverse: create index "report_tenant_id_approval_id" to table: "reports"
DROP INDEX "report_tenant_id_approval_id";
-- reverse: create index "report_tenant_id_created_by_created_at_id" to table: "reports"
DROP INDEX "report_tenant_id_created_by_created_at_id";
-- reverse: create index "report_tenant_id_department_id_created_at_id" to table: "reports"
DROP INDEX "report_tenant_id_department_id_created_at_id";
-- reverse: create index "report_tenant_id_state_created_at_id" to table: "reports"
DROP INDEX "report_tenant_id_state_created_at_id";
-- reverse: create index "report_tenant_id_type_created_at_id" to table: "reports"
DROP INDEX "report_tenant_id_type_created_at_id";
-- reverse: create index "report_tenant_id_created_at_id" to table: "reports"
DROP INDEX "report_tenant_id_created_at_id";
-- reverse: create index "report_tenant_id_dedupe_key" to table: "reports"
DROP INDEX "report_tenant_id_dedupe_key";
-- reverse: create index "report_tenant_id_id" to table: "reports"
DROP INDEX "report_tenant_id_id";
-- reverse: create "reports" table
DROP TABLE "reports";
-- reverse: create index "recognition_tenant_id_decided_by_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_decided_by_id";
-- reverse: create index "recognition_tenant_id_cause_id_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_cause_id_created_at_id";
-- reverse: create index "recognition_tenant_id_created_by_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_created_by_created_at_id";
-- reverse: create index "recognition_tenant_id_department_id_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_department_id_created_at_id";
-- reverse: create index "recognition_tenant_id_member_id_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_member_id_created_at_id";
-- reverse: create index "recognition_tenant_id_contact_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_contact_id";
-- reverse: create index "recognition_tenant_id_customer_id_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_customer_id_created_at_id";
-- reverse: create index "recognition_tenant_id_state_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_state_created_at_id";
-- reverse: create index "recognition_tenant_id_kind_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_kind_created_at_id";
-- reverse: create index "recognition_tenant_id_created_at_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_created_at_id";
-- reverse: create index "recognition_tenant_id_id" to table: "recognitions"
DROP INDEX "recognition_tenant_id_id";
-- reverse: create "recognitions" table
DROP TABLE "recognitions";
-- reverse: create index "progressentry_tenant_id_created_at_id" to table: "progress_entries"
DROP INDEX "progressentry_tenant_id_created_at_id";
-- reverse: create index "progressentry_tenant_id_department_id" to table: "progress_entries"
DROP INDEX "progressentry_tenant_id_department_id";
-- reverse: create index "progressentry_tenant_id_customer_id_created_at_id" to table: "progress_entries"
DROP INDEX "progressentry_tenant_id_customer_id_created_at_id";
-- reverse: create index "progressentry_tenant_id_action_id_created_at_id" to table: "progress_entries"
DROP INDEX "progressentry_tenant_id_action_id_created_at_id";
-- reverse: create index "progressentry_tenant_id_requirement_id_created_at_id" to table: "progress_entries"
DROP INDEX "progressentry_tenant_id_requirement_id_created_at_id";
-- reverse: create index "progressentry_tenant_id_id" to table: "progress_entries"
DROP INDEX "progressentry_tenant_id_id";
-- reverse: create "progress_entries" table
DROP TABLE "progress_entries";
-- reverse: create index "meetingattendee_tenant_id_member_id" to table: "meeting_attendees"
DROP INDEX "meetingattendee_tenant_id_member_id";
-- reverse: create index "meetingattendee_tenant_id_meeting_id_member_id" to table: "meeting_attendees"
DROP INDEX "meetingattendee_tenant_id_meeting_id_member_id";
-- reverse: create index "meetingattendee_tenant_id_id" to table: "meeting_attendees"
DROP INDEX "meetingattendee_tenant_id_id";
-- reverse: create "meeting_attendees" table
DROP TABLE "meeting_attendees";
-- reverse: create index "meeting_tenant_id_created_by_starts_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_created_by_starts_at_id";
-- reverse: create index "meeting_tenant_id_organizer_id_starts_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_organizer_id_starts_at_id";
-- reverse: create index "meeting_tenant_id_department_id_starts_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_department_id_starts_at_id";
-- reverse: create index "meeting_tenant_id_series_id_starts_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_series_id_starts_at_id";
-- reverse: create index "meeting_tenant_id_state_starts_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_state_starts_at_id";
-- reverse: create index "meeting_tenant_id_type_starts_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_type_starts_at_id";
-- reverse: create index "meeting_tenant_id_created_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_created_at_id";
-- reverse: create index "meeting_tenant_id_starts_at_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_starts_at_id";
-- reverse: create index "meeting_tenant_id_id" to table: "meetings"
DROP INDEX "meeting_tenant_id_id";
-- reverse: create "meetings" table
DROP TABLE "meetings";
-- reverse: create index "interaction_tenant_id_replied_by_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_replied_by_id";
-- reverse: create index "interaction_tenant_id_created_by_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_created_by_occurred_at_id";
-- reverse: create index "interaction_tenant_id_member_id_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_member_id_occurred_at_id";
-- reverse: create index "interaction_tenant_id_department_id_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_department_id_occurred_at_id";
-- reverse: create index "interaction_tenant_id_contact_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_contact_id";
-- reverse: create index "interaction_tenant_id_customer_id_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_customer_id_occurred_at_id";
-- reverse: create index "interaction_tenant_id_state_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_state_occurred_at_id";
-- reverse: create index "interaction_tenant_id_type_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_type_occurred_at_id";
-- reverse: create index "interaction_tenant_id_created_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_created_at_id";
-- reverse: create index "interaction_tenant_id_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_occurred_at_id";
-- reverse: create index "interaction_tenant_id_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_id";
-- reverse: create "interactions" table
DROP TABLE "interactions";
-- reverse: create index "indicatorsnapshot_tenant_id_period_start_id" to table: "indicator_snapshots"
DROP INDEX "indicatorsnapshot_tenant_id_period_start_id";
-- reverse: create index "indicatorsnapshot_tenant_id_department_id_period_start_id" to table: "indicator_snapshots"
DROP INDEX "indicatorsnapshot_tenant_id_department_id_period_start_id";
-- reverse: create index "indicatorsnapshot_tenant_id_indicator_id_period_start_id" to table: "indicator_snapshots"
DROP INDEX "indicatorsnapshot_tenant_id_indicator_id_period_start_id";
-- reverse: create index "indicatorsnapshot_figure" to table: "indicator_snapshots"
DROP INDEX "indicatorsnapshot_figure";
-- reverse: create index "indicatorsnapshot_tenant_id_id" to table: "indicator_snapshots"
DROP INDEX "indicatorsnapshot_tenant_id_id";
-- reverse: create "indicator_snapshots" table
DROP TABLE "indicator_snapshots";
-- reverse: create index "indicator_tenant_id_owner_id" to table: "indicators"
DROP INDEX "indicator_tenant_id_owner_id";
-- reverse: create index "indicator_tenant_id_created_at_id" to table: "indicators"
DROP INDEX "indicator_tenant_id_created_at_id";
-- reverse: create index "indicator_tenant_id_code" to table: "indicators"
DROP INDEX "indicator_tenant_id_code";
-- reverse: create index "indicator_tenant_id_id" to table: "indicators"
DROP INDEX "indicator_tenant_id_id";
-- reverse: create "indicators" table
DROP TABLE "indicators";
-- reverse: create index "improvementaction_tenant_id_created_by_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_created_by_due_at_id";
-- reverse: create index "improvementaction_tenant_id_verifier_id_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_verifier_id_due_at_id";
-- reverse: create index "improvementaction_tenant_id_owner_id_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_owner_id_due_at_id";
-- reverse: create index "improvementaction_tenant_id_department_id_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_department_id_due_at_id";
-- reverse: create index "improvementaction_tenant_id_report_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_report_id";
-- reverse: create index "improvementaction_tenant_id_finding_id_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_finding_id_due_at_id";
-- reverse: create index "improvementaction_tenant_id_state_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_state_due_at_id";
-- reverse: create index "improvementaction_tenant_id_created_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_created_at_id";
-- reverse: create index "improvementaction_tenant_id_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_due_at_id";
-- reverse: create index "improvementaction_tenant_id_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_id";
-- reverse: create "improvement_actions" table
DROP TABLE "improvement_actions";
-- reverse: create index "groupmember_tenant_id_member_id" to table: "group_members"
DROP INDEX "groupmember_tenant_id_member_id";
-- reverse: create index "groupmember_tenant_id_group_id_member_id" to table: "group_members"
DROP INDEX "groupmember_tenant_id_group_id_member_id";
-- reverse: create index "groupmember_tenant_id_id" to table: "group_members"
DROP INDEX "groupmember_tenant_id_id";
-- reverse: create "group_members" table
DROP TABLE "group_members";
-- reverse: create index "finding_tenant_id_created_by_created_at_id" to table: "findings"
DROP INDEX "finding_tenant_id_created_by_created_at_id";
-- reverse: create index "finding_tenant_id_owner_id_created_at_id" to table: "findings"
DROP INDEX "finding_tenant_id_owner_id_created_at_id";
-- reverse: create index "finding_tenant_id_department_id_created_at_id" to table: "findings"
DROP INDEX "finding_tenant_id_department_id_created_at_id";
-- reverse: create index "finding_tenant_id_subject_id_created_at_id" to table: "findings"
DROP INDEX "finding_tenant_id_subject_id_created_at_id";
-- reverse: create index "finding_tenant_id_source_created_at_id" to table: "findings"
DROP INDEX "finding_tenant_id_source_created_at_id";
-- reverse: create index "finding_tenant_id_state_created_at_id" to table: "findings"
DROP INDEX "finding_tenant_id_state_created_at_id";
-- reverse: create index "finding_tenant_id_created_at_id" to table: "findings"
DROP INDEX "finding_tenant_id_created_at_id";
-- reverse: create index "finding_tenant_id_number" to table: "findings"
DROP INDEX "finding_tenant_id_number";
-- reverse: create index "finding_tenant_id_id" to table: "findings"
DROP INDEX "finding_tenant_id_id";
-- reverse: create "findings" table
DROP TABLE "findings";
-- reverse: create index "engagementplan_tenant_id_created_at_id" to table: "engagement_plans"
DROP INDEX "engagementplan_tenant_id_created_at_id";
-- reverse: create index "engagementplan_tenant_id_name" to table: "engagement_plans"
DROP INDEX "engagementplan_tenant_id_name";
-- reverse: create index "engagementplan_tenant_id_id" to table: "engagement_plans"
DROP INDEX "engagementplan_tenant_id_id";
-- reverse: create "engagement_plans" table
DROP TABLE "engagement_plans";
-- reverse: create index "attachment_tenant_id_storage_key" to table: "attachments"
DROP INDEX "attachment_tenant_id_storage_key";
-- reverse: create index "attachment_tenant_id_removed_at_retain_until" to table: "attachments"
DROP INDEX "attachment_tenant_id_removed_at_retain_until";
-- reverse: create index "attachment_tenant_id_owner_id_created_at_id" to table: "attachments"
DROP INDEX "attachment_tenant_id_owner_id_created_at_id";
-- reverse: create index "attachment_tenant_id_id" to table: "attachments"
DROP INDEX "attachment_tenant_id_id";
-- reverse: create "attachments" table
DROP TABLE "attachments";
-- reverse: create index "task_tenant_id_evidence_id" to table: "tasks"
DROP INDEX "task_tenant_id_evidence_id";
-- reverse: create index "task_tenant_id_plan_id_due_at_id" to table: "tasks"
DROP INDEX "task_tenant_id_plan_id_due_at_id";
-- reverse: modify "tasks" table
ALTER TABLE "tasks" DROP COLUMN "plan_id", DROP COLUMN "evidence_id", DROP COLUMN "evidence_type", DROP COLUMN "period_start", DROP COLUMN "rule_key";
-- reverse: modify "sla_policies" table
ALTER TABLE "sla_policies" DROP COLUMN "revision", DROP COLUMN "series_id", DROP COLUMN "valid_until", DROP COLUMN "department_id";
-- reverse: create index "slaclock_tenant_id_interaction_id" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_interaction_id";
-- reverse: modify "sla_clocks" table
ALTER TABLE "sla_clocks" DROP COLUMN "interaction_id", DROP COLUMN "milestone", ALTER COLUMN "requirement_id" SET NOT NULL;
-- reverse: create index "requirement_tenant_id_team_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_team_id";
-- reverse: create index "requirement_tenant_id_origin_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_origin_id";
-- reverse: create index "requirement_tenant_id_received_at_id" to table: "requirements"
DROP INDEX "requirement_tenant_id_received_at_id";
-- reverse: modify "requirements" table
ALTER TABLE "requirements" DROP COLUMN "team_id", DROP COLUMN "form_id", DROP COLUMN "merge", DROP COLUMN "historic", DROP COLUMN "common_need", DROP COLUMN "custom", DROP COLUMN "origin_id", DROP COLUMN "origin_type", DROP COLUMN "expectations", DROP COLUMN "price", DROP COLUMN "service_phase", DROP COLUMN "aspects";
