-- +goose Up
-- add column "scale" to table: "training_records"
ALTER TABLE `training_records` ADD COLUMN `scale` integer NULL;
-- add column "tries" to table: "training_records"
ALTER TABLE `training_records` ADD COLUMN `tries` json NULL;
-- add column "certificate_number" to table: "training_records"
ALTER TABLE `training_records` ADD COLUMN `certificate_number` text NULL;
-- create index "trainingrecord_tenant_id_certificate_number" to table: "training_records"
CREATE UNIQUE INDEX `trainingrecord_tenant_id_certificate_number` ON `training_records` (`tenant_id`, `certificate_number`);
-- create index "trainingrecord_tenant_id_attended_at" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_attended_at` ON `training_records` (`tenant_id`, `attended_at`);
-- create index "trainingrecord_tenant_id_assessed_at" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_assessed_at` ON `training_records` (`tenant_id`, `assessed_at`);
-- create index "trainingrecord_tenant_id_feedback_at" to table: "training_records"
CREATE INDEX `trainingrecord_tenant_id_feedback_at` ON `training_records` (`tenant_id`, `feedback_at`);
-- add column "paper" to table: "training_sessions"
ALTER TABLE `training_sessions` ADD COLUMN `paper` json NULL;
-- create "acknowledgements" table
CREATE TABLE `acknowledgements` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `post` text NULL,
  `acknowledged_at` datetime NOT NULL,
  `member_id` text NOT NULL,
  `department_id` text NULL,
  `document_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `acknowledgements_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `acknowledgements_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `acknowledgements_governing_documents_acknowledgements` FOREIGN KEY (`document_id`) REFERENCES `governing_documents` (`id`) ON DELETE NO ACTION
);
-- create index "acknowledgement_tenant_id_id" to table: "acknowledgements"
CREATE UNIQUE INDEX `acknowledgement_tenant_id_id` ON `acknowledgements` (`tenant_id`, `id`);
-- create index "acknowledgement_tenant_id_document_id_member_id" to table: "acknowledgements"
CREATE UNIQUE INDEX `acknowledgement_tenant_id_document_id_member_id` ON `acknowledgements` (`tenant_id`, `document_id`, `member_id`);
-- create index "acknowledgement_tenant_id_document_id_acknowledged_at_id" to table: "acknowledgements"
CREATE INDEX `acknowledgement_tenant_id_document_id_acknowledged_at_id` ON `acknowledgements` (`tenant_id`, `document_id`, `acknowledged_at`, `id`);
-- create index "acknowledgement_tenant_id_member_id_acknowledged_at_id" to table: "acknowledgements"
CREATE INDEX `acknowledgement_tenant_id_member_id_acknowledged_at_id` ON `acknowledgements` (`tenant_id`, `member_id`, `acknowledged_at`, `id`);
-- create index "acknowledgement_tenant_id_department_id_acknowledged_at_id" to table: "acknowledgements"
CREATE INDEX `acknowledgement_tenant_id_department_id_acknowledged_at_id` ON `acknowledgements` (`tenant_id`, `department_id`, `acknowledged_at`, `id`);
-- create "appraisals" table
CREATE TABLE `appraisals` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `post` text NULL,
  `period_start` text NOT NULL,
  `period_end` text NOT NULL,
  `lines` json NOT NULL,
  `score` real NULL,
  `drawn_at` datetime NOT NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `comment` text NULL,
  `commenters` json NULL,
  `commented_at` datetime NULL,
  `shown_at` datetime NULL,
  `appeal` text NULL,
  `appealed_at` datetime NULL,
  `decision` text NULL,
  `decided_at` datetime NULL,
  `ended_at` datetime NULL,
  `member_id` text NOT NULL,
  `department_id` text NULL,
  `commenter_id` text NULL,
  `decider_id` text NULL,
  `scheme_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `appraisals_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `appraisals_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `appraisals_members_commenter` FOREIGN KEY (`commenter_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `appraisals_members_decider` FOREIGN KEY (`decider_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `appraisals_appraisal_schemes_appraisals` FOREIGN KEY (`scheme_id`) REFERENCES `appraisal_schemes` (`id`) ON DELETE NO ACTION
);
-- create index "appraisal_tenant_id_id" to table: "appraisals"
CREATE UNIQUE INDEX `appraisal_tenant_id_id` ON `appraisals` (`tenant_id`, `id`);
-- create index "appraisal_tenant_id_created_at_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_created_at_id` ON `appraisals` (`tenant_id`, `created_at`, `id`);
-- create index "appraisal_tenant_id_period_start_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_period_start_id` ON `appraisals` (`tenant_id`, `period_start`, `id`);
-- create index "appraisal_tenant_id_scheme_id_period_start_member_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_scheme_id_period_start_member_id` ON `appraisals` (`tenant_id`, `scheme_id`, `period_start`, `member_id`);
-- create index "appraisal_tenant_id_member_id_period_start_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_member_id_period_start_id` ON `appraisals` (`tenant_id`, `member_id`, `period_start`, `id`);
-- create index "appraisal_tenant_id_department_id_period_start_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_department_id_period_start_id` ON `appraisals` (`tenant_id`, `department_id`, `period_start`, `id`);
-- create index "appraisal_tenant_id_state_period_start_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_state_period_start_id` ON `appraisals` (`tenant_id`, `state`, `period_start`, `id`);
-- create index "appraisal_tenant_id_state_shown_at" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_state_shown_at` ON `appraisals` (`tenant_id`, `state`, `shown_at`);
-- create index "appraisal_tenant_id_commenter_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_commenter_id` ON `appraisals` (`tenant_id`, `commenter_id`);
-- create index "appraisal_tenant_id_decider_id" to table: "appraisals"
CREATE INDEX `appraisal_tenant_id_decider_id` ON `appraisals` (`tenant_id`, `decider_id`);
-- create "appraisal_schemes" table
CREATE TABLE `appraisal_schemes` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `title` text NOT NULL,
  `period` text NOT NULL,
  `metrics` json NOT NULL,
  `posts` json NOT NULL,
  `department_ids` json NOT NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `ended_at` datetime NULL,
  PRIMARY KEY (`id`)
);
-- create index "appraisalscheme_tenant_id_id" to table: "appraisal_schemes"
CREATE UNIQUE INDEX `appraisalscheme_tenant_id_id` ON `appraisal_schemes` (`tenant_id`, `id`);
-- create index "appraisalscheme_tenant_id_created_at_id" to table: "appraisal_schemes"
CREATE INDEX `appraisalscheme_tenant_id_created_at_id` ON `appraisal_schemes` (`tenant_id`, `created_at`, `id`);
-- create index "appraisalscheme_tenant_id_state_created_at_id" to table: "appraisal_schemes"
CREATE INDEX `appraisalscheme_tenant_id_state_created_at_id` ON `appraisal_schemes` (`tenant_id`, `state`, `created_at`, `id`);
-- create "governing_documents" table
CREATE TABLE `governing_documents` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `title` text NOT NULL,
  `body` text NOT NULL,
  `channel` text NOT NULL,
  `period_start` text NOT NULL,
  `period_end` text NOT NULL,
  `posts` json NOT NULL,
  `department_ids` json NOT NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `effective_at` datetime NULL,
  `ended_at` datetime NULL,
  `end_reason` text NULL,
  `department_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `governing_documents_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
