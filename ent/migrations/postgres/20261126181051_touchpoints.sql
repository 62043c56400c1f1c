-- +goose Up
-- create "identification_departments" table
CREATE TABLE "identification_departments" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "scored_at" timestamptz NULL,
  "department_id" character varying NOT NULL COLLATE "C",
  "scored_by_id" character varying NULL COLLATE "C",
  "round_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "identificationdepartment_tenant_id_id" to table: "identification_departments"
CREATE UNIQUE INDEX "identificationdepartment_tenant_id_id" ON "identification_departments" ("tenant_id", "id");
-- create index "identificationdepartment_tenant_id_round_id_department_id" to table: "identification_departments"
CREATE UNIQUE INDEX "identificationdepartment_tenant_id_round_id_department_id" ON "identification_departments" ("tenant_id", "round_id", "department_id");
-- create index "identificationdepartment_tenant_id_department_id" to table: "identification_departments"
CREATE INDEX "identificationdepartment_tenant_id_department_id" ON "identification_departments" ("tenant_id", "department_id");
-- create index "identificationdepartment_tenant_id_scored_by_id" to table: "identification_departments"
CREATE INDEX "identificationdepartment_tenant_id_scored_by_id" ON "identification_departments" ("tenant_id", "scored_by_id");
-- create "identification_rounds" table
CREATE TABLE "identification_rounds" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "title" character varying NOT NULL COLLATE "C",
  "due_at" timestamptz NOT NULL,
  "state" character varying NOT NULL DEFAULT 'OPEN' COLLATE "C",
  "ended_at" timestamptz NULL,
  "conclusion" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "identificationround_tenant_id_id" to table: "identification_rounds"
CREATE UNIQUE INDEX "identificationround_tenant_id_id" ON "identification_rounds" ("tenant_id", "id");
-- create index "identificationround_tenant_id_created_at_id" to table: "identification_rounds"
CREATE INDEX "identificationround_tenant_id_created_at_id" ON "identification_rounds" ("tenant_id", "created_at", "id");
-- create index "identificationround_tenant_id_state_created_at_id" to table: "identification_rounds"
CREATE INDEX "identificationround_tenant_id_state_created_at_id" ON "identification_rounds" ("tenant_id", "state", "created_at", "id");
-- create index "identificationround_tenant_id_department_id_created_at_id" to table: "identification_rounds"
CREATE INDEX "identificationround_tenant_id_department_id_created_at_id" ON "identification_rounds" ("tenant_id", "department_id", "created_at", "id");
-- create index "identificationround_tenant_id_created_by_created_at_id" to table: "identification_rounds"
CREATE INDEX "identificationround_tenant_id_created_by_created_at_id" ON "identification_rounds" ("tenant_id", "created_by", "created_at", "id");
-- create "touchpoints" table
CREATE TABLE "touchpoints" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "description" character varying NULL COLLATE "C",
  "journey_stage" character varying NOT NULL COLLATE "C",
  "is_key" boolean NOT NULL DEFAULT false,
  "need_relevance" double precision NULL,
  "behaviour_fit" double precision NULL,
  "decision_impact" double precision NULL,
  "management_requirement" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'CANDIDATE' COLLATE "C",
  "retire_reason" character varying NULL COLLATE "C",
  "round_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "touchpoint_tenant_id_id" to table: "touchpoints"
CREATE UNIQUE INDEX "touchpoint_tenant_id_id" ON "touchpoints" ("tenant_id", "id");
-- create index "touchpoint_tenant_id_name" to table: "touchpoints"
CREATE UNIQUE INDEX "touchpoint_tenant_id_name" ON "touchpoints" ("tenant_id", "name");
-- create index "touchpoint_tenant_id_created_at_id" to table: "touchpoints"
CREATE INDEX "touchpoint_tenant_id_created_at_id" ON "touchpoints" ("tenant_id", "created_at", "id");
-- create index "touchpoint_tenant_id_state_created_at_id" to table: "touchpoints"
CREATE INDEX "touchpoint_tenant_id_state_created_at_id" ON "touchpoints" ("tenant_id", "state", "created_at", "id");
-- create index "touchpoint_tenant_id_is_key_created_at_id" to table: "touchpoints"
CREATE INDEX "touchpoint_tenant_id_is_key_created_at_id" ON "touchpoints" ("tenant_id", "is_key", "created_at", "id");
-- create index "touchpoint_tenant_id_journey_stage_created_at_id" to table: "touchpoints"
CREATE INDEX "touchpoint_tenant_id_journey_stage_created_at_id" ON "touchpoints" ("tenant_id", "journey_stage", "created_at", "id");
-- create index "touchpoint_tenant_id_department_id_created_at_id" to table: "touchpoints"
CREATE INDEX "touchpoint_tenant_id_department_id_created_at_id" ON "touchpoints" ("tenant_id", "department_id", "created_at", "id");
-- create index "touchpoint_tenant_id_round_id_created_at_id" to table: "touchpoints"
CREATE INDEX "touchpoint_tenant_id_round_id_created_at_id" ON "touchpoints" ("tenant_id", "round_id", "created_at", "id");
-- create index "touchpoint_tenant_id_created_by_created_at_id" to table: "touchpoints"
CREATE INDEX "touchpoint_tenant_id_created_by_created_at_id" ON "touchpoints" ("tenant_id", "created_by", "created_at", "id");
-- create "touchpoint_scores" table
CREATE TABLE "touchpoint_scores" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "need_relevance" bigint NOT NULL,
  "behaviour_fit" bigint NOT NULL,
  "decision_impact" bigint NOT NULL,
  "comment" character varying NULL COLLATE "C",
  "scored_at" timestamptz NOT NULL,
  "round_id" character varying NOT NULL COLLATE "C",
  "touchpoint_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NOT NULL COLLATE "C",
  "member_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "touchpointscore_tenant_id_id" to table: "touchpoint_scores"
