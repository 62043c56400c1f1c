-- +goose Up
-- create "inspections" table
CREATE TABLE "inspections" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "content" character varying NULL COLLATE "C",
  "planned_on" character varying NOT NULL COLLATE "C",
  "due_at" timestamptz NOT NULL,
  "state" character varying NOT NULL DEFAULT 'PLANNED' COLLATE "C",
  "results" jsonb NOT NULL,
  "content_results" jsonb NOT NULL,
  "outcome" character varying NULL COLLATE "C",
  "passed" bigint NOT NULL DEFAULT 0,
  "checked" bigint NOT NULL DEFAULT 0,
  "remark" character varying NULL COLLATE "C",
  "done_at" timestamptz NULL,
  "recorded_at" timestamptz NULL,
  "client_ref" character varying NULL COLLATE "C",
  "missed_at" timestamptz NULL,
  "cancel_reason" character varying NULL COLLATE "C",
  "reminded" bigint NOT NULL DEFAULT 0,
  "slot" character varying NULL COLLATE "C",
  "standard_id" character varying NULL COLLATE "C",
  "schedule_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "inspector_id" character varying NULL COLLATE "C",
  "recorded_by_id" character varying NULL COLLATE "C",
  "finding_id" character varying NULL COLLATE "C",
  "touchpoint_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "inspection_tenant_id_id" to table: "inspections"
CREATE UNIQUE INDEX "inspection_tenant_id_id" ON "inspections" ("tenant_id", "id");
-- create index "inspection_tenant_id_slot" to table: "inspections"
CREATE UNIQUE INDEX "inspection_tenant_id_slot" ON "inspections" ("tenant_id", "slot");
-- create index "inspection_tenant_id_client_ref" to table: "inspections"
CREATE UNIQUE INDEX "inspection_tenant_id_client_ref" ON "inspections" ("tenant_id", "client_ref");
-- create index "inspection_tenant_id_planned_on_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_planned_on_id" ON "inspections" ("tenant_id", "planned_on", "id");
-- create index "inspection_tenant_id_created_at_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_created_at_id" ON "inspections" ("tenant_id", "created_at", "id");
-- create index "inspection_tenant_id_due_at_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_due_at_id" ON "inspections" ("tenant_id", "due_at", "id");
-- create index "inspection_tenant_id_done_at_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_done_at_id" ON "inspections" ("tenant_id", "done_at", "id");
-- create index "inspection_tenant_id_state_planned_on_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_state_planned_on_id" ON "inspections" ("tenant_id", "state", "planned_on", "id");
-- create index "inspection_tenant_id_state_due_at_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_state_due_at_id" ON "inspections" ("tenant_id", "state", "due_at", "id");
-- create index "inspection_tenant_id_kind_planned_on_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_kind_planned_on_id" ON "inspections" ("tenant_id", "kind", "planned_on", "id");
-- create index "inspection_tenant_id_touchpoint_id_planned_on_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_touchpoint_id_planned_on_id" ON "inspections" ("tenant_id", "touchpoint_id", "planned_on", "id");
-- create index "inspection_tenant_id_department_id_planned_on_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_department_id_planned_on_id" ON "inspections" ("tenant_id", "department_id", "planned_on", "id");
-- create index "inspection_tenant_id_inspector_id_planned_on_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_inspector_id_planned_on_id" ON "inspections" ("tenant_id", "inspector_id", "planned_on", "id");
-- create index "inspection_tenant_id_created_by_planned_on_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_created_by_planned_on_id" ON "inspections" ("tenant_id", "created_by", "planned_on", "id");
-- create index "inspection_tenant_id_standard_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_standard_id" ON "inspections" ("tenant_id", "standard_id");
-- create index "inspection_tenant_id_schedule_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_schedule_id" ON "inspections" ("tenant_id", "schedule_id");
-- create index "inspection_tenant_id_recorded_by_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_recorded_by_id" ON "inspections" ("tenant_id", "recorded_by_id");
-- create index "inspection_tenant_id_finding_id" to table: "inspections"
CREATE INDEX "inspection_tenant_id_finding_id" ON "inspections" ("tenant_id", "finding_id");
-- create "inspection_schedules" table
CREATE TABLE "inspection_schedules" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "cadence" character varying NOT NULL COLLATE "C",
  "day" bigint NOT NULL,
  "active" boolean NOT NULL DEFAULT true,
  "ended_at" timestamptz NULL,
  "end_reason" character varying NULL COLLATE "C",
  "slot" character varying NULL COLLATE "C",
  "touchpoint_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "inspector_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "inspectionschedule_tenant_id_id" to table: "inspection_schedules"