-- create index "governingdocument_tenant_id_id" to table: "governing_documents"
CREATE UNIQUE INDEX `governingdocument_tenant_id_id` ON `governing_documents` (`tenant_id`, `id`);
-- create index "governingdocument_tenant_id_created_at_id" to table: "governing_documents"
CREATE INDEX `governingdocument_tenant_id_created_at_id` ON `governing_documents` (`tenant_id`, `created_at`, `id`);
-- create index "governingdocument_tenant_id_period_start_id" to table: "governing_documents"
CREATE INDEX `governingdocument_tenant_id_period_start_id` ON `governing_documents` (`tenant_id`, `period_start`, `id`);
-- create index "governingdocument_tenant_id_state_period_start_id" to table: "governing_documents"
CREATE INDEX `governingdocument_tenant_id_state_period_start_id` ON `governing_documents` (`tenant_id`, `state`, `period_start`, `id`);
-- create index "governingdocument_tenant_id_channel_period_start_id" to table: "governing_documents"
CREATE INDEX `governingdocument_tenant_id_channel_period_start_id` ON `governing_documents` (`tenant_id`, `channel`, `period_start`, `id`);
-- create index "governingdocument_tenant_id_department_id_period_start_id" to table: "governing_documents"
CREATE INDEX `governingdocument_tenant_id_department_id_period_start_id` ON `governing_documents` (`tenant_id`, `department_id`, `period_start`, `id`);
-- create index "governingdocument_tenant_id_created_by_period_start_id" to table: "governing_documents"
CREATE INDEX `governingdocument_tenant_id_created_by_period_start_id` ON `governing_documents` (`tenant_id`, `created_by`, `period_start`, `id`);
-- create index "governingdocument_tenant_id_state_period_end" to table: "governing_documents"
CREATE INDEX `governingdocument_tenant_id_state_period_end` ON `governing_documents` (`tenant_id`, `state`, `period_end`);

