-- +goose Up
-- create "inspections" table
CREATE TABLE `inspections` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `content` text NULL,
  `planned_on` text NOT NULL,
  `due_at` datetime NOT NULL,
  `state` text NOT NULL DEFAULT ('PLANNED'),
  `results` json NOT NULL,
  `content_results` json NOT NULL,
  `outcome` text NULL,
  `passed` integer NOT NULL DEFAULT (0),
  `checked` integer NOT NULL DEFAULT (0),
  `remark` text NULL,
  `done_at` datetime NULL,
  `recorded_at` datetime NULL,
  `client_ref` text NULL,
  `missed_at` datetime NULL,
  `cancel_reason` text NULL,
  `reminded` integer NOT NULL DEFAULT (0),
  `slot` text NULL,
  `standard_id` text NULL,
  `schedule_id` text NULL,
  `department_id` text NULL,
  `inspector_id` text NULL,
  `recorded_by_id` text NULL,
  `finding_id` text NULL,
  `touchpoint_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `inspections_touchpoint_standards_standard` FOREIGN KEY (`standard_id`) REFERENCES `touchpoint_standards` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspections_inspection_schedules_schedule` FOREIGN KEY (`schedule_id`) REFERENCES `inspection_schedules` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspections_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspections_members_inspector` FOREIGN KEY (`inspector_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspections_members_recorded_by` FOREIGN KEY (`recorded_by_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspections_findings_finding` FOREIGN KEY (`finding_id`) REFERENCES `findings` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspections_touchpoints_inspections` FOREIGN KEY (`touchpoint_id`) REFERENCES `touchpoints` (`id`) ON DELETE NO ACTION
);
-- create index "inspection_tenant_id_id" to table: "inspections"
CREATE UNIQUE INDEX `inspection_tenant_id_id` ON `inspections` (`tenant_id`, `id`);
-- create index "inspection_tenant_id_slot" to table: "inspections"
CREATE UNIQUE INDEX `inspection_tenant_id_slot` ON `inspections` (`tenant_id`, `slot`);
-- create index "inspection_tenant_id_client_ref" to table: "inspections"
CREATE UNIQUE INDEX `inspection_tenant_id_client_ref` ON `inspections` (`tenant_id`, `client_ref`);
-- create index "inspection_tenant_id_planned_on_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_planned_on_id` ON `inspections` (`tenant_id`, `planned_on`, `id`);
-- create index "inspection_tenant_id_created_at_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_created_at_id` ON `inspections` (`tenant_id`, `created_at`, `id`);
-- create index "inspection_tenant_id_due_at_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_due_at_id` ON `inspections` (`tenant_id`, `due_at`, `id`);
-- create index "inspection_tenant_id_done_at_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_done_at_id` ON `inspections` (`tenant_id`, `done_at`, `id`);
-- create index "inspection_tenant_id_state_planned_on_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_state_planned_on_id` ON `inspections` (`tenant_id`, `state`, `planned_on`, `id`);
-- create index "inspection_tenant_id_state_due_at_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_state_due_at_id` ON `inspections` (`tenant_id`, `state`, `due_at`, `id`);
-- create index "inspection_tenant_id_kind_planned_on_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_kind_planned_on_id` ON `inspections` (`tenant_id`, `kind`, `planned_on`, `id`);
-- create index "inspection_tenant_id_touchpoint_id_planned_on_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_touchpoint_id_planned_on_id` ON `inspections` (`tenant_id`, `touchpoint_id`, `planned_on`, `id`);
-- create index "inspection_tenant_id_department_id_planned_on_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_department_id_planned_on_id` ON `inspections` (`tenant_id`, `department_id`, `planned_on`, `id`);
-- create index "inspection_tenant_id_inspector_id_planned_on_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_inspector_id_planned_on_id` ON `inspections` (`tenant_id`, `inspector_id`, `planned_on`, `id`);
-- create index "inspection_tenant_id_created_by_planned_on_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_created_by_planned_on_id` ON `inspections` (`tenant_id`, `created_by`, `planned_on`, `id`);
-- create index "inspection_tenant_id_standard_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_standard_id` ON `inspections` (`tenant_id`, `standard_id`);
-- create index "inspection_tenant_id_schedule_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_schedule_id` ON `inspections` (`tenant_id`, `schedule_id`);
-- create index "inspection_tenant_id_recorded_by_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_recorded_by_id` ON `inspections` (`tenant_id`, `recorded_by_id`);
-- create index "inspection_tenant_id_finding_id" to table: "inspections"
CREATE INDEX `inspection_tenant_id_finding_id` ON `inspections` (`tenant_id`, `finding_id`);
-- create "inspection_schedules" table
CREATE TABLE `inspection_schedules` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `cadence` text NOT NULL,
  `day` integer NOT NULL,
  `active` bool NOT NULL DEFAULT (true),
  `ended_at` datetime NULL,
  `end_reason` text NULL,
  `slot` text NULL,
  `touchpoint_id` text NOT NULL,
  `department_id` text NULL,
  `inspector_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `inspection_schedules_touchpoints_touchpoint` FOREIGN KEY (`touchpoint_id`) REFERENCES `touchpoints` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspection_schedules_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `inspection_schedules_members_inspector` FOREIGN KEY (`inspector_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "inspectionschedule_tenant_id_id" to table: "inspection_schedules"
