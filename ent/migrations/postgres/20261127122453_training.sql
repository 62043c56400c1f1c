-- +goose Up
-- create "training_plans" table
CREATE TABLE "training_plans" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "title" character varying NOT NULL COLLATE "C",
  "period_start" character varying NOT NULL COLLATE "C",
  "period_end" character varying NOT NULL COLLATE "C",
  "posts" jsonb NOT NULL,
  "department_ids" jsonb NOT NULL,
  "topics" jsonb NOT NULL,
  "methods" jsonb NOT NULL,
  "budget" bigint NULL,
  "currency" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "approved_at" timestamptz NULL,
  "ended_at" timestamptz NULL,
  "result" character varying NULL COLLATE "C",
  "gaps" jsonb NOT NULL,
  "department_id" character varying NULL COLLATE "C",
  "hr_approval_id" character varying NULL COLLATE "C",
  "md_approval_id" character varying NULL COLLATE "C",
  "previous_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "trainingplan_tenant_id_id" to table: "training_plans"
CREATE UNIQUE INDEX "trainingplan_tenant_id_id" ON "training_plans" ("tenant_id", "id");
-- create index "trainingplan_tenant_id_previous_id" to table: "training_plans"
CREATE UNIQUE INDEX "trainingplan_tenant_id_previous_id" ON "training_plans" ("tenant_id", "previous_id");
-- create index "trainingplan_tenant_id_created_at_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_created_at_id" ON "training_plans" ("tenant_id", "created_at", "id");
-- create index "trainingplan_tenant_id_period_start_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_period_start_id" ON "training_plans" ("tenant_id", "period_start", "id");
-- create index "trainingplan_tenant_id_state_created_at_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_state_created_at_id" ON "training_plans" ("tenant_id", "state", "created_at", "id");
-- create index "trainingplan_tenant_id_state_period_start_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_state_period_start_id" ON "training_plans" ("tenant_id", "state", "period_start", "id");
-- create index "trainingplan_tenant_id_department_id_created_at_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_department_id_created_at_id" ON "training_plans" ("tenant_id", "department_id", "created_at", "id");
-- create index "trainingplan_tenant_id_created_by_created_at_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_created_by_created_at_id" ON "training_plans" ("tenant_id", "created_by", "created_at", "id");
-- create index "trainingplan_tenant_id_hr_approval_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_hr_approval_id" ON "training_plans" ("tenant_id", "hr_approval_id");
-- create index "trainingplan_tenant_id_md_approval_id" to table: "training_plans"
CREATE INDEX "trainingplan_tenant_id_md_approval_id" ON "training_plans" ("tenant_id", "md_approval_id");
-- create "training_records" table
CREATE TABLE "training_records" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "post" character varying NULL COLLATE "C",
  "taught_post" character varying NULL COLLATE "C",
  "topic" character varying NOT NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'INVITED' COLLATE "C",
  "queued_at" timestamptz NULL,
  "attended_at" timestamptz NULL,
  "attendance" character varying NULL COLLATE "C",
  "minutes" bigint NOT NULL DEFAULT 0,
  "score" bigint NULL,
  "passed" boolean NULL,
  "assessed_at" timestamptz NULL,
  "valid_until" character varying NULL COLLATE "C",
  "outdated_at" timestamptz NULL,
  "superseded_at" timestamptz NULL,
  "wanting" boolean NOT NULL DEFAULT false,
  "feedback" bigint NULL,
  "feedback_comment" character varying NULL COLLATE "C",
  "feedback_at" timestamptz NULL,
  "plan_id" character varying NOT NULL COLLATE "C",
  "member_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "assessor_id" character varying NULL COLLATE "C",
  "outdating_standard_id" character varying NULL COLLATE "C",
  "session_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "trainingrecord_tenant_id_id" to table: "training_records"