-- +goose Down
-- reverse: create index "governingdocument_tenant_id_state_period_end" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_state_period_end`;
-- reverse: create index "governingdocument_tenant_id_created_by_period_start_id" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_created_by_period_start_id`;
-- reverse: create index "governingdocument_tenant_id_department_id_period_start_id" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_department_id_period_start_id`;
-- reverse: create index "governingdocument_tenant_id_channel_period_start_id" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_channel_period_start_id`;
-- reverse: create index "governingdocument_tenant_id_state_period_start_id" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_state_period_start_id`;
-- reverse: create index "governingdocument_tenant_id_period_start_id" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_period_start_id`;
-- reverse: create index "governingdocument_tenant_id_created_at_id" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_created_at_id`;
-- reverse: create index "governingdocument_tenant_id_id" to table: "governing_documents"
DROP INDEX `governingdocument_tenant_id_id`;
-- reverse: create "governing_documents" table
DROP TABLE `governing_documents`;
-- reverse: create index "appraisalscheme_tenant_id_state_created_at_id" to table: "appraisal_schemes"
DROP INDEX `appraisalscheme_tenant_id_state_created_at_id`;
-- reverse: create index "appraisalscheme_tenant_id_created_at_id" to table: "appraisal_schemes"
DROP INDEX `appraisalscheme_tenant_id_created_at_id`;
-- reverse: create index "appraisalscheme_tenant_id_id" to table: "appraisal_schemes"
DROP INDEX `appraisalscheme_tenant_id_id`;
-- reverse: create "appraisal_schemes" table
DROP TABLE `appraisal_schemes`;
-- reverse: create index "appraisal_tenant_id_decider_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_decider_id`;
-- reverse: create index "appraisal_tenant_id_commenter_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_commenter_id`;
-- reverse: create index "appraisal_tenant_id_state_shown_at" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_state_shown_at`;
-- reverse: create index "appraisal_tenant_id_state_period_start_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_state_period_start_id`;
-- reverse: create index "appraisal_tenant_id_department_id_period_start_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_department_id_period_start_id`;
-- reverse: create index "appraisal_tenant_id_member_id_period_start_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_member_id_period_start_id`;
-- reverse: create index "appraisal_tenant_id_scheme_id_period_start_member_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_scheme_id_period_start_member_id`;
-- reverse: create index "appraisal_tenant_id_period_start_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_period_start_id`;
-- reverse: create index "appraisal_tenant_id_created_at_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_created_at_id`;
-- reverse: create index "appraisal_tenant_id_id" to table: "appraisals"
DROP INDEX `appraisal_tenant_id_id`;
-- reverse: create "appraisals" table
DROP TABLE `appraisals`;
-- reverse: create index "acknowledgement_tenant_id_department_id_acknowledged_at_id" to table: "acknowledgements"
DROP INDEX `acknowledgement_tenant_id_department_id_acknowledged_at_id`;
-- reverse: create index "acknowledgement_tenant_id_member_id_acknowledged_at_id" to table: "acknowledgements"
DROP INDEX `acknowledgement_tenant_id_member_id_acknowledged_at_id`;
-- reverse: create index "acknowledgement_tenant_id_document_id_acknowledged_at_id" to table: "acknowledgements"
DROP INDEX `acknowledgement_tenant_id_document_id_acknowledged_at_id`;
-- reverse: create index "acknowledgement_tenant_id_document_id_member_id" to table: "acknowledgements"
DROP INDEX `acknowledgement_tenant_id_document_id_member_id`;
-- reverse: create index "acknowledgement_tenant_id_id" to table: "acknowledgements"
DROP INDEX `acknowledgement_tenant_id_id`;
-- reverse: create "acknowledgements" table
DROP TABLE `acknowledgements`;
-- reverse: add column "paper" to table: "training_sessions"
ALTER TABLE `training_sessions` DROP COLUMN `paper`;
-- reverse: create index "trainingrecord_tenant_id_feedback_at" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_feedback_at`;
-- reverse: create index "trainingrecord_tenant_id_assessed_at" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_assessed_at`;
-- reverse: create index "trainingrecord_tenant_id_attended_at" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_attended_at`;
-- reverse: create index "trainingrecord_tenant_id_certificate_number" to table: "training_records"
DROP INDEX `trainingrecord_tenant_id_certificate_number`;
-- reverse: add column "certificate_number" to table: "training_records"
ALTER TABLE `training_records` DROP COLUMN `certificate_number`;
-- reverse: add column "tries" to table: "training_records"
ALTER TABLE `training_records` DROP COLUMN `tries`;
-- reverse: add column "scale" to table: "training_records"
ALTER TABLE `training_records` DROP COLUMN `scale`;
