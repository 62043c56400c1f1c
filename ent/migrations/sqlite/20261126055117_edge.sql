-- What lets companies onto it: invitations, tasks, approvals, notices, ratings, the directory of tokens; what clocks tell.

-- +goose Up
-- add column "notice_prefs" to table: "members"
ALTER TABLE `members` ADD COLUMN `notice_prefs` json NULL;
-- create index "member_tenant_id_state" to table: "members"
CREATE INDEX `member_tenant_id_state` ON `members` (`tenant_id`, `state`);
-- add column "auto_close_at" to table: "requirements"
ALTER TABLE `requirements` ADD COLUMN `auto_close_at` datetime NULL;
-- create index "requirement_tenant_id_auto_close_at" to table: "requirements"
CREATE INDEX `requirement_tenant_id_auto_close_at` ON `requirements` (`tenant_id`, `auto_close_at`);
-- add columns to table: "sla_clocks"
ALTER TABLE `sla_clocks` ADD COLUMN `warned_percent` integer NOT NULL DEFAULT 0;
ALTER TABLE `sla_clocks` ADD COLUMN `breached_at` datetime NULL;
ALTER TABLE `sla_clocks` ADD COLUMN `escalation` integer NOT NULL DEFAULT 0;
ALTER TABLE `sla_clocks` ADD COLUMN `next_tick_at` datetime NULL;
-- create index "slaclock_tenant_id_next_tick_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
-- add columns to table: "tenants"
ALTER TABLE `tenants` ADD COLUMN `plan` text NOT NULL DEFAULT 'FREE';
ALTER TABLE `tenants` ADD COLUMN `settings` json NULL;
ALTER TABLE `tenants` ADD COLUMN `onboarding` json NULL;
ALTER TABLE `tenants` ADD COLUMN `activated_at` datetime NULL;
ALTER TABLE `tenants` ADD COLUMN `suspended_reason` text NULL;
ALTER TABLE `tenants` ADD COLUMN `exported_at` datetime NULL;
ALTER TABLE `tenants` ADD COLUMN `closing` json NULL;
-- add column "email_verified_at" to table: "users"
ALTER TABLE `users` ADD COLUMN `email_verified_at` datetime NULL;
-- create "approvals" table
CREATE TABLE `approvals` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `subject_type` text NOT NULL,
  `subject_id` text NOT NULL,
  `number` text NULL,
  `reason` text NULL,
  `steps` json NOT NULL,
  `votes` json NOT NULL,
  `step` integer NOT NULL DEFAULT (0),
  `state` text NOT NULL DEFAULT ('PENDING'),
  `expires_at` datetime NOT NULL,
  `decided_at` datetime NULL,
  `plan` json NULL,
  `clause_ids` json NOT NULL,
  `pending_key` text NULL,
  `requester_id` text NOT NULL,
  `department_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `approvals_members_requester` FOREIGN KEY (`requester_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `approvals_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
-- create index "approval_tenant_id_id" to table: "approvals"
CREATE UNIQUE INDEX `approval_tenant_id_id` ON `approvals` (`tenant_id`, `id`);
-- create index "approval_tenant_id_pending_key" to table: "approvals"
CREATE UNIQUE INDEX `approval_tenant_id_pending_key` ON `approvals` (`tenant_id`, `pending_key`);
-- create index "approval_tenant_id_subject_id_created_at_id" to table: "approvals"
CREATE INDEX `approval_tenant_id_subject_id_created_at_id` ON `approvals` (`tenant_id`, `subject_id`, `created_at`, `id`);
-- create index "approval_tenant_id_created_at_id" to table: "approvals"
CREATE INDEX `approval_tenant_id_created_at_id` ON `approvals` (`tenant_id`, `created_at`, `id`);
-- create index "approval_tenant_id_state_created_at_id" to table: "approvals"
CREATE INDEX `approval_tenant_id_state_created_at_id` ON `approvals` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "approval_tenant_id_state_expires_at" to table: "approvals"
CREATE INDEX `approval_tenant_id_state_expires_at` ON `approvals` (`tenant_id`, `state`, `expires_at`);
-- create index "approval_tenant_id_requester_id_created_at_id" to table: "approvals"
CREATE INDEX `approval_tenant_id_requester_id_created_at_id` ON `approvals` (`tenant_id`, `requester_id`, `created_at`, `id`);
-- create index "approval_tenant_id_department_id_created_at_id" to table: "approvals"
CREATE INDEX `approval_tenant_id_department_id_created_at_id` ON `approvals` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create "invitations" table
CREATE TABLE `invitations` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `member_id` text NOT NULL,
  `sent_at` datetime NULL,
  `expires_at` datetime NOT NULL,
  `accepted_at` datetime NULL,
  `revoked_at` datetime NULL,
  PRIMARY KEY (`id`)
);
-- create index "invitation_tenant_id_id" to table: "invitations"
CREATE UNIQUE INDEX `invitation_tenant_id_id` ON `invitations` (`tenant_id`, `id`);
-- create index "invitation_tenant_id_member_id_created_at" to table: "invitations"
CREATE INDEX `invitation_tenant_id_member_id_created_at` ON `invitations` (`tenant_id`, `member_id`, `created_at`);
-- create "notifications" table
CREATE TABLE `notifications` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `type` text NOT NULL,
  `subject_type` text NOT NULL,
  `subject_id` text NOT NULL,
  `number` text NULL,
  `params` json NULL,
  `clause_ids` json NOT NULL,
  `dedupe_key` text NOT NULL,
  `created_at` datetime NOT NULL,
  `read_at` datetime NULL,
  `mail_state` text NOT NULL DEFAULT ('NONE'),
  `mail_after` datetime NULL,
  `mail_error` text NULL,
  `member_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `notifications_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "notification_tenant_id_id" to table: "notifications"
CREATE UNIQUE INDEX `notification_tenant_id_id` ON `notifications` (`tenant_id`, `id`);
-- create index "notification_tenant_id_member_id_dedupe_key" to table: "notifications"
CREATE UNIQUE INDEX `notification_tenant_id_member_id_dedupe_key` ON `notifications` (`tenant_id`, `member_id`, `dedupe_key`);
-- create index "notification_tenant_id_member_id_created_at_id" to table: "notifications"
CREATE INDEX `notification_tenant_id_member_id_created_at_id` ON `notifications` (`tenant_id`, `member_id`, `created_at`, `id`);
-- create index "notification_tenant_id_member_id_read_at_created_at_id" to table: "notifications"
CREATE INDEX `notification_tenant_id_member_id_read_at_created_at_id` ON `notifications` (`tenant_id`, `member_id`, `read_at`, `created_at`, `id`);
-- create index "notification_tenant_id_mail_state_mail_after" to table: "notifications"
CREATE INDEX `notification_tenant_id_mail_state_mail_after` ON `notifications` (`tenant_id`, `mail_state`, `mail_after`);
-- create "satisfaction_ratings" table
CREATE TABLE `satisfaction_ratings` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `subject_type` text NOT NULL,
  `subject_id` text NOT NULL,
  `round` integer NOT NULL DEFAULT (0),
  `score` integer NOT NULL,
  `comment` text NULL,
  `method` text NOT NULL,
  `by_customer` bool NOT NULL DEFAULT (false),
  `rated_at` datetime NOT NULL,
  `customer_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `satisfaction_ratings_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION
);
-- create index "satisfactionrating_tenant_id_id" to table: "satisfaction_ratings"
CREATE UNIQUE INDEX `satisfactionrating_tenant_id_id` ON `satisfaction_ratings` (`tenant_id`, `id`);
-- create index "satisfactionrating_tenant_id_subject_id_round" to table: "satisfaction_ratings"
CREATE UNIQUE INDEX `satisfactionrating_tenant_id_subject_id_round` ON `satisfaction_ratings` (`tenant_id`, `subject_id`, `round`);
-- create index "satisfactionrating_tenant_id_customer_id_rated_at" to table: "satisfaction_ratings"
CREATE INDEX `satisfactionrating_tenant_id_customer_id_rated_at` ON `satisfaction_ratings` (`tenant_id`, `customer_id`, `rated_at`);
-- create index "satisfactionrating_tenant_id_subject_type_rated_at" to table: "satisfaction_ratings"
CREATE INDEX `satisfactionrating_tenant_id_subject_type_rated_at` ON `satisfaction_ratings` (`tenant_id`, `subject_type`, `rated_at`);
-- create "tasks" table
CREATE TABLE `tasks` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `type` text NOT NULL,
  `title` text NOT NULL,
  `subject_type` text NULL,
  `subject_id` text NULL,
  `priority` text NOT NULL DEFAULT ('NORMAL'),
  `due_at` datetime NOT NULL,
  `state` text NOT NULL DEFAULT ('OPEN'),
  `result` text NULL,
  `ended_at` datetime NULL,
  `clause_ids` json NOT NULL,
  `dedupe_key` text NULL,
  `customer_id` text NULL,
  `assignee_id` text NULL,
  `department_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `tasks_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `tasks_members_assignee` FOREIGN KEY (`assignee_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `tasks_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
-- create index "task_tenant_id_id" to table: "tasks"
CREATE UNIQUE INDEX `task_tenant_id_id` ON `tasks` (`tenant_id`, `id`);
-- create index "task_tenant_id_dedupe_key" to table: "tasks"
CREATE UNIQUE INDEX `task_tenant_id_dedupe_key` ON `tasks` (`tenant_id`, `dedupe_key`);
-- create index "task_tenant_id_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_due_at_id` ON `tasks` (`tenant_id`, `due_at`, `id`);
-- create index "task_tenant_id_created_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_created_at_id` ON `tasks` (`tenant_id`, `created_at`, `id`);
-- create index "task_tenant_id_state_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_state_due_at_id` ON `tasks` (`tenant_id`, `state`, `due_at`, `id`);
-- create index "task_tenant_id_assignee_id_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_assignee_id_due_at_id` ON `tasks` (`tenant_id`, `assignee_id`, `due_at`, `id`);
-- create index "task_tenant_id_department_id_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_department_id_due_at_id` ON `tasks` (`tenant_id`, `department_id`, `due_at`, `id`);
-- create index "task_tenant_id_created_by_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_created_by_due_at_id` ON `tasks` (`tenant_id`, `created_by`, `due_at`, `id`);
-- create index "task_tenant_id_subject_id_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_subject_id_due_at_id` ON `tasks` (`tenant_id`, `subject_id`, `due_at`, `id`);
-- create index "task_tenant_id_customer_id_due_at_id" to table: "tasks"
CREATE INDEX `task_tenant_id_customer_id_due_at_id` ON `tasks` (`tenant_id`, `customer_id`, `due_at`, `id`);
-- create "token_directory" table
CREATE TABLE `token_directory` (
  `id` text NOT NULL,
  `hash` blob NOT NULL,
  `kind` text NOT NULL,
  `company_id` text NULL,
  `subject_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `expires_at` datetime NOT NULL,
  `used_at` datetime NULL,
  PRIMARY KEY (`id`)
);
-- create index "token_directory_hash_key" to table: "token_directory"
CREATE UNIQUE INDEX `token_directory_hash_key` ON `token_directory` (`hash`);
-- create index "token_subject_id_kind" to table: "token_directory"
CREATE INDEX `token_subject_id_kind` ON `token_directory` (`subject_id`, `kind`);
-- create index "token_company_id" to table: "token_directory"
CREATE INDEX `token_company_id` ON `token_directory` (`company_id`);
-- create index "token_expires_at" to table: "token_directory"
CREATE INDEX `token_expires_at` ON `token_directory` (`expires_at`);

-- +goose Down
-- reverse: create index "token_expires_at" to table: "token_directory"
DROP INDEX `token_expires_at`;
-- reverse: create index "token_company_id" to table: "token_directory"
DROP INDEX `token_company_id`;
-- reverse: create index "token_subject_id_kind" to table: "token_directory"
DROP INDEX `token_subject_id_kind`;
-- reverse: create index "token_directory_hash_key" to table: "token_directory"
DROP INDEX `token_directory_hash_key`;
-- reverse: create "token_directory" table
DROP TABLE `token_directory`;
-- reverse: create index "task_tenant_id_customer_id_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_customer_id_due_at_id`;
-- reverse: create index "task_tenant_id_subject_id_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_subject_id_due_at_id`;
-- reverse: create index "task_tenant_id_created_by_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_created_by_due_at_id`;
-- reverse: create index "task_tenant_id_department_id_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_department_id_due_at_id`;
-- reverse: create index "task_tenant_id_assignee_id_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_assignee_id_due_at_id`;
-- reverse: create index "task_tenant_id_state_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_state_due_at_id`;
-- reverse: create index "task_tenant_id_created_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_created_at_id`;
-- reverse: create index "task_tenant_id_due_at_id" to table: "tasks"
DROP INDEX `task_tenant_id_due_at_id`;
-- reverse: create index "task_tenant_id_dedupe_key" to table: "tasks"
DROP INDEX `task_tenant_id_dedupe_key`;
-- reverse: create index "task_tenant_id_id" to table: "tasks"
DROP INDEX `task_tenant_id_id`;
-- reverse: create "tasks" table
DROP TABLE `tasks`;
-- reverse: create index "satisfactionrating_tenant_id_subject_type_rated_at" to table: "satisfaction_ratings"
DROP INDEX `satisfactionrating_tenant_id_subject_type_rated_at`;
-- reverse: create index "satisfactionrating_tenant_id_customer_id_rated_at" to table: "satisfaction_ratings"
DROP INDEX `satisfactionrating_tenant_id_customer_id_rated_at`;
-- reverse: create index "satisfactionrating_tenant_id_subject_id_round" to table: "satisfaction_ratings"
DROP INDEX `satisfactionrating_tenant_id_subject_id_round`;
-- reverse: create index "satisfactionrating_tenant_id_id" to table: "satisfaction_ratings"
DROP INDEX `satisfactionrating_tenant_id_id`;
-- reverse: create "satisfaction_ratings" table
DROP TABLE `satisfaction_ratings`;
-- reverse: create index "notification_tenant_id_mail_state_mail_after" to table: "notifications"
DROP INDEX `notification_tenant_id_mail_state_mail_after`;
-- reverse: create index "notification_tenant_id_member_id_read_at_created_at_id" to table: "notifications"
DROP INDEX `notification_tenant_id_member_id_read_at_created_at_id`;
-- reverse: create index "notification_tenant_id_member_id_created_at_id" to table: "notifications"
DROP INDEX `notification_tenant_id_member_id_created_at_id`;
-- reverse: create index "notification_tenant_id_member_id_dedupe_key" to table: "notifications"
DROP INDEX `notification_tenant_id_member_id_dedupe_key`;
-- reverse: create index "notification_tenant_id_id" to table: "notifications"
DROP INDEX `notification_tenant_id_id`;
-- reverse: create "notifications" table
DROP TABLE `notifications`;
-- reverse: create index "invitation_tenant_id_member_id_created_at" to table: "invitations"
DROP INDEX `invitation_tenant_id_member_id_created_at`;
-- reverse: create index "invitation_tenant_id_id" to table: "invitations"
DROP INDEX `invitation_tenant_id_id`;
-- reverse: create "invitations" table
DROP TABLE `invitations`;
-- reverse: create index "approval_tenant_id_department_id_created_at_id" to table: "approvals"
DROP INDEX `approval_tenant_id_department_id_created_at_id`;
-- reverse: create index "approval_tenant_id_requester_id_created_at_id" to table: "approvals"
DROP INDEX `approval_tenant_id_requester_id_created_at_id`;
-- reverse: create index "approval_tenant_id_state_expires_at" to table: "approvals"
DROP INDEX `approval_tenant_id_state_expires_at`;
-- reverse: create index "approval_tenant_id_state_created_at_id" to table: "approvals"
DROP INDEX `approval_tenant_id_state_created_at_id`;
-- reverse: create index "approval_tenant_id_created_at_id" to table: "approvals"
DROP INDEX `approval_tenant_id_created_at_id`;
-- reverse: create index "approval_tenant_id_subject_id_created_at_id" to table: "approvals"
DROP INDEX `approval_tenant_id_subject_id_created_at_id`;
-- reverse: create index "approval_tenant_id_pending_key" to table: "approvals"
DROP INDEX `approval_tenant_id_pending_key`;
-- reverse: create index "approval_tenant_id_id" to table: "approvals"
DROP INDEX `approval_tenant_id_id`;
-- reverse: create "approvals" table
DROP TABLE `approvals`;
-- reverse: add column "email_verified_at" to table: "users"
ALTER TABLE `users` DROP COLUMN `email_verified_at`;
-- reverse: add columns to table: "tenants"
ALTER TABLE `tenants` DROP COLUMN `closing`;
ALTER TABLE `tenants` DROP COLUMN `exported_at`;
ALTER TABLE `tenants` DROP COLUMN `suspended_reason`;
ALTER TABLE `tenants` DROP COLUMN `activated_at`;
ALTER TABLE `tenants` DROP COLUMN `onboarding`;
ALTER TABLE `tenants` DROP COLUMN `settings`;
ALTER TABLE `tenants` DROP COLUMN `plan`;
-- reverse: create index "slaclock_tenant_id_next_tick_at" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_next_tick_at`;
-- reverse: add columns to table: "sla_clocks"
ALTER TABLE `sla_clocks` DROP COLUMN `next_tick_at`;
ALTER TABLE `sla_clocks` DROP COLUMN `escalation`;
ALTER TABLE `sla_clocks` DROP COLUMN `breached_at`;
ALTER TABLE `sla_clocks` DROP COLUMN `warned_percent`;
-- reverse: create index "requirement_tenant_id_auto_close_at" to table: "requirements"
DROP INDEX `requirement_tenant_id_auto_close_at`;
-- reverse: add column "auto_close_at" to table: "requirements"
ALTER TABLE `requirements` DROP COLUMN `auto_close_at`;
-- reverse: create index "member_tenant_id_state" to table: "members"
DROP INDEX `member_tenant_id_state`;
-- reverse: add column "notice_prefs" to table: "members"
ALTER TABLE `members` DROP COLUMN `notice_prefs`;
