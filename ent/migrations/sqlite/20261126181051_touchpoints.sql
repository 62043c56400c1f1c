-- +goose Up
-- create "identification_departments" table
CREATE TABLE `identification_departments` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `scored_at` datetime NULL,
  `department_id` text NOT NULL,
  `scored_by_id` text NULL,
  `round_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `identification_departments_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `identification_departments_members_scored_by` FOREIGN KEY (`scored_by_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `identification_departments_identification_rounds_departments` FOREIGN KEY (`round_id`) REFERENCES `identification_rounds` (`id`) ON DELETE NO ACTION
);
-- create index "identificationdepartment_tenant_id_id" to table: "identification_departments"
CREATE UNIQUE INDEX `identificationdepartment_tenant_id_id` ON `identification_departments` (`tenant_id`, `id`);
-- create index "identificationdepartment_tenant_id_round_id_department_id" to table: "identification_departments"
CREATE UNIQUE INDEX `identificationdepartment_tenant_id_round_id_department_id` ON `identification_departments` (`tenant_id`, `round_id`, `department_id`);
-- create index "identificationdepartment_tenant_id_department_id" to table: "identification_departments"
CREATE INDEX `identificationdepartment_tenant_id_department_id` ON `identification_departments` (`tenant_id`, `department_id`);
-- create index "identificationdepartment_tenant_id_scored_by_id" to table: "identification_departments"
CREATE INDEX `identificationdepartment_tenant_id_scored_by_id` ON `identification_departments` (`tenant_id`, `scored_by_id`);
-- create "identification_rounds" table
CREATE TABLE `identification_rounds` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `title` text NOT NULL,
  `due_at` datetime NOT NULL,
  `state` text NOT NULL DEFAULT ('OPEN'),
  `ended_at` datetime NULL,
  `conclusion` text NULL,
  `department_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `identification_rounds_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
-- create index "identificationround_tenant_id_id" to table: "identification_rounds"
CREATE UNIQUE INDEX `identificationround_tenant_id_id` ON `identification_rounds` (`tenant_id`, `id`);
-- create index "identificationround_tenant_id_created_at_id" to table: "identification_rounds"
CREATE INDEX `identificationround_tenant_id_created_at_id` ON `identification_rounds` (`tenant_id`, `created_at`, `id`);
-- create index "identificationround_tenant_id_state_created_at_id" to table: "identification_rounds"
CREATE INDEX `identificationround_tenant_id_state_created_at_id` ON `identification_rounds` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "identificationround_tenant_id_department_id_created_at_id" to table: "identification_rounds"
CREATE INDEX `identificationround_tenant_id_department_id_created_at_id` ON `identification_rounds` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "identificationround_tenant_id_created_by_created_at_id" to table: "identification_rounds"
CREATE INDEX `identificationround_tenant_id_created_by_created_at_id` ON `identification_rounds` (`tenant_id`, `created_by`, `created_at`, `id`);
-- create "touchpoints" table
CREATE TABLE `touchpoints` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `name` text NOT NULL,
  `description` text NULL,
  `journey_stage` text NOT NULL,
  `is_key` bool NOT NULL DEFAULT (false),
  `need_relevance` real NULL,
  `behaviour_fit` real NULL,
  `decision_impact` real NULL,
  `management_requirement` text NULL,
  `state` text NOT NULL DEFAULT ('CANDIDATE'),
  `retire_reason` text NULL,
  `round_id` text NULL,
  `department_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `touchpoints_identification_rounds_touchpoints` FOREIGN KEY (`round_id`) REFERENCES `identification_rounds` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `touchpoints_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
-- create index "touchpoint_tenant_id_id" to table: "touchpoints"
CREATE UNIQUE INDEX `touchpoint_tenant_id_id` ON `touchpoints` (`tenant_id`, `id`);
-- create index "touchpoint_tenant_id_name" to table: "touchpoints"
CREATE UNIQUE INDEX `touchpoint_tenant_id_name` ON `touchpoints` (`tenant_id`, `name`);
-- create index "touchpoint_tenant_id_created_at_id" to table: "touchpoints"
CREATE INDEX `touchpoint_tenant_id_created_at_id` ON `touchpoints` (`tenant_id`, `created_at`, `id`);
-- create index "touchpoint_tenant_id_state_created_at_id" to table: "touchpoints"
CREATE INDEX `touchpoint_tenant_id_state_created_at_id` ON `touchpoints` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "touchpoint_tenant_id_is_key_created_at_id" to table: "touchpoints"
CREATE INDEX `touchpoint_tenant_id_is_key_created_at_id` ON `touchpoints` (`tenant_id`, `is_key`, `created_at`, `id`);
-- create index "touchpoint_tenant_id_journey_stage_created_at_id" to table: "touchpoints"
CREATE INDEX `touchpoint_tenant_id_journey_stage_created_at_id` ON `touchpoints` (`tenant_id`, `journey_stage`, `created_at`, `id`);
-- create index "touchpoint_tenant_id_department_id_created_at_id" to table: "touchpoints"
CREATE INDEX `touchpoint_tenant_id_department_id_created_at_id` ON `touchpoints` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "touchpoint_tenant_id_round_id_created_at_id" to table: "touchpoints"
CREATE INDEX `touchpoint_tenant_id_round_id_created_at_id` ON `touchpoints` (`tenant_id`, `round_id`, `created_at`, `id`);
-- create index "touchpoint_tenant_id_created_by_created_at_id" to table: "touchpoints"
CREATE INDEX `touchpoint_tenant_id_created_by_created_at_id` ON `touchpoints` (`tenant_id`, `created_by`, `created_at`, `id`);
-- create "touchpoint_scores" table
CREATE TABLE `touchpoint_scores` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `need_relevance` integer NOT NULL,
  `behaviour_fit` integer NOT NULL,
  `decision_impact` integer NOT NULL,
  `comment` text NULL,
  `scored_at` datetime NOT NULL,
  `round_id` text NOT NULL,
  `touchpoint_id` text NOT NULL,
  `department_id` text NOT NULL,
  `member_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `touchpoint_scores_identification_rounds_scores` FOREIGN KEY (`round_id`) REFERENCES `identification_rounds` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `touchpoint_scores_touchpoints_touchpoint` FOREIGN KEY (`touchpoint_id`) REFERENCES `touchpoints` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `touchpoint_scores_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `touchpoint_scores_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "touchpointscore_tenant_id_id" to table: "touchpoint_scores"
CREATE UNIQUE INDEX `touchpointscore_tenant_id_id` ON `touchpoint_scores` (`tenant_id`, `id`);
-- create index "touchpointscore_tenant_id_round_id_touchpoint_id_department_id" to table: "touchpoint_scores"
CREATE UNIQUE INDEX `touchpointscore_tenant_id_round_id_touchpoint_id_department_id` ON `touchpoint_scores` (`tenant_id`, `round_id`, `touchpoint_id`, `department_id`);
-- create index "touchpointscore_tenant_id_touchpoint_id" to table: "touchpoint_scores"
CREATE INDEX `touchpointscore_tenant_id_touchpoint_id` ON `touchpoint_scores` (`tenant_id`, `touchpoint_id`);
-- create index "touchpointscore_tenant_id_department_id" to table: "touchpoint_scores"
CREATE INDEX `touchpointscore_tenant_id_department_id` ON `touchpoint_scores` (`tenant_id`, `department_id`);
-- create index "touchpointscore_tenant_id_member_id" to table: "touchpoint_scores"
CREATE INDEX `touchpointscore_tenant_id_member_id` ON `touchpoint_scores` (`tenant_id`, `member_id`);
-- create "touchpoint_standards" table
CREATE TABLE `touchpoint_standards` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `edition` integer NOT NULL,
  `service_standard` text NOT NULL,
  `operating_procedure` text NOT NULL,
  `items` json NOT NULL,
  `post` text NULL,
  `major` bool NOT NULL DEFAULT (false),
  `review_due_on` text NULL,
  `review_asked_for` text NULL,
  `reviewed_at` datetime NULL,
  `review_result` text NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `effective_at` datetime NULL,
  `ended_at` datetime NULL,
  `end_reason` text NULL,
  `slot` text NULL,
  `touchpoint_id` text NOT NULL,
  `department_id` text NULL,
  `approval_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `touchpoint_standards_touchpoints_standards` FOREIGN KEY (`touchpoint_id`) REFERENCES `touchpoints` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `touchpoint_standards_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `touchpoint_standards_approvals_approval` FOREIGN KEY (`approval_id`) REFERENCES `approvals` (`id`) ON DELETE NO ACTION
);
-- create index "touchpointstandard_tenant_id_id" to table: "touchpoint_standards"
CREATE UNIQUE INDEX `touchpointstandard_tenant_id_id` ON `touchpoint_standards` (`tenant_id`, `id`);
-- create index "touchpointstandard_tenant_id_slot" to table: "touchpoint_standards"
CREATE UNIQUE INDEX `touchpointstandard_tenant_id_slot` ON `touchpoint_standards` (`tenant_id`, `slot`);
-- create index "touchpointstandard_tenant_id_touchpoint_id_edition" to table: "touchpoint_standards"
CREATE UNIQUE INDEX `touchpointstandard_tenant_id_touchpoint_id_edition` ON `touchpoint_standards` (`tenant_id`, `touchpoint_id`, `edition`);
-- create index "touchpointstandard_tenant_id_touchpoint_id_created_at_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_touchpoint_id_created_at_id` ON `touchpoint_standards` (`tenant_id`, `touchpoint_id`, `created_at`, `id`);
-- create index "touchpointstandard_tenant_id_created_at_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_created_at_id` ON `touchpoint_standards` (`tenant_id`, `created_at`, `id`);
-- create index "touchpointstandard_tenant_id_review_due_on_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_review_due_on_id` ON `touchpoint_standards` (`tenant_id`, `review_due_on`, `id`);
-- create index "touchpointstandard_tenant_id_state_created_at_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_state_created_at_id` ON `touchpoint_standards` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "touchpointstandard_tenant_id_state_review_due_on_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_state_review_due_on_id` ON `touchpoint_standards` (`tenant_id`, `state`, `review_due_on`, `id`);
-- create index "touchpointstandard_tenant_id_department_id_created_at_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_department_id_created_at_id` ON `touchpoint_standards` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "touchpointstandard_tenant_id_created_by_created_at_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_created_by_created_at_id` ON `touchpoint_standards` (`tenant_id`, `created_by`, `created_at`, `id`);
-- create index "touchpointstandard_tenant_id_approval_id" to table: "touchpoint_standards"
CREATE INDEX `touchpointstandard_tenant_id_approval_id` ON `touchpoint_standards` (`tenant_id`, `approval_id`);