CREATE UNIQUE INDEX "trainingrecord_tenant_id_id" ON "training_records" ("tenant_id", "id");
-- create index "trainingrecord_tenant_id_session_id_member_id" to table: "training_records"
CREATE UNIQUE INDEX "trainingrecord_tenant_id_session_id_member_id" ON "training_records" ("tenant_id", "session_id", "member_id");
-- create index "trainingrecord_tenant_id_session_id_state_queued_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_session_id_state_queued_at_id" ON "training_records" ("tenant_id", "session_id", "state", "queued_at", "id");
-- create index "trainingrecord_tenant_id_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_created_at_id" ON "training_records" ("tenant_id", "created_at", "id");
-- create index "trainingrecord_tenant_id_plan_id_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_plan_id_created_at_id" ON "training_records" ("tenant_id", "plan_id", "created_at", "id");
-- create index "trainingrecord_tenant_id_session_id_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_session_id_created_at_id" ON "training_records" ("tenant_id", "session_id", "created_at", "id");
-- create index "trainingrecord_tenant_id_member_id_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_member_id_created_at_id" ON "training_records" ("tenant_id", "member_id", "created_at", "id");
-- create index "trainingrecord_tenant_id_department_id_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_department_id_created_at_id" ON "training_records" ("tenant_id", "department_id", "created_at", "id");
-- create index "trainingrecord_tenant_id_created_by_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_created_by_created_at_id" ON "training_records" ("tenant_id", "created_by", "created_at", "id");
-- create index "trainingrecord_tenant_id_state_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_state_created_at_id" ON "training_records" ("tenant_id", "state", "created_at", "id");
-- create index "trainingrecord_tenant_id_wanting_created_at_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_wanting_created_at_id" ON "training_records" ("tenant_id", "wanting", "created_at", "id");
-- create index "trainingrecord_tenant_id_valid_until_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_valid_until_id" ON "training_records" ("tenant_id", "valid_until", "id");
-- create index "trainingrecord_tenant_id_taught_post_outdated_at" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_taught_post_outdated_at" ON "training_records" ("tenant_id", "taught_post", "outdated_at");
-- create index "trainingrecord_tenant_id_topic_taught_post_wanting" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_topic_taught_post_wanting" ON "training_records" ("tenant_id", "topic", "taught_post", "wanting");
-- create index "trainingrecord_tenant_id_outdating_standard_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_outdating_standard_id" ON "training_records" ("tenant_id", "outdating_standard_id");
-- create index "trainingrecord_tenant_id_assessor_id" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_assessor_id" ON "training_records" ("tenant_id", "assessor_id");
-- create "training_sessions" table
CREATE TABLE "training_sessions" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "topic" character varying NOT NULL COLLATE "C",
  "post" character varying NULL COLLATE "C",
  "title" character varying NOT NULL COLLATE "C",
  "method" character varying NOT NULL COLLATE "C",
  "trainer_kind" character varying NOT NULL COLLATE "C",
  "trainer_name" character varying NULL COLLATE "C",
  "place" character varying NULL COLLATE "C",
  "url" character varying NULL COLLATE "C",
  "outline" character varying NULL COLLATE "C",
  "starts_at" timestamptz NOT NULL,
  "ends_at" timestamptz NOT NULL,
  "capacity" bigint NOT NULL,
  "seats_taken" bigint NOT NULL DEFAULT 0,
  "waiting" bigint NOT NULL DEFAULT 0,
  "assessment" jsonb NOT NULL,
  "standards" jsonb NOT NULL,
  "state" character varying NOT NULL DEFAULT 'PLANNED' COLLATE "C",
  "code_counter" bigint NOT NULL DEFAULT 0,
  "ended_at" timestamptz NULL,
  "end_reason" character varying NULL COLLATE "C",
  "plan_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "trainer_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "trainingsession_tenant_id_id" to table: "training_sessions"