CREATE UNIQUE INDEX "inspectionschedule_tenant_id_id" ON "inspection_schedules" ("tenant_id", "id");
-- create index "inspectionschedule_tenant_id_slot" to table: "inspection_schedules"
CREATE UNIQUE INDEX "inspectionschedule_tenant_id_slot" ON "inspection_schedules" ("tenant_id", "slot");
-- create index "inspectionschedule_tenant_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX "inspectionschedule_tenant_id_created_at_id" ON "inspection_schedules" ("tenant_id", "created_at", "id");
-- create index "inspectionschedule_tenant_id_active_created_at_id" to table: "inspection_schedules"
CREATE INDEX "inspectionschedule_tenant_id_active_created_at_id" ON "inspection_schedules" ("tenant_id", "active", "created_at", "id");
-- create index "inspectionschedule_tenant_id_touchpoint_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX "inspectionschedule_tenant_id_touchpoint_id_created_at_id" ON "inspection_schedules" ("tenant_id", "touchpoint_id", "created_at", "id");
-- create index "inspectionschedule_tenant_id_department_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX "inspectionschedule_tenant_id_department_id_created_at_id" ON "inspection_schedules" ("tenant_id", "department_id", "created_at", "id");
-- create index "inspectionschedule_tenant_id_inspector_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX "inspectionschedule_tenant_id_inspector_id_created_at_id" ON "inspection_schedules" ("tenant_id", "inspector_id", "created_at", "id");
-- create index "inspectionschedule_tenant_id_created_by_created_at_id" to table: "inspection_schedules"
CREATE INDEX "inspectionschedule_tenant_id_created_by_created_at_id" ON "inspection_schedules" ("tenant_id", "created_by", "created_at", "id");

-- +goose Down
-- reverse: create index "inspectionschedule_tenant_id_created_by_created_at_id" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_created_by_created_at_id";
-- reverse: create index "inspectionschedule_tenant_id_inspector_id_created_at_id" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_inspector_id_created_at_id";
-- reverse: create index "inspectionschedule_tenant_id_department_id_created_at_id" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_department_id_created_at_id";
-- reverse: create index "inspectionschedule_tenant_id_touchpoint_id_created_at_id" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_touchpoint_id_created_at_id";
-- reverse: create index "inspectionschedule_tenant_id_active_created_at_id" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_active_created_at_id";
-- reverse: create index "inspectionschedule_tenant_id_created_at_id" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_created_at_id";
-- reverse: create index "inspectionschedule_tenant_id_slot" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_slot";
-- reverse: create index "inspectionschedule_tenant_id_id" to table: "inspection_schedules"
DROP INDEX "inspectionschedule_tenant_id_id";
-- reverse: create "inspection_schedules" table
DROP TABLE "inspection_schedules";
-- reverse: create index "inspection_tenant_id_finding_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_finding_id";
-- reverse: create index "inspection_tenant_id_recorded_by_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_recorded_by_id";
-- reverse: create index "inspection_tenant_id_schedule_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_schedule_id";
-- reverse: create index "inspection_tenant_id_standard_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_standard_id";
-- reverse: create index "inspection_tenant_id_created_by_planned_on_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_created_by_planned_on_id";
-- reverse: create index "inspection_tenant_id_inspector_id_planned_on_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_inspector_id_planned_on_id";
-- reverse: create index "inspection_tenant_id_department_id_planned_on_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_department_id_planned_on_id";
-- reverse: create index "inspection_tenant_id_touchpoint_id_planned_on_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_touchpoint_id_planned_on_id";
-- reverse: create index "inspection_tenant_id_kind_planned_on_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_kind_planned_on_id";
-- reverse: create index "inspection_tenant_id_state_due_at_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_state_due_at_id";
-- reverse: create index "inspection_tenant_id_state_planned_on_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_state_planned_on_id";
-- reverse: create index "inspection_tenant_id_done_at_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_done_at_id";
-- reverse: create index "inspection_tenant_id_due_at_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_due_at_id";
-- reverse: create index "inspection_tenant_id_created_at_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_created_at_id";
-- reverse: create index "inspection_tenant_id_planned_on_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_planned_on_id";
-- reverse: create index "inspection_tenant_id_client_ref" to table: "inspections"
DROP INDEX "inspection_tenant_id_client_ref";
-- reverse: create index "inspection_tenant_id_slot" to table: "inspections"
DROP INDEX "inspection_tenant_id_slot";
-- reverse: create index "inspection_tenant_id_id" to table: "inspections"
DROP INDEX "inspection_tenant_id_id";
-- reverse: create "inspections" table
DROP TABLE "inspections";
