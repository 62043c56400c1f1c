-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- add column "severity" to table: "sla_policies"
ALTER TABLE `sla_policies` ADD COLUMN `severity` text NULL;
-- create "new_progress_entries" table
CREATE TABLE `new_progress_entries` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `text` text NOT NULL,
  `problem` text NULL,
  `customer_reaction` text NULL,
  `channel` text NULL,
  `happened_at` datetime NOT NULL,
  `requirement_id` text NULL,
  `action_id` text NULL,
  `complaint_id` text NULL,
  `customer_id` text NULL,
  `department_id` text NULL,
  `author_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `progress_entries_requirements_requirement` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_improvement_actions_action` FOREIGN KEY (`action_id`) REFERENCES `improvement_actions` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_complaints_complaint` FOREIGN KEY (`complaint_id`) REFERENCES `complaints` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_members_author` FOREIGN KEY (`author_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- copy rows from old table "progress_entries" to new temporary table "new_progress_entries"
INSERT INTO `new_progress_entries` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `kind`, `text`, `problem`, `customer_reaction`, `channel`, `happened_at`, `requirement_id`, `action_id`, `customer_id`, `department_id`, `author_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `kind`, `text`, `problem`, `customer_reaction`, `channel`, `happened_at`, `requirement_id`, `action_id`, `customer_id`, `department_id`, `author_id` FROM `progress_entries`;
-- drop "progress_entries" table after copying rows
DROP TABLE `progress_entries`;
-- rename temporary table "new_progress_entries" to "progress_entries"
ALTER TABLE `new_progress_entries` RENAME TO `progress_entries`;
-- create index "progressentry_tenant_id_id" to table: "progress_entries"
CREATE UNIQUE INDEX `progressentry_tenant_id_id` ON `progress_entries` (`tenant_id`, `id`);
-- create index "progressentry_tenant_id_requirement_id_created_at_id" to table: "progress_entries"
CREATE INDEX `progressentry_tenant_id_requirement_id_created_at_id` ON `progress_entries` (`tenant_id`, `requirement_id`, `created_at`, `id`);
-- create index "progressentry_tenant_id_action_id_created_at_id" to table: "progress_entries"
CREATE INDEX `progressentry_tenant_id_action_id_created_at_id` ON `progress_entries` (`tenant_id`, `action_id`, `created_at`, `id`);
-- create index "progressentry_tenant_id_complaint_id_created_at_id" to table: "progress_entries"
CREATE INDEX `progressentry_tenant_id_complaint_id_created_at_id` ON `progress_entries` (`tenant_id`, `complaint_id`, `created_at`, `id`);
-- create index "progressentry_tenant_id_customer_id_created_at_id" to table: "progress_entries"
CREATE INDEX `progressentry_tenant_id_customer_id_created_at_id` ON `progress_entries` (`tenant_id`, `customer_id`, `created_at`, `id`);
-- create index "progressentry_tenant_id_department_id" to table: "progress_entries"
CREATE INDEX `progressentry_tenant_id_department_id` ON `progress_entries` (`tenant_id`, `department_id`);
-- create index "progressentry_tenant_id_author_id" to table: "progress_entries"
CREATE INDEX `progressentry_tenant_id_author_id` ON `progress_entries` (`tenant_id`, `author_id`);
-- create index "progressentry_tenant_id_created_at_id" to table: "progress_entries"
CREATE INDEX `progressentry_tenant_id_created_at_id` ON `progress_entries` (`tenant_id`, `created_at`, `id`);
-- create "new_sla_clocks" table
CREATE TABLE `new_sla_clocks` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `policy_id` text NULL,
  `policy_version` integer NOT NULL,
  `calendar_id` text NOT NULL,
  `kind` text NOT NULL,
  `milestone` text NULL,
  `state` text NOT NULL,
  `amount` integer NOT NULL,
  `unit` text NOT NULL,
  `started_at` datetime NOT NULL,
  `due_at` datetime NOT NULL,
  `promised_at` datetime NULL,
  `stopped_at` datetime NULL,
  `pauses` json NOT NULL,
  `warned_percent` integer NOT NULL DEFAULT (0),
  `breached_at` datetime NULL,
  `escalation` integer NOT NULL DEFAULT (0),
  `next_tick_at` datetime NULL,
  `complaint_id` text NULL,
  `requirement_id` text NULL,
  `interaction_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `sla_clocks_complaints_clocks` FOREIGN KEY (`complaint_id`) REFERENCES `complaints` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `sla_clocks_requirements_clocks` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `sla_clocks_interactions_interaction` FOREIGN KEY (`interaction_id`) REFERENCES `interactions` (`id`) ON DELETE NO ACTION
);
-- copy rows from old table "sla_clocks" to new temporary table "new_sla_clocks"
INSERT INTO `new_sla_clocks` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`, `interaction_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`, `interaction_id` FROM `sla_clocks`;
-- drop "sla_clocks" table after copying rows
DROP TABLE `sla_clocks`;
-- rename temporary table "new_sla_clocks" to "sla_clocks"
ALTER TABLE `new_sla_clocks` RENAME TO `sla_clocks`;
-- create index "slaclock_tenant_id_id" to table: "sla_clocks"
CREATE UNIQUE INDEX `slaclock_tenant_id_id` ON `sla_clocks` (`tenant_id`, `id`);
-- create index "slaclock_tenant_id_requirement_id" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_requirement_id` ON `sla_clocks` (`tenant_id`, `requirement_id`);
-- create index "slaclock_tenant_id_interaction_id" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_interaction_id` ON `sla_clocks` (`tenant_id`, `interaction_id`);
-- create index "slaclock_tenant_id_complaint_id" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_complaint_id` ON `sla_clocks` (`tenant_id`, `complaint_id`);
-- create index "slaclock_tenant_id_kind_due_at_state_stopped_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `due_at`, `state`, `stopped_at`);
-- create index "slaclock_tenant_id_kind_stopped_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_kind_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `stopped_at`);
-- create index "slaclock_tenant_id_state_due_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_state_due_at` ON `sla_clocks` (`tenant_id`, `state`, `due_at`);
-- create index "slaclock_tenant_id_next_tick_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
-- create "complaints" table
CREATE TABLE `complaints` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `number` text NOT NULL,
  `intake` text NOT NULL,
  `complainant_name` text NULL,
  `phone` blob NULL,
  `phone_hash` blob NULL,
  `email` blob NULL,
  `email_hash` blob NULL,
  `reach` blob NULL,
  `locale` text NOT NULL DEFAULT ('zh_Hans'),
  `content` text NOT NULL,
  `product` text NULL,
  `order_no` text NULL,
  `remedy_sought` text NULL,
  `disputed` bool NULL,
  `complained_at` datetime NOT NULL,
  `channel` text NOT NULL,
  `received_at` datetime NOT NULL,
  `promised_at` datetime NOT NULL,
  `promise_confirmed` bool NOT NULL DEFAULT (false),
  `due_at` datetime NOT NULL,
  `state` text NOT NULL DEFAULT ('RECEIVED'),
  `nature` text NULL,
  `severity` text NULL,
  `cross_department` bool NOT NULL DEFAULT (false),
  `path` text NULL,
  `level` text NOT NULL DEFAULT ('DEPARTMENT'),
  `triages` json NULL,
  `handed_over_at` datetime NULL,
  `acknowledgement` json NULL,
  `investigation` json NULL,
  `root_cause` text NULL,
  `measures` json NULL,
  `plans` json NULL,
  `decision` json NULL,
  `reply` json NULL,
  `answer` json NULL,
  `reopenings` json NULL,
  `reopen_count` integer NOT NULL DEFAULT (0),
  `outcome` text NULL,
  `closing` json NULL,
  `withdrawal` json NULL,
  `closed_at` datetime NULL,
  `no_reply_at` datetime NULL,
  `attempts` integer NOT NULL DEFAULT (0),
  `customer_told_at` datetime NULL,
  `silence_at` datetime NULL,
  `silence_told` integer NOT NULL DEFAULT (0),
  `historic` bool NOT NULL DEFAULT (false),
  `external_system` text NULL,
  `external_id` text NULL,
  `timely` bool NULL,
  `stated_response` text NULL,
  `erased_at` datetime NULL,
  `grams` text NULL,
  `customer_id` text NULL,
  `contact_id` text NULL,
  `purchase_id` text NULL,
  `touchpoint_id` text NULL,
  `form_id` text NULL,
  `owner_department_id` text NULL,
  `assignee_id` text NULL,
  `group_id` text NULL,
  `rating_id` text NULL,
  `recurrence_of_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `complaints_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_contacts_contact` FOREIGN KEY (`contact_id`) REFERENCES `contacts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_touchpoints_touchpoint` FOREIGN KEY (`touchpoint_id`) REFERENCES `touchpoints` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_purchase_records_purchase` FOREIGN KEY (`purchase_id`) REFERENCES `purchase_records` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_complaint_forms_form` FOREIGN KEY (`form_id`) REFERENCES `complaint_forms` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_departments_owner_department` FOREIGN KEY (`owner_department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_members_assignee` FOREIGN KEY (`assignee_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_work_groups_group` FOREIGN KEY (`group_id`) REFERENCES `work_groups` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_satisfaction_ratings_rating` FOREIGN KEY (`rating_id`) REFERENCES `satisfaction_ratings` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `complaints_complaints_recurrences` FOREIGN KEY (`recurrence_of_id`) REFERENCES `complaints` (`id`) ON DELETE NO ACTION
);
-- create index "complaint_tenant_id_id" to table: "complaints"
CREATE UNIQUE INDEX `complaint_tenant_id_id` ON `complaints` (`tenant_id`, `id`);
-- create index "complaint_tenant_id_number" to table: "complaints"
CREATE UNIQUE INDEX `complaint_tenant_id_number` ON `complaints` (`tenant_id`, `number`);
-- create index "complaint_tenant_id_external_system_external_id" to table: "complaints"
CREATE UNIQUE INDEX `complaint_tenant_id_external_system_external_id` ON `complaints` (`tenant_id`, `external_system`, `external_id`);
-- create index "complaint_tenant_id_due_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_due_at_id` ON `complaints` (`tenant_id`, `due_at`, `id`);
-- create index "complaint_tenant_id_created_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_created_at_id` ON `complaints` (`tenant_id`, `created_at`, `id`);
-- create index "complaint_tenant_id_updated_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_updated_at_id` ON `complaints` (`tenant_id`, `updated_at`, `id`);
-- create index "complaint_tenant_id_complained_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_complained_at_id` ON `complaints` (`tenant_id`, `complained_at`, `id`);
-- create index "complaint_tenant_id_state_due_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_state_due_at_id` ON `complaints` (`tenant_id`, `state`, `due_at`, `id`);
-- create index "complaint_tenant_id_owner_department_id_due_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_owner_department_id_due_at_id` ON `complaints` (`tenant_id`, `owner_department_id`, `due_at`, `id`);
-- create index "complaint_tenant_id_assignee_id_due_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_assignee_id_due_at_id` ON `complaints` (`tenant_id`, `assignee_id`, `due_at`, `id`);
-- create index "complaint_tenant_id_created_by_due_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_created_by_due_at_id` ON `complaints` (`tenant_id`, `created_by`, `due_at`, `id`);
-- create index "complaint_tenant_id_group_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_group_id` ON `complaints` (`tenant_id`, `group_id`);
-- create index "complaint_tenant_id_contact_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_contact_id` ON `complaints` (`tenant_id`, `contact_id`);
-- create index "complaint_tenant_id_touchpoint_id_received_at" to table: "complaints"
CREATE INDEX `complaint_tenant_id_touchpoint_id_received_at` ON `complaints` (`tenant_id`, `touchpoint_id`, `received_at`);
-- create index "complaint_tenant_id_purchase_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_purchase_id` ON `complaints` (`tenant_id`, `purchase_id`);
-- create index "complaint_tenant_id_form_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_form_id` ON `complaints` (`tenant_id`, `form_id`);
-- create index "complaint_tenant_id_rating_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_rating_id` ON `complaints` (`tenant_id`, `rating_id`);
-- create index "complaint_tenant_id_phone_hash" to table: "complaints"
CREATE INDEX `complaint_tenant_id_phone_hash` ON `complaints` (`tenant_id`, `phone_hash`);
-- create index "complaint_tenant_id_email_hash" to table: "complaints"
CREATE INDEX `complaint_tenant_id_email_hash` ON `complaints` (`tenant_id`, `email_hash`);
-- create index "complaint_tenant_id_recurrence_of_id_received_at" to table: "complaints"
CREATE INDEX `complaint_tenant_id_recurrence_of_id_received_at` ON `complaints` (`tenant_id`, `recurrence_of_id`, `received_at`);
-- create index "complaint_tenant_id_customer_id_root_cause_closed_at" to table: "complaints"
CREATE INDEX `complaint_tenant_id_customer_id_root_cause_closed_at` ON `complaints` (`tenant_id`, `customer_id`, `root_cause`, `closed_at`);
-- create index "complaint_tenant_id_customer_id_complained_at_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_customer_id_complained_at_id` ON `complaints` (`tenant_id`, `customer_id`, `complained_at`, `id`);
-- create index "complaint_tenant_id_received_at_state_outcome" to table: "complaints"
CREATE INDEX `complaint_tenant_id_received_at_state_outcome` ON `complaints` (`tenant_id`, `received_at`, `state`, `outcome`);
-- create index "complaint_tenant_id_received_at_nature_root_cause_severity" to table: "complaints"
CREATE INDEX `complaint_tenant_id_received_at_nature_root_cause_severity` ON `complaints` (`tenant_id`, `received_at`, `nature`, `root_cause`, `severity`);
-- create index "complaint_tenant_id_received_at_product" to table: "complaints"
CREATE INDEX `complaint_tenant_id_received_at_product` ON `complaints` (`tenant_id`, `received_at`, `product`);
-- create index "complaint_tenant_id_received_at_channel_owner_department_id" to table: "complaints"
CREATE INDEX `complaint_tenant_id_received_at_channel_owner_department_id` ON `complaints` (`tenant_id`, `received_at`, `channel`, `owner_department_id`);
-- create index "complaint_tenant_id_closed_at_outcome" to table: "complaints"
CREATE INDEX `complaint_tenant_id_closed_at_outcome` ON `complaints` (`tenant_id`, `closed_at`, `outcome`);
-- create index "complaint_tenant_id_timely_received_at" to table: "complaints"
CREATE INDEX `complaint_tenant_id_timely_received_at` ON `complaints` (`tenant_id`, `timely`, `received_at`);
-- create index "complaint_tenant_id_silence_at" to table: "complaints"
CREATE INDEX `complaint_tenant_id_silence_at` ON `complaints` (`tenant_id`, `silence_at`);
-- create "complaint_forms" table
CREATE TABLE `complaint_forms` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `name` text NOT NULL,
  `channel` text NOT NULL,
  `introduction` text NULL,
  `active` bool NOT NULL DEFAULT (true),
  `department_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `complaint_forms_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
-- create index "complaintform_tenant_id_id" to table: "complaint_forms"
CREATE UNIQUE INDEX `complaintform_tenant_id_id` ON `complaint_forms` (`tenant_id`, `id`);
-- create index "complaintform_tenant_id_name" to table: "complaint_forms"
CREATE UNIQUE INDEX `complaintform_tenant_id_name` ON `complaint_forms` (`tenant_id`, `name`);
-- create index "complaintform_tenant_id_created_at_id" to table: "complaint_forms"
CREATE INDEX `complaintform_tenant_id_created_at_id` ON `complaint_forms` (`tenant_id`, `created_at`, `id`);
-- create index "complaintform_tenant_id_department_id" to table: "complaint_forms"
CREATE INDEX `complaintform_tenant_id_department_id` ON `complaint_forms` (`tenant_id`, `department_id`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;

-- +goose Down
-- reverse: create index "complaintform_tenant_id_department_id" to table: "complaint_forms"
DROP INDEX `complaintform_tenant_id_department_id`;
-- reverse: create index "complaintform_tenant_id_created_at_id" to table: "complaint_forms"
DROP INDEX `complaintform_tenant_id_created_at_id`;
-- reverse: create index "complaintform_tenant_id_name" to table: "complaint_forms"
DROP INDEX `complaintform_tenant_id_name`;
-- reverse: create index "complaintform_tenant_id_id" to table: "complaint_forms"
DROP INDEX `complaintform_tenant_id_id`;
-- reverse: create "complaint_forms" table
DROP TABLE `complaint_forms`;
-- reverse: create index "complaint_tenant_id_silence_at" to table: "complaints"
DROP INDEX `complaint_tenant_id_silence_at`;
-- reverse: create index "complaint_tenant_id_timely_received_at" to table: "complaints"
DROP INDEX `complaint_tenant_id_timely_received_at`;
-- reverse: create index "complaint_tenant_id_closed_at_outcome" to table: "complaints"
DROP INDEX `complaint_tenant_id_closed_at_outcome`;
-- reverse: create index "complaint_tenant_id_received_at_channel_owner_department_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_received_at_channel_owner_department_id`;
-- reverse: create index "complaint_tenant_id_received_at_product" to table: "complaints"
DROP INDEX `complaint_tenant_id_received_at_product`;
-- reverse: create index "complaint_tenant_id_received_at_nature_root_cause_severity" to table: "complaints"
DROP INDEX `complaint_tenant_id_received_at_nature_root_cause_severity`;
-- reverse: create index "complaint_tenant_id_received_at_state_outcome" to table: "complaints"
DROP INDEX `complaint_tenant_id_received_at_state_outcome`;
-- reverse: create index "complaint_tenant_id_customer_id_complained_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_customer_id_complained_at_id`;
-- reverse: create index "complaint_tenant_id_customer_id_root_cause_closed_at" to table: "complaints"
DROP INDEX `complaint_tenant_id_customer_id_root_cause_closed_at`;
-- reverse: create index "complaint_tenant_id_recurrence_of_id_received_at" to table: "complaints"
DROP INDEX `complaint_tenant_id_recurrence_of_id_received_at`;
-- reverse: create index "complaint_tenant_id_email_hash" to table: "complaints"
DROP INDEX `complaint_tenant_id_email_hash`;
-- reverse: create index "complaint_tenant_id_phone_hash" to table: "complaints"
DROP INDEX `complaint_tenant_id_phone_hash`;
-- reverse: create index "complaint_tenant_id_form_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_rating_id`;
-- reverse: create index "complaint_tenant_id_form_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_form_id`;
-- reverse: create index "complaint_tenant_id_touchpoint_id_received_at" to table: "complaints"
DROP INDEX `complaint_tenant_id_touchpoint_id_received_at`;
-- reverse: create index "complaint_tenant_id_purchase_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_purchase_id`;
-- reverse: create index "complaint_tenant_id_contact_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_contact_id`;
-- reverse: create index "complaint_tenant_id_group_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_group_id`;
-- reverse: create index "complaint_tenant_id_created_by_due_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_created_by_due_at_id`;
-- reverse: create index "complaint_tenant_id_assignee_id_due_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_assignee_id_due_at_id`;
-- reverse: create index "complaint_tenant_id_owner_department_id_due_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_owner_department_id_due_at_id`;
-- reverse: create index "complaint_tenant_id_state_due_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_state_due_at_id`;
-- reverse: create index "complaint_tenant_id_complained_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_complained_at_id`;
-- reverse: create index "complaint_tenant_id_updated_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_updated_at_id`;
-- reverse: create index "complaint_tenant_id_created_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_created_at_id`;
-- reverse: create index "complaint_tenant_id_due_at_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_due_at_id`;
-- reverse: create index "complaint_tenant_id_external_system_external_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_external_system_external_id`;
-- reverse: create index "complaint_tenant_id_number" to table: "complaints"
DROP INDEX `complaint_tenant_id_number`;
-- reverse: create index "complaint_tenant_id_id" to table: "complaints"
DROP INDEX `complaint_tenant_id_id`;
-- reverse: create "complaints" table
DROP TABLE `complaints`;
-- reverse: create index "slaclock_tenant_id_next_tick_at" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_next_tick_at`;
-- reverse: create index "slaclock_tenant_id_state_due_at" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_state_due_at`;
-- reverse: create index "slaclock_tenant_id_kind_stopped_at" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_kind_stopped_at`;
-- reverse: create index "slaclock_tenant_id_kind_due_at_state_stopped_at" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at`;
-- reverse: create index "slaclock_tenant_id_complaint_id" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_complaint_id`;
-- reverse: create index "slaclock_tenant_id_interaction_id" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_interaction_id`;
-- reverse: create index "slaclock_tenant_id_requirement_id" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_requirement_id`;
-- reverse: create index "slaclock_tenant_id_id" to table: "sla_clocks"
DROP INDEX `slaclock_tenant_id_id`;
-- reverse: create "new_sla_clocks" table
CREATE TABLE `new_sla_clocks` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `policy_id` text NULL,
  `policy_version` integer NOT NULL,
  `calendar_id` text NOT NULL,
  `kind` text NOT NULL,
  `milestone` text NULL,
  `state` text NOT NULL,
  `amount` integer NOT NULL,
  `unit` text NOT NULL,
  `started_at` datetime NOT NULL,
  `due_at` datetime NOT NULL,
  `stopped_at` datetime NULL,
  `pauses` json NOT NULL,
  `warned_percent` integer NOT NULL DEFAULT (0),
  `breached_at` datetime NULL,
  `escalation` integer NOT NULL DEFAULT (0),
  `next_tick_at` datetime NULL,
  `requirement_id` text NULL,
  `interaction_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `sla_clocks_requirements_clocks` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `sla_clocks_interactions_interaction` FOREIGN KEY (`interaction_id`) REFERENCES `interactions` (`id`) ON DELETE NO ACTION
);
INSERT INTO `new_sla_clocks` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`, `interaction_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`, `interaction_id` FROM `sla_clocks` WHERE `complaint_id` IS NULL;
DROP TABLE `sla_clocks`;
ALTER TABLE `new_sla_clocks` RENAME TO `sla_clocks`;
CREATE UNIQUE INDEX `slaclock_tenant_id_id` ON `sla_clocks` (`tenant_id`, `id`);
CREATE INDEX `slaclock_tenant_id_interaction_id` ON `sla_clocks` (`tenant_id`, `interaction_id`);
CREATE INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `due_at`, `state`, `stopped_at`);
CREATE INDEX `slaclock_tenant_id_kind_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `stopped_at`);
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
CREATE INDEX `slaclock_tenant_id_requirement_id` ON `sla_clocks` (`tenant_id`, `requirement_id`);
CREATE INDEX `slaclock_tenant_id_state_due_at` ON `sla_clocks` (`tenant_id`, `state`, `due_at`);
-- reverse: create index "progressentry_tenant_id_created_at_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_created_at_id`;
-- reverse: create index "progressentry_tenant_id_author_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_author_id`;
-- reverse: create index "progressentry_tenant_id_department_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_department_id`;
-- reverse: create index "progressentry_tenant_id_customer_id_created_at_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_customer_id_created_at_id`;
-- reverse: create index "progressentry_tenant_id_complaint_id_created_at_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_complaint_id_created_at_id`;
-- reverse: create index "progressentry_tenant_id_action_id_created_at_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_action_id_created_at_id`;
-- reverse: create index "progressentry_tenant_id_requirement_id_created_at_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_requirement_id_created_at_id`;
-- reverse: create index "progressentry_tenant_id_id" to table: "progress_entries"
DROP INDEX `progressentry_tenant_id_id`;
-- reverse: create "new_progress_entries" table
CREATE TABLE `new_progress_entries` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `text` text NOT NULL,
  `problem` text NULL,
  `customer_reaction` text NULL,
  `channel` text NULL,
  `happened_at` datetime NOT NULL,
  `requirement_id` text NULL,
  `action_id` text NULL,
  `customer_id` text NULL,
  `department_id` text NULL, `author_id` text NULL CONSTRAINT `progress_entries_members_author` REFERENCES `members` (`id`) ON DELETE NO ACTION,
  PRIMARY KEY (`id`),
  CONSTRAINT `progress_entries_requirements_requirement` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_improvement_actions_action` FOREIGN KEY (`action_id`) REFERENCES `improvement_actions` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
INSERT INTO `new_progress_entries` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `kind`, `text`, `problem`, `customer_reaction`, `channel`, `happened_at`, `requirement_id`, `action_id`, `customer_id`, `department_id`, `author_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `kind`, `text`, `problem`, `customer_reaction`, `channel`, `happened_at`, `requirement_id`, `action_id`, `customer_id`, `department_id`, `author_id` FROM `progress_entries` WHERE `complaint_id` IS NULL;
DROP TABLE `progress_entries`;
ALTER TABLE `new_progress_entries` RENAME TO `progress_entries`;
CREATE INDEX `progressentry_tenant_id_action_id_created_at_id` ON `progress_entries` (`tenant_id`, `action_id`, `created_at`, `id`);
CREATE INDEX `progressentry_tenant_id_author_id` ON `progress_entries` (`tenant_id`, `author_id`);
CREATE INDEX `progressentry_tenant_id_created_at_id` ON `progress_entries` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `progressentry_tenant_id_customer_id_created_at_id` ON `progress_entries` (`tenant_id`, `customer_id`, `created_at`, `id`);
CREATE INDEX `progressentry_tenant_id_department_id` ON `progress_entries` (`tenant_id`, `department_id`);
CREATE UNIQUE INDEX `progressentry_tenant_id_id` ON `progress_entries` (`tenant_id`, `id`);
CREATE INDEX `progressentry_tenant_id_requirement_id_created_at_id` ON `progress_entries` (`tenant_id`, `requirement_id`, `created_at`, `id`);
-- reverse: add column "severity" to table: "sla_policies"
ALTER TABLE `sla_policies` DROP COLUMN `severity`;