CREATE UNIQUE INDEX "trainingsession_tenant_id_id" ON "training_sessions" ("tenant_id", "id");
-- create index "trainingsession_tenant_id_created_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_created_at_id" ON "training_sessions" ("tenant_id", "created_at", "id");
-- create index "trainingsession_tenant_id_starts_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_starts_at_id" ON "training_sessions" ("tenant_id", "starts_at", "id");
-- create index "trainingsession_tenant_id_plan_id_starts_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_plan_id_starts_at_id" ON "training_sessions" ("tenant_id", "plan_id", "starts_at", "id");
-- create index "trainingsession_tenant_id_state_starts_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_state_starts_at_id" ON "training_sessions" ("tenant_id", "state", "starts_at", "id");
-- create index "trainingsession_tenant_id_department_id_starts_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_department_id_starts_at_id" ON "training_sessions" ("tenant_id", "department_id", "starts_at", "id");
-- create index "trainingsession_tenant_id_trainer_id_starts_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_trainer_id_starts_at_id" ON "training_sessions" ("tenant_id", "trainer_id", "starts_at", "id");
-- create index "trainingsession_tenant_id_created_by_starts_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_created_by_starts_at_id" ON "training_sessions" ("tenant_id", "created_by", "starts_at", "id");
-- create index "trainingsession_tenant_id_post_starts_at_id" to table: "training_sessions"
CREATE INDEX "trainingsession_tenant_id_post_starts_at_id" ON "training_sessions" ("tenant_id", "post", "starts_at", "id");

-- +goose Down
-- reverse: create index "trainingsession_tenant_id_post_starts_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_post_starts_at_id";
-- reverse: create index "trainingsession_tenant_id_created_by_starts_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_created_by_starts_at_id";
-- reverse: create index "trainingsession_tenant_id_trainer_id_starts_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_trainer_id_starts_at_id";
-- reverse: create index "trainingsession_tenant_id_department_id_starts_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_department_id_starts_at_id";
-- reverse: create index "trainingsession_tenant_id_state_starts_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_state_starts_at_id";
-- reverse: create index "trainingsession_tenant_id_plan_id_starts_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_plan_id_starts_at_id";
-- reverse: create index "trainingsession_tenant_id_starts_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_starts_at_id";
-- reverse: create index "trainingsession_tenant_id_created_at_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_created_at_id";
-- reverse: create index "trainingsession_tenant_id_id" to table: "training_sessions"
DROP INDEX "trainingsession_tenant_id_id";
-- reverse: create "training_sessions" table
DROP TABLE "training_sessions";
-- reverse: create index "trainingrecord_tenant_id_assessor_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_assessor_id";
-- reverse: create index "trainingrecord_tenant_id_outdating_standard_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_outdating_standard_id";
-- reverse: create index "trainingrecord_tenant_id_topic_taught_post_wanting" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_topic_taught_post_wanting";
-- reverse: create index "trainingrecord_tenant_id_taught_post_outdated_at" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_taught_post_outdated_at";
-- reverse: create index "trainingrecord_tenant_id_valid_until_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_valid_until_id";
-- reverse: create index "trainingrecord_tenant_id_wanting_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_wanting_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_state_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_state_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_created_by_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_created_by_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_department_id_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_department_id_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_member_id_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_member_id_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_session_id_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_session_id_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_plan_id_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_plan_id_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_created_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_created_at_id";
-- reverse: create index "trainingrecord_tenant_id_session_id_state_queued_at_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_session_id_state_queued_at_id";
-- reverse: create index "trainingrecord_tenant_id_session_id_member_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_session_id_member_id";
-- reverse: create index "trainingrecord_tenant_id_id" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_id";
-- reverse: create "training_records" table
DROP TABLE "training_records";
-- reverse: create index "trainingplan_tenant_id_md_approval_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_md_approval_id";
-- reverse: create index "trainingplan_tenant_id_hr_approval_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_hr_approval_id";
-- reverse: create index "trainingplan_tenant_id_created_by_created_at_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_created_by_created_at_id";
-- reverse: create index "trainingplan_tenant_id_department_id_created_at_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_department_id_created_at_id";
-- reverse: create index "trainingplan_tenant_id_state_period_start_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_state_period_start_id";
-- reverse: create index "trainingplan_tenant_id_state_created_at_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_state_created_at_id";
-- reverse: create index "trainingplan_tenant_id_period_start_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_period_start_id";
-- reverse: create index "trainingplan_tenant_id_created_at_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_created_at_id";
-- reverse: create index "trainingplan_tenant_id_previous_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_previous_id";
-- reverse: create index "trainingplan_tenant_id_id" to table: "training_plans"
DROP INDEX "trainingplan_tenant_id_id";
-- reverse: create "training_plans" table
DROP TABLE "training_plans";
