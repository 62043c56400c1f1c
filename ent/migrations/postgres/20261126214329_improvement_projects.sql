-- +goose Up
-- modify "improvement_actions" table
ALTER TABLE "improvement_actions" ADD COLUMN "project_id" character varying NULL COLLATE "C";
-- create index "improvementaction_tenant_id_project_id_due_at_id" to table: "improvement_actions"
CREATE INDEX "improvementaction_tenant_id_project_id_due_at_id" ON "improvement_actions" ("tenant_id", "project_id", "due_at", "id");
-- create "improvement_projects" table
CREATE TABLE "improvement_projects" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "goal" character varying NOT NULL COLLATE "C",
  "target" double precision NULL,
  "from_on" character varying NOT NULL COLLATE "C",
  "until_on" character varying NOT NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'RUNNING' COLLATE "C",
  "progress_percent" bigint NOT NULL DEFAULT 0,
  "action_count" bigint NOT NULL DEFAULT 0,
  "done_count" bigint NOT NULL DEFAULT 0,
  "result" character varying NULL COLLATE "C",
  "reached" double precision NULL,
  "closed_at" timestamptz NULL,
  "cancel_reason" character varying NULL COLLATE "C",
  "indicator_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "owner_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "improvementproject_tenant_id_id" to table: "improvement_projects"
CREATE UNIQUE INDEX "improvementproject_tenant_id_id" ON "improvement_projects" ("tenant_id", "id");
-- create index "improvementproject_tenant_id_name" to table: "improvement_projects"
CREATE UNIQUE INDEX "improvementproject_tenant_id_name" ON "improvement_projects" ("tenant_id", "name");
-- create index "improvementproject_tenant_id_until_on_id" to table: "improvement_projects"
CREATE INDEX "improvementproject_tenant_id_until_on_id" ON "improvement_projects" ("tenant_id", "until_on", "id");
-- create index "improvementproject_tenant_id_created_at_id" to table: "improvement_projects"
CREATE INDEX "improvementproject_tenant_id_created_at_id" ON "improvement_projects" ("tenant_id", "created_at", "id");
-- create index "improvementproject_tenant_id_state_until_on_id" to table: "improvement_projects"
CREATE INDEX "improvementproject_tenant_id_state_until_on_id" ON "improvement_projects" ("tenant_id", "state", "until_on", "id");
-- create index "improvementproject_tenant_id_department_id_until_on_id" to table: "improvement_projects"
CREATE INDEX "improvementproject_tenant_id_department_id_until_on_id" ON "improvement_projects" ("tenant_id", "department_id", "until_on", "id");
-- create index "improvementproject_tenant_id_owner_id_until_on_id" to table: "improvement_projects"
CREATE INDEX "improvementproject_tenant_id_owner_id_until_on_id" ON "improvement_projects" ("tenant_id", "owner_id", "until_on", "id");
-- create index "improvementproject_tenant_id_created_by_until_on_id" to table: "improvement_projects"
CREATE INDEX "improvementproject_tenant_id_created_by_until_on_id" ON "improvement_projects" ("tenant_id", "created_by", "until_on", "id");
-- create index "improvementproject_tenant_id_indicator_id" to table: "improvement_projects"
CREATE INDEX "improvementproject_tenant_id_indicator_id" ON "improvement_projects" ("tenant_id", "indicator_id");

-- +goose Down
-- reverse: create index "improvementproject_tenant_id_indicator_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_indicator_id";
-- reverse: create index "improvementproject_tenant_id_created_by_until_on_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_created_by_until_on_id";
-- reverse: create index "improvementproject_tenant_id_owner_id_until_on_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_owner_id_until_on_id";
-- reverse: create index "improvementproject_tenant_id_department_id_until_on_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_department_id_until_on_id";
-- reverse: create index "improvementproject_tenant_id_state_until_on_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_state_until_on_id";
-- reverse: create index "improvementproject_tenant_id_created_at_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_created_at_id";
-- reverse: create index "improvementproject_tenant_id_until_on_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_until_on_id";
-- reverse: create index "improvementproject_tenant_id_name" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_name";
-- reverse: create index "improvementproject_tenant_id_id" to table: "improvement_projects"
DROP INDEX "improvementproject_tenant_id_id";
-- reverse: create "improvement_projects" table
DROP TABLE "improvement_projects";
-- reverse: create index "improvementaction_tenant_id_project_id_due_at_id" to table: "improvement_actions"
DROP INDEX "improvementaction_tenant_id_project_id_due_at_id";
-- reverse: modify "improvement_actions" table
ALTER TABLE "improvement_actions" DROP COLUMN "project_id";