CREATE UNIQUE INDEX "touchpointscore_tenant_id_id" ON "touchpoint_scores" ("tenant_id", "id");
-- create index "touchpointscore_tenant_id_round_id_touchpoint_id_department_id" to table: "touchpoint_scores"
CREATE UNIQUE INDEX "touchpointscore_tenant_id_round_id_touchpoint_id_department_id" ON "touchpoint_scores" ("tenant_id", "round_id", "touchpoint_id", "department_id");
-- create index "touchpointscore_tenant_id_touchpoint_id" to table: "touchpoint_scores"
CREATE INDEX "touchpointscore_tenant_id_touchpoint_id" ON "touchpoint_scores" ("tenant_id", "touchpoint_id");
-- create index "touchpointscore_tenant_id_department_id" to table: "touchpoint_scores"
CREATE INDEX "touchpointscore_tenant_id_department_id" ON "touchpoint_scores" ("tenant_id", "department_id");
-- create index "touchpointscore_tenant_id_member_id" to table: "touchpoint_scores"
CREATE INDEX "touchpointscore_tenant_id_member_id" ON "touchpoint_scores" ("tenant_id", "member_id");
-- create "touchpoint_standards" table
CREATE TABLE "touchpoint_standards" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "edition" bigint NOT NULL,
  "service_standard" character varying NOT NULL COLLATE "C",
  "operating_procedure" character varying NOT NULL COLLATE "C",
  "items" jsonb NOT NULL,
  "post" character varying NULL COLLATE "C",
  "major" boolean NOT NULL DEFAULT false,
  "review_due_on" character varying NULL COLLATE "C",
  "review_asked_for" character varying NULL COLLATE "C",
  "reviewed_at" timestamptz NULL,
  "review_result" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "effective_at" timestamptz NULL,
  "ended_at" timestamptz NULL,
  "end_reason" character varying NULL COLLATE "C",
  "slot" character varying NULL COLLATE "C",
  "touchpoint_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "approval_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "touchpointstandard_tenant_id_id" to table: "touchpoint_standards"
CREATE UNIQUE INDEX "touchpointstandard_tenant_id_id" ON "touchpoint_standards" ("tenant_id", "id");
-- create index "touchpointstandard_tenant_id_slot" to table: "touchpoint_standards"
CREATE UNIQUE INDEX "touchpointstandard_tenant_id_slot" ON "touchpoint_standards" ("tenant_id", "slot");
-- create index "touchpointstandard_tenant_id_touchpoint_id_edition" to table: "touchpoint_standards"
CREATE UNIQUE INDEX "touchpointstandard_tenant_id_touchpoint_id_edition" ON "touchpoint_standards" ("tenant_id", "touchpoint_id", "edition");
-- create index "touchpointstandard_tenant_id_touchpoint_id_created_at_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_touchpoint_id_created_at_id" ON "touchpoint_standards" ("tenant_id", "touchpoint_id", "created_at", "id");
-- create index "touchpointstandard_tenant_id_created_at_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_created_at_id" ON "touchpoint_standards" ("tenant_id", "created_at", "id");
-- create index "touchpointstandard_tenant_id_review_due_on_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_review_due_on_id" ON "touchpoint_standards" ("tenant_id", "review_due_on", "id");
-- create index "touchpointstandard_tenant_id_state_created_at_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_state_created_at_id" ON "touchpoint_standards" ("tenant_id", "state", "created_at", "id");
-- create index "touchpointstandard_tenant_id_state_review_due_on_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_state_review_due_on_id" ON "touchpoint_standards" ("tenant_id", "state", "review_due_on", "id");
-- create index "touchpointstandard_tenant_id_department_id_created_at_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_department_id_created_at_id" ON "touchpoint_standards" ("tenant_id", "department_id", "created_at", "id");
-- create index "touchpointstandard_tenant_id_created_by_created_at_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_created_by_created_at_id" ON "touchpoint_standards" ("tenant_id", "created_by", "created_at", "id");
-- create index "touchpointstandard_tenant_id_approval_id" to table: "touchpoint_standards"
CREATE INDEX "touchpointstandard_tenant_id_approval_id" ON "touchpoint_standards" ("tenant_id", "approval_id");