CREATE UNIQUE INDEX `inspectionschedule_tenant_id_id` ON `inspection_schedules` (`tenant_id`, `id`);
-- create index "inspectionschedule_tenant_id_slot" to table: "inspection_schedules"
CREATE UNIQUE INDEX `inspectionschedule_tenant_id_slot` ON `inspection_schedules` (`tenant_id`, `slot`);
-- create index "inspectionschedule_tenant_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX `inspectionschedule_tenant_id_created_at_id` ON `inspection_schedules` (`tenant_id`, `created_at`, `id`);
-- create index "inspectionschedule_tenant_id_active_created_at_id" to table: "inspection_schedules"
CREATE INDEX `inspectionschedule_tenant_id_active_created_at_id` ON `inspection_schedules` (`tenant_id`, `active`, `created_at`, `id`);
-- create index "inspectionschedule_tenant_id_touchpoint_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX `inspectionschedule_tenant_id_touchpoint_id_created_at_id` ON `inspection_schedules` (`tenant_id`, `touchpoint_id`, `created_at`, `id`);
-- create index "inspectionschedule_tenant_id_department_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX `inspectionschedule_tenant_id_department_id_created_at_id` ON `inspection_schedules` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "inspectionschedule_tenant_id_inspector_id_created_at_id" to table: "inspection_schedules"
CREATE INDEX `inspectionschedule_tenant_id_inspector_id_created_at_id` ON `inspection_schedules` (`tenant_id`, `inspector_id`, `created_at`, `id`);
-- create index "inspectionschedule_tenant_id_created_by_created_at_id" to table: "inspection_schedules"
CREATE INDEX `inspectionschedule_tenant_id_created_by_created_at_id` ON `inspection_schedules` (`tenant_id`, `created_by`, `created_at`, `id`);

-- +goose Down
-- reverse: create index "inspectionschedule_tenant_id_created_by_created_at_id" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_created_by_created_at_id`;
-- reverse: create index "inspectionschedule_tenant_id_inspector_id_created_at_id" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_inspector_id_created_at_id`;
-- reverse: create index "inspectionschedule_tenant_id_department_id_created_at_id" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_department_id_created_at_id`;
-- reverse: create index "inspectionschedule_tenant_id_touchpoint_id_created_at_id" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_touchpoint_id_created_at_id`;
-- reverse: create index "inspectionschedule_tenant_id_active_created_at_id" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_active_created_at_id`;
-- reverse: create index "inspectionschedule_tenant_id_created_at_id" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_created_at_id`;
-- reverse: create index "inspectionschedule_tenant_id_slot" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_slot`;
-- reverse: create index "inspectionschedule_tenant_id_id" to table: "inspection_schedules"
DROP INDEX `inspectionschedule_tenant_id_id`;
-- reverse: create "inspection_schedules" table
DROP TABLE `inspection_schedules`;
-- reverse: create index "inspection_tenant_id_finding_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_finding_id`;
-- reverse: create index "inspection_tenant_id_recorded_by_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_recorded_by_id`;
-- reverse: create index "inspection_tenant_id_schedule_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_schedule_id`;
-- reverse: create index "inspection_tenant_id_standard_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_standard_id`;
-- reverse: create index "inspection_tenant_id_created_by_planned_on_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_created_by_planned_on_id`;
-- reverse: create index "inspection_tenant_id_inspector_id_planned_on_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_inspector_id_planned_on_id`;
-- reverse: create index "inspection_tenant_id_department_id_planned_on_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_department_id_planned_on_id`;
-- reverse: create index "inspection_tenant_id_touchpoint_id_planned_on_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_touchpoint_id_planned_on_id`;
-- reverse: create index "inspection_tenant_id_kind_planned_on_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_kind_planned_on_id`;
-- reverse: create index "inspection_tenant_id_state_due_at_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_state_due_at_id`;
-- reverse: create index "inspection_tenant_id_state_planned_on_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_state_planned_on_id`;
-- reverse: create index "inspection_tenant_id_done_at_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_done_at_id`;
-- reverse: create index "inspection_tenant_id_due_at_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_due_at_id`;
-- reverse: create index "inspection_tenant_id_created_at_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_created_at_id`;
-- reverse: create index "inspection_tenant_id_planned_on_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_planned_on_id`;
-- reverse: create index "inspection_tenant_id_client_ref" to table: "inspections"
DROP INDEX `inspection_tenant_id_client_ref`;
-- reverse: create index "inspection_tenant_id_slot" to table: "inspections"
DROP INDEX `inspection_tenant_id_slot`;
-- reverse: create index "inspection_tenant_id_id" to table: "inspections"
DROP INDEX `inspection_tenant_id_id`;
-- reverse: create "inspections" table
DROP TABLE `inspections`;
