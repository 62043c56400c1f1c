-- +goose Up
-- create "training_plans" table
CREATE TABLE `training_plans` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `title` text NOT NULL,
  `period_start` text NOT NULL,
  `period_end` text NOT NULL,
  `posts` json NOT NULL,
  `department_ids` json NOT NULL,
  `topics` json NOT NULL,
  `methods` json NOT NULL,
  `budget` integer NULL,
  `currency` text NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `approved_at` datetime NULL,
  `ended_at` datetime NULL,
  `result` text NULL,
  `gaps` json NOT NULL,
  `department_id` text NULL,
  `hr_approval_id` text NULL,
  `md_approval_id` text NULL,
  `previous_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `training_plans_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_plans_approvals_hr_approval` FOREIGN KEY (`hr_approval_id`) REFERENCES `approvals` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_plans_approvals_md_approval` FOREIGN KEY (`md_approval_id`) REFERENCES `approvals` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_plans_training_plans_following` FOREIGN KEY (`previous_id`) REFERENCES `training_plans` (`id`) ON DELETE NO ACTION
);
-- create index "trainingplan_tenant_id_id" to table: "training_plans"
CREATE UNIQUE INDEX `trainingplan_tenant_id_id` ON `training_plans` (`tenant_id`, `id`);
-- create index "trainingplan_tenant_id_previous_id" to table: "training_plans"
CREATE UNIQUE INDEX `trainingplan_tenant_id_previous_id` ON `training_plans` (`tenant_id`, `previous_id`);
-- create index "trainingplan_tenant_id_created_at_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_created_at_id` ON `training_plans` (`tenant_id`, `created_at`, `id`);
-- create index "trainingplan_tenant_id_period_start_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_period_start_id` ON `training_plans` (`tenant_id`, `period_start`, `id`);
-- create index "trainingplan_tenant_id_state_created_at_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_state_created_at_id` ON `training_plans` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "trainingplan_tenant_id_state_period_start_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_state_period_start_id` ON `training_plans` (`tenant_id`, `state`, `period_start`, `id`);
-- create index "trainingplan_tenant_id_department_id_created_at_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_department_id_created_at_id` ON `training_plans` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "trainingplan_tenant_id_created_by_created_at_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_created_by_created_at_id` ON `training_plans` (`tenant_id`, `created_by`, `created_at`, `id`);
-- create index "trainingplan_tenant_id_hr_approval_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_hr_approval_id` ON `training_plans` (`tenant_id`, `hr_approval_id`);
-- create index "trainingplan_tenant_id_md_approval_id" to table: "training_plans"
CREATE INDEX `trainingplan_tenant_id_md_approval_id` ON `training_plans` (`tenant_id`, `md_approval_id`);
-- create "training_records" table
CREATE TABLE `training_records` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `post` text NULL,
  `taught_post` text NULL,
  `topic` text NOT NULL,
  `state` text NOT NULL DEFAULT ('INVITED'),
  `queued_at` datetime NULL,
  `attended_at` datetime NULL,
  `attendance` text NULL,
  `minutes` integer NOT NULL DEFAULT (0),
  `score` integer NULL,
  `passed` bool NULL,
  `assessed_at` datetime NULL,
  `valid_until` text NULL,
  `outdated_at` datetime NULL,
  `superseded_at` datetime NULL,
  `wanting` bool NOT NULL DEFAULT (false),
  `feedback` integer NULL,
  `feedback_comment` text NULL,
  `feedback_at` datetime NULL,
  `plan_id` text NOT NULL,
  `member_id` text NOT NULL,
  `department_id` text NULL,
  `assessor_id` text NULL,
  `outdating_standard_id` text NULL,
  `session_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `training_records_training_plans_plan` FOREIGN KEY (`plan_id`) REFERENCES `training_plans` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_records_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_records_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_records_members_assessor` FOREIGN KEY (`assessor_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_records_touchpoint_standards_outdating_standard` FOREIGN KEY (`outdating_standard_id`) REFERENCES `touchpoint_standards` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_records_training_sessions_records` FOREIGN KEY (`session_id`) REFERENCES `training_sessions` (`id`) ON DELETE NO ACTION
);
-- create index "trainingrecord_tenant_id_id" to table: "training_records"
CREATE UNIQUE INDEX `trainingrecord_tenant_id_id` ON `training_records` (`tenant_id`, `id`);
-- create index "trainingrecord_tenant_id_session_id_member_id" to table: "training_records"
CREATE UNIQUE INDEX `trainingrecord_tenant_id_session_id_member_id` ON `training_records` (`tenant_id`, `session_id`, `member_id`);
-- create index "trainingrecord_tenant_id_session_id_state_queued_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_session_id_state_queued_at_id` ON `training_records` (`tenant_id`, `session_id`, `state`, `queued_at`, `id`);
-- create index "trainingrecord_tenant_id_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_created_at_id` ON `training_records` (`tenant_id`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_plan_id_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_plan_id_created_at_id` ON `training_records` (`tenant_id`, `plan_id`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_session_id_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_session_id_created_at_id` ON `training_records` (`tenant_id`, `session_id`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_member_id_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_member_id_created_at_id` ON `training_records` (`tenant_id`, `member_id`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_department_id_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_department_id_created_at_id` ON `training_records` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_created_by_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_created_by_created_at_id` ON `training_records` (`tenant_id`, `created_by`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_state_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_state_created_at_id` ON `training_records` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_wanting_created_at_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_wanting_created_at_id` ON `training_records` (`tenant_id`, `wanting`, `created_at`, `id`);
-- create index "trainingrecord_tenant_id_valid_until_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_valid_until_id` ON `training_records` (`tenant_id`, `valid_until`, `id`);
-- create index "trainingrecord_tenant_id_taught_post_outdated_at" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_taught_post_outdated_at` ON `training_records` (`tenant_id`, `taught_post`, `outdated_at`);
-- create index "trainingrecord_tenant_id_topic_taught_post_wanting" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_topic_taught_post_wanting` ON `training_records` (`tenant_id`, `topic`, `taught_post`, `wanting`);
-- create index "trainingrecord_tenant_id_outdating_standard_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_outdating_standard_id` ON `training_records` (`tenant_id`, `outdating_standard_id`);
-- create index "trainingrecord_tenant_id_assessor_id" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_assessor_id` ON `training_records` (`tenant_id`, `assessor_id`);
-- create "training_sessions" table
CREATE TABLE `training_sessions` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `topic` text NOT NULL,
  `post` text NULL,
  `title` text NOT NULL,
  `method` text NOT NULL,
  `trainer_kind` text NOT NULL,
  `trainer_name` text NULL,
  `place` text NULL,
  `url` text NULL,
  `outline` text NULL,
  `starts_at` datetime NOT NULL,
  `ends_at` datetime NOT NULL,
  `capacity` integer NOT NULL,
  `seats_taken` integer NOT NULL DEFAULT (0),
  `waiting` integer NOT NULL DEFAULT (0),
  `assessment` json NOT NULL,
  `standards` json NOT NULL,
  `state` text NOT NULL DEFAULT ('PLANNED'),
  `code_counter` integer NOT NULL DEFAULT (0),
  `ended_at` datetime NULL,
  `end_reason` text NULL,
  `plan_id` text NOT NULL,
  `department_id` text NULL,
  `trainer_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `training_sessions_training_plans_sessions` FOREIGN KEY (`plan_id`) REFERENCES `training_plans` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_sessions_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `training_sessions_members_trainer` FOREIGN KEY (`trainer_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "trainingsession_tenant_id_id" to table: "training_sessions"
CREATE UNIQUE INDEX `trainingsession_tenant_id_id` ON `training_sessions` (`tenant_id`, `id`);
-- create index "trainingsession_tenant_id_created_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_created_at_id` ON `training_sessions` (`tenant_id`, `created_at`, `id`);
-- create index "trainingsession_tenant_id_starts_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_starts_at_id` ON `training_sessions` (`tenant_id`, `starts_at`, `id`);
-- create index "trainingsession_tenant_id_plan_id_starts_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_plan_id_starts_at_id` ON `training_sessions` (`tenant_id`, `plan_id`, `starts_at`, `id`);
-- create index "trainingsession_tenant_id_state_starts_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_state_starts_at_id` ON `training_sessions` (`tenant_id`, `state`, `starts_at`, `id`);
-- create index "trainingsession_tenant_id_department_id_starts_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_department_id_starts_at_id` ON `training_sessions` (`tenant_id`, `department_id`, `starts_at`, `id`);
-- create index "trainingsession_tenant_id_trainer_id_starts_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_trainer_id_starts_at_id` ON `training_sessions` (`tenant_id`, `trainer_id`, `starts_at`, `id`);
-- create index "trainingsession_tenant_id_created_by_starts_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_created_by_starts_at_id` ON `training_sessions` (`tenant_id`, `created_by`, `starts_at`, `id`);
-- create index "trainingsession_tenant_id_post_starts_at_id" to table: "training_sessions"
CREATE INDEX `trainingsession_tenant_id_post_starts_at_id` ON `training_sessions` (`tenant_id`, `post`, `starts_at`, `id`);

-- +goose Down
-- reverse: create index "trainingsession_tenant_id_post_starts_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_post_starts_at_id`;
-- reverse: create index "trainingsession_tenant_id_created_by_starts_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_created_by_starts_at_id`;
-- reverse: create index "trainingsession_tenant_id_trainer_id_starts_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_trainer_id_starts_at_id`;
-- reverse: create index "trainingsession_tenant_id_department_id_starts_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_department_id_starts_at_id`;
-- reverse: create index "trainingsession_tenant_id_state_starts_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_state_starts_at_id`;
-- reverse: create index "trainingsession_tenant_id_plan_id_starts_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_plan_id_starts_at_id`;
-- reverse: create index "trainingsession_tenant_id_starts_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_starts_at_id`;
-- reverse: create index "trainingsession_tenant_id_created_at_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_created_at_id`;
-- reverse: create index "trainingsession_tenant_id_id" to table: "training_sessions"
DROP INDEX `trainingsession_tenant_id_id`;
-- reverse: create "training_sessions" table
DROP TABLE `training_sessions`;
-- reverse: create index "trainingrecord_tenant_id_assessor_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_assessor_id`;
-- reverse: create index "trainingrecord_tenant_id_outdating_standard_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_outdating_standard_id`;
-- reverse: create index "trainingrecord_tenant_id_topic_taught_post_wanting" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_topic_taught_post_wanting`;
-- reverse: create index "trainingrecord_tenant_id_taught_post_outdated_at" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_taught_post_outdated_at`;
-- reverse: create index "trainingrecord_tenant_id_valid_until_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_valid_until_id`;
-- reverse: create index "trainingrecord_tenant_id_wanting_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_wanting_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_state_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_state_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_created_by_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_created_by_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_department_id_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_department_id_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_member_id_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_member_id_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_session_id_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_session_id_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_plan_id_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_plan_id_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_created_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_created_at_id`;
-- reverse: create index "trainingrecord_tenant_id_session_id_state_queued_at_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_session_id_state_queued_at_id`;
-- reverse: create index "trainingrecord_tenant_id_session_id_member_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_session_id_member_id`;
-- reverse: create index "trainingrecord_tenant_id_id" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_id`;
-- reverse: create "training_records" table
DROP TABLE `training_records`;
-- reverse: create index "trainingplan_tenant_id_md_approval_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_md_approval_id`;
-- reverse: create index "trainingplan_tenant_id_hr_approval_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_hr_approval_id`;
-- reverse: create index "trainingplan_tenant_id_created_by_created_at_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_created_by_created_at_id`;
-- reverse: create index "trainingplan_tenant_id_department_id_created_at_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_department_id_created_at_id`;
-- reverse: create index "trainingplan_tenant_id_state_period_start_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_state_period_start_id`;
-- reverse: create index "trainingplan_tenant_id_state_created_at_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_state_created_at_id`;
-- reverse: create index "trainingplan_tenant_id_period_start_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_period_start_id`;
-- reverse: create index "trainingplan_tenant_id_created_at_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_created_at_id`;
-- reverse: create index "trainingplan_tenant_id_previous_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_previous_id`;
-- reverse: create index "trainingplan_tenant_id_id" to table: "training_plans"
DROP INDEX `trainingplan_tenant_id_id`;
-- reverse: create "training_plans" table
DROP TABLE `training_plans`;