-- +goose Down
-- reverse: create index "touchpointstandard_tenant_id_approval_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_approval_id";
-- reverse: create index "touchpointstandard_tenant_id_created_by_created_at_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_created_by_created_at_id";
-- reverse: create index "touchpointstandard_tenant_id_department_id_created_at_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_department_id_created_at_id";
-- reverse: create index "touchpointstandard_tenant_id_state_review_due_on_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_state_review_due_on_id";
-- reverse: create index "touchpointstandard_tenant_id_state_created_at_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_state_created_at_id";
-- reverse: create index "touchpointstandard_tenant_id_review_due_on_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_review_due_on_id";
-- reverse: create index "touchpointstandard_tenant_id_created_at_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_created_at_id";
-- reverse: create index "touchpointstandard_tenant_id_touchpoint_id_created_at_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_touchpoint_id_created_at_id";
-- reverse: create index "touchpointstandard_tenant_id_touchpoint_id_edition" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_touchpoint_id_edition";
-- reverse: create index "touchpointstandard_tenant_id_slot" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_slot";
-- reverse: create index "touchpointstandard_tenant_id_id" to table: "touchpoint_standards"
DROP INDEX "touchpointstandard_tenant_id_id";
-- reverse: create "touchpoint_standards" table
DROP TABLE "touchpoint_standards";
-- reverse: create index "touchpointscore_tenant_id_member_id" to table: "touchpoint_scores"
DROP INDEX "touchpointscore_tenant_id_member_id";
-- reverse: create index "touchpointscore_tenant_id_department_id" to table: "touchpoint_scores"
DROP INDEX "touchpointscore_tenant_id_department_id";
-- reverse: create index "touchpointscore_tenant_id_touchpoint_id" to table: "touchpoint_scores"
DROP INDEX "touchpointscore_tenant_id_touchpoint_id";
-- reverse: create index "touchpointscore_tenant_id_round_id_touchpoint_id_department_id" to table: "touchpoint_scores"
DROP INDEX "touchpointscore_tenant_id_round_id_touchpoint_id_department_id";
-- reverse: create index "touchpointscore_tenant_id_id" to table: "touchpoint_scores"
DROP INDEX "touchpointscore_tenant_id_id";
-- reverse: create "touchpoint_scores" table
DROP TABLE "touchpoint_scores";
-- reverse: create index "touchpoint_tenant_id_created_by_created_at_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_created_by_created_at_id";
-- reverse: create index "touchpoint_tenant_id_round_id_created_at_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_round_id_created_at_id";
-- reverse: create index "touchpoint_tenant_id_department_id_created_at_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_department_id_created_at_id";
-- reverse: create index "touchpoint_tenant_id_journey_stage_created_at_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_journey_stage_created_at_id";
-- reverse: create index "touchpoint_tenant_id_is_key_created_at_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_is_key_created_at_id";
-- reverse: create index "touchpoint_tenant_id_state_created_at_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_state_created_at_id";
-- reverse: create index "touchpoint_tenant_id_created_at_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_created_at_id";
-- reverse: create index "touchpoint_tenant_id_name" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_name";
-- reverse: create index "touchpoint_tenant_id_id" to table: "touchpoints"
DROP INDEX "touchpoint_tenant_id_id";
-- reverse: create "touchpoints" table
DROP TABLE "touchpoints";
-- reverse: create index "identificationround_tenant_id_created_by_created_at_id" to table: "identification_rounds"
DROP INDEX "identificationround_tenant_id_created_by_created_at_id";
-- reverse: create index "identificationround_tenant_id_department_id_created_at_id" to table: "identification_rounds"
DROP INDEX "identificationround_tenant_id_department_id_created_at_id";
-- reverse: create index "identificationround_tenant_id_state_created_at_id" to table: "identification_rounds"
DROP INDEX "identificationround_tenant_id_state_created_at_id";
-- reverse: create index "identificationround_tenant_id_created_at_id" to table: "identification_rounds"
DROP INDEX "identificationround_tenant_id_created_at_id";
-- reverse: create index "identificationround_tenant_id_id" to table: "identification_rounds"
DROP INDEX "identificationround_tenant_id_id";
-- reverse: create "identification_rounds" table
DROP TABLE "identification_rounds";
-- reverse: create index "identificationdepartment_tenant_id_scored_by_id" to table: "identification_departments"
DROP INDEX "identificationdepartment_tenant_id_scored_by_id";
-- reverse: create index "identificationdepartment_tenant_id_department_id" to table: "identification_departments"
DROP INDEX "identificationdepartment_tenant_id_department_id";
-- reverse: create index "identificationdepartment_tenant_id_round_id_department_id" to table: "identification_departments"
DROP INDEX "identificationdepartment_tenant_id_round_id_department_id";
-- reverse: create index "identificationdepartment_tenant_id_id" to table: "identification_departments"
DROP INDEX "identificationdepartment_tenant_id_id";
-- reverse: create "identification_departments" table
DROP TABLE "identification_departments";