-- +goose Down
-- reverse: create index "touchpointstandard_tenant_id_approval_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_approval_id`;
-- reverse: create index "touchpointstandard_tenant_id_created_by_created_at_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_created_by_created_at_id`;
-- reverse: create index "touchpointstandard_tenant_id_department_id_created_at_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_department_id_created_at_id`;
-- reverse: create index "touchpointstandard_tenant_id_state_review_due_on_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_state_review_due_on_id`;
-- reverse: create index "touchpointstandard_tenant_id_state_created_at_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_state_created_at_id`;
-- reverse: create index "touchpointstandard_tenant_id_review_due_on_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_review_due_on_id`;
-- reverse: create index "touchpointstandard_tenant_id_created_at_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_created_at_id`;
-- reverse: create index "touchpointstandard_tenant_id_touchpoint_id_created_at_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_touchpoint_id_created_at_id`;
-- reverse: create index "touchpointstandard_tenant_id_touchpoint_id_edition" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_touchpoint_id_edition`;
-- reverse: create index "touchpointstandard_tenant_id_slot" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_slot`;
-- reverse: create index "touchpointstandard_tenant_id_id" to table: "touchpoint_standards"
DROP INDEX `touchpointstandard_tenant_id_id`;
-- reverse: create "touchpoint_standards" table
DROP TABLE `touchpoint_standards`;
-- reverse: create index "touchpointscore_tenant_id_member_id" to table: "touchpoint_scores"
DROP INDEX `touchpointscore_tenant_id_member_id`;
-- reverse: create index "touchpointscore_tenant_id_department_id" to table: "touchpoint_scores"
DROP INDEX `touchpointscore_tenant_id_department_id`;
-- reverse: create index "touchpointscore_tenant_id_touchpoint_id" to table: "touchpoint_scores"
DROP INDEX `touchpointscore_tenant_id_touchpoint_id`;
-- reverse: create index "touchpointscore_tenant_id_round_id_touchpoint_id_department_id" to table: "touchpoint_scores"
DROP INDEX `touchpointscore_tenant_id_round_id_touchpoint_id_department_id`;
-- reverse: create index "touchpointscore_tenant_id_id" to table: "touchpoint_scores"
DROP INDEX `touchpointscore_tenant_id_id`;
-- reverse: create "touchpoint_scores" table
DROP TABLE `touchpoint_scores`;
-- reverse: create index "touchpoint_tenant_id_created_by_created_at_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_created_by_created_at_id`;
-- reverse: create index "touchpoint_tenant_id_round_id_created_at_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_round_id_created_at_id`;
-- reverse: create index "touchpoint_tenant_id_department_id_created_at_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_department_id_created_at_id`;
-- reverse: create index "touchpoint_tenant_id_journey_stage_created_at_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_journey_stage_created_at_id`;
-- reverse: create index "touchpoint_tenant_id_is_key_created_at_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_is_key_created_at_id`;
-- reverse: create index "touchpoint_tenant_id_state_created_at_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_state_created_at_id`;
-- reverse: create index "touchpoint_tenant_id_created_at_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_created_at_id`;
-- reverse: create index "touchpoint_tenant_id_name" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_name`;
-- reverse: create index "touchpoint_tenant_id_id" to table: "touchpoints"
DROP INDEX `touchpoint_tenant_id_id`;
-- reverse: create "touchpoints" table
DROP TABLE `touchpoints`;
-- reverse: create index "identificationround_tenant_id_created_by_created_at_id" to table: "identification_rounds"
DROP INDEX `identificationround_tenant_id_created_by_created_at_id`;
-- reverse: create index "identificationround_tenant_id_department_id_created_at_id" to table: "identification_rounds"
DROP INDEX `identificationround_tenant_id_department_id_created_at_id`;
-- reverse: create index "identificationround_tenant_id_state_created_at_id" to table: "identification_rounds"
DROP INDEX `identificationround_tenant_id_state_created_at_id`;
-- reverse: create index "identificationround_tenant_id_created_at_id" to table: "identification_rounds"
DROP INDEX `identificationround_tenant_id_created_at_id`;
-- reverse: create index "identificationround_tenant_id_id" to table: "identification_rounds"
DROP INDEX `identificationround_tenant_id_id`;
-- reverse: create "identification_rounds" table
DROP TABLE `identification_rounds`;
-- reverse: create index "identificationdepartment_tenant_id_scored_by_id" to table: "identification_departments"
DROP INDEX `identificationdepartment_tenant_id_scored_by_id`;
-- reverse: create index "identificationdepartment_tenant_id_department_id" to table: "identification_departments"
DROP INDEX `identificationdepartment_tenant_id_department_id`;
-- reverse: create index "identificationdepartment_tenant_id_round_id_department_id" to table: "identification_departments"
DROP INDEX `identificationdepartment_tenant_id_round_id_department_id`;
-- reverse: create index "identificationdepartment_tenant_id_id" to table: "identification_departments"
DROP INDEX `identificationdepartment_tenant_id_id`;
-- reverse: create "identification_departments" table
DROP TABLE `identification_departments`;
