-- +goose Up
-- create "improvement_projects" table
CREATE TABLE `improvement_projects` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `name` text NOT NULL,
  `goal` text NOT NULL,
  `target` real NULL,
  `from_on` text NOT NULL,
  `until_on` text NOT NULL,
  `state` text NOT NULL DEFAULT ('RUNNING'),
  `progress_percent` integer NOT NULL DEFAULT (0),
  `action_count` integer NOT NULL DEFAULT (0),
  `done_count` integer NOT NULL DEFAULT (0),
  `result` text NULL,
  `reached` real NULL,
  `closed_at` datetime NULL,
  `cancel_reason` text NULL,
  `indicator_id` text NULL,
  `department_id` text NULL,
  `owner_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `improvement_projects_indicators_indicator` FOREIGN KEY (`indicator_id`) REFERENCES `indicators` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `improvement_projects_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `improvement_projects_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "improvementproject_tenant_id_id" to table: "improvement_projects"
CREATE UNIQUE INDEX `improvementproject_tenant_id_id` ON `improvement_projects` (`tenant_id`, `id`);
-- create index "improvementproject_tenant_id_name" to table: "improvement_projects"
CREATE UNIQUE INDEX `improvementproject_tenant_id_name` ON `improvement_projects` (`tenant_id`, `name`);
-- create index "improvementproject_tenant_id_until_on_id" to table: "improvement_projects"
CREATE INDEX `improvementproject_tenant_id_until_on_id` ON `improvement_projects` (`tenant_id`, `until_on`, `id`);
-- create index "improvementproject_tenant_id_created_at_id" to table: "improvement_projects"
CREATE INDEX `improvementproject_tenant_id_created_at_id` ON `improvement_projects` (`tenant_id`, `created_at`, `id`);
-- create index "improvementproject_tenant_id_state_until_on_id" to table: "improvement_projects"
CREATE INDEX `improvementproject_tenant_id_state_until_on_id` ON `improvement_projects` (`tenant_id`, `state`, `until_on`, `id`);
-- create index "improvementproject_tenant_id_department_id_until_on_id" to table: "improvement_projects"
CREATE INDEX `improvementproject_tenant_id_department_id_until_on_id` ON `improvement_projects` (`tenant_id`, `department_id`, `until_on`, `id`);
-- create index "improvementproject_tenant_id_owner_id_until_on_id" to table: "improvement_projects"
CREATE INDEX `improvementproject_tenant_id_owner_id_until_on_id` ON `improvement_projects` (`tenant_id`, `owner_id`, `until_on`, `id`);
-- create index "improvementproject_tenant_id_created_by_until_on_id" to table: "improvement_projects"
CREATE INDEX `improvementproject_tenant_id_created_by_until_on_id` ON `improvement_projects` (`tenant_id`, `created_by`, `until_on`, `id`);
-- create index "improvementproject_tenant_id_indicator_id" to table: "improvement_projects"
CREATE INDEX `improvementproject_tenant_id_indicator_id` ON `improvement_projects` (`tenant_id`, `indicator_id`);
-- add column "project_id" to table: "improvement_actions"
ALTER TABLE `improvement_actions` ADD COLUMN `project_id` text NULL CONSTRAINT `improvement_actions_improvement_projects_actions` REFERENCES `improvement_projects` (`id`) ON DELETE NO ACTION;
-- create index "improvementaction_tenant_id_project_id_due_at_id" to table: "improvement_actions"
CREATE INDEX `improvementaction_tenant_id_project_id_due_at_id` ON `improvement_actions` (`tenant_id`, `project_id`, `due_at`, `id`);

-- +goose Down
-- reverse: create index "improvementaction_tenant_id_project_id_due_at_id" to table: "improvement_actions"
DROP INDEX `improvementaction_tenant_id_project_id_due_at_id`;
-- reverse: add column "project_id" to table: "improvement_actions"
ALTER TABLE `improvement_actions` DROP COLUMN `project_id`;
-- reverse: create index "improvementproject_tenant_id_indicator_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_indicator_id`;
-- reverse: create index "improvementproject_tenant_id_created_by_until_on_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_created_by_until_on_id`;
-- reverse: create index "improvementproject_tenant_id_owner_id_until_on_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_owner_id_until_on_id`;
-- reverse: create index "improvementproject_tenant_id_department_id_until_on_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_department_id_until_on_id`;
-- reverse: create index "improvementproject_tenant_id_state_until_on_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_state_until_on_id`;
-- reverse: create index "improvementproject_tenant_id_created_at_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_created_at_id`;
-- reverse: create index "improvementproject_tenant_id_until_on_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_until_on_id`;
-- reverse: create index "improvementproject_tenant_id_name" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_name`;
-- reverse: create index "improvementproject_tenant_id_id" to table: "improvement_projects"
DROP INDEX `improvementproject_tenant_id_id`;
-- reverse: create "improvement_projects" table
DROP TABLE `improvement_projects`;
