-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- add column "survey_opt_out_at" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `survey_opt_out_at` datetime NULL;
-- add column "verified" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `verified` json NULL;
-- new columns of "customers"
ALTER TABLE `customers` ADD COLUMN `follow_up` bool NOT NULL DEFAULT (false);
ALTER TABLE `customers` ADD COLUMN `follow_up_since` datetime NULL;
ALTER TABLE `customers` ADD COLUMN `follow_up_reasons` json NULL;
ALTER TABLE `customers` ADD COLUMN `tags` json NULL;
ALTER TABLE `customers` ADD COLUMN `sources` json NULL;
-- create index "customer_tenant_id_follow_up_name" to table: "customers"
CREATE INDEX `customer_tenant_id_follow_up_name` ON `customers` (`tenant_id`, `follow_up`, `name`);
-- new columns of "research_activities"
ALTER TABLE `research_activities` ADD COLUMN `shopper` text NULL;
ALTER TABLE `research_activities` ADD COLUMN `stage_scores` json NULL;
ALTER TABLE `research_activities` ADD COLUMN `score` integer NULL;
ALTER TABLE `research_activities` ADD COLUMN `published_at` datetime NULL;
ALTER TABLE `research_activities` ADD COLUMN `slot` text NULL;
ALTER TABLE `research_activities` ADD COLUMN `customer_id` text NULL REFERENCES `customers` (`id`) ON DELETE NO ACTION;
-- create index "researchactivity_tenant_id_slot" to table: "research_activities"
CREATE UNIQUE INDEX `researchactivity_tenant_id_slot` ON `research_activities` (`tenant_id`, `slot`);
-- create index "researchactivity_tenant_id_customer_id_planned_on_id" to table: "research_activities"
CREATE INDEX `researchactivity_tenant_id_customer_id_planned_on_id` ON `research_activities` (`tenant_id`, `customer_id`, `planned_on`, `id`);
-- create index "researchactivity_tenant_id_done_on_method" to table: "research_activities"
CREATE INDEX `researchactivity_tenant_id_done_on_method` ON `research_activities` (`tenant_id`, `done_on`, `method`);
-- new columns of "sla_clocks"
ALTER TABLE `sla_clocks` ADD COLUMN `survey_response_id` text NULL REFERENCES `survey_responses` (`id`) ON DELETE NO ACTION;
-- create index "slaclock_tenant_id_survey_response_id" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_survey_response_id` ON `sla_clocks` (`tenant_id`, `survey_response_id`);
-- create "opportunities" table
CREATE TABLE `opportunities` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `title` text NOT NULL,
  `kinds` json NOT NULL,
  `other_kind` text NULL,
  `budget` text NULL,
  `decision` text NULL,
  `support_needed` text NULL,
  `assessment` text NULL,
  `trial` json NULL,
  `amount` integer NULL,
  `currency` text NULL,
  `state` text NOT NULL DEFAULT ('IDENTIFIED'),
  `end_reason` text NULL,
  `ended_at` datetime NULL,
  `customer_id` text NOT NULL,
  `response_id` text NULL,
  `requirement_id` text NULL,
  `department_id` text NULL,
  `owner_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `opportunities_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `opportunities_survey_responses_response` FOREIGN KEY (`response_id`) REFERENCES `survey_responses` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `opportunities_requirements_requirement` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `opportunities_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `opportunities_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "opportunity_tenant_id_id" to table: "opportunities"
CREATE UNIQUE INDEX `opportunity_tenant_id_id` ON `opportunities` (`tenant_id`, `id`);
-- create index "opportunity_tenant_id_created_at_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_created_at_id` ON `opportunities` (`tenant_id`, `created_at`, `id`);
-- create index "opportunity_tenant_id_state_created_at_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_state_created_at_id` ON `opportunities` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "opportunity_tenant_id_customer_id_created_at_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_customer_id_created_at_id` ON `opportunities` (`tenant_id`, `customer_id`, `created_at`, `id`);
-- create index "opportunity_tenant_id_department_id_created_at_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_department_id_created_at_id` ON `opportunities` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "opportunity_tenant_id_owner_id_created_at_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_owner_id_created_at_id` ON `opportunities` (`tenant_id`, `owner_id`, `created_at`, `id`);
-- create index "opportunity_tenant_id_created_by_created_at_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_created_by_created_at_id` ON `opportunities` (`tenant_id`, `created_by`, `created_at`, `id`);
-- create index "opportunity_tenant_id_response_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_response_id` ON `opportunities` (`tenant_id`, `response_id`);
-- create index "opportunity_tenant_id_requirement_id" to table: "opportunities"
CREATE INDEX `opportunity_tenant_id_requirement_id` ON `opportunities` (`tenant_id`, `requirement_id`);
-- create "survey_campaigns" table
CREATE TABLE `survey_campaigns` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `name` text NOT NULL,
  `program` text NOT NULL,
  `period` text NULL,
  `slot` text NULL,
  `objective` text NULL,
  `reason` text NULL,
  `goals` json NOT NULL,
  `contacts` json NOT NULL,
  `audience` json NOT NULL,
  `sampling` json NOT NULL,
  `channels` json NOT NULL,
  `opens_at` datetime NULL,
  `closes_at` datetime NOT NULL,
  `reminder_workday` integer NOT NULL DEFAULT (3),
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `frozen_at` datetime NULL,
  `audience_size` integer NOT NULL DEFAULT (0),
  `frozen_through` text NULL,
  `invited` integer NOT NULL DEFAULT (0),
  `skipped` integer NOT NULL DEFAULT (0),
  `prepared_at` datetime NULL,
  `closed_at` datetime NULL,
  `review` json NULL,
  `end_reason` text NULL,
  `next_tick_at` datetime NULL,
  `template_id` text NULL,
  `department_id` text NULL,
  `owner_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `survey_campaigns_survey_templates_template` FOREIGN KEY (`template_id`) REFERENCES `survey_templates` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_campaigns_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_campaigns_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "surveycampaign_tenant_id_id" to table: "survey_campaigns"
CREATE UNIQUE INDEX `surveycampaign_tenant_id_id` ON `survey_campaigns` (`tenant_id`, `id`);
-- create index "surveycampaign_tenant_id_slot" to table: "survey_campaigns"
CREATE UNIQUE INDEX `surveycampaign_tenant_id_slot` ON `survey_campaigns` (`tenant_id`, `slot`);
-- create index "surveycampaign_tenant_id_created_at_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_created_at_id` ON `survey_campaigns` (`tenant_id`, `created_at`, `id`);
-- create index "surveycampaign_tenant_id_closes_at_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_closes_at_id` ON `survey_campaigns` (`tenant_id`, `closes_at`, `id`);
-- create index "surveycampaign_tenant_id_state_closes_at_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_state_closes_at_id` ON `survey_campaigns` (`tenant_id`, `state`, `closes_at`, `id`);
-- create index "surveycampaign_tenant_id_program_closes_at_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_program_closes_at_id` ON `survey_campaigns` (`tenant_id`, `program`, `closes_at`, `id`);
-- create index "surveycampaign_tenant_id_department_id_closes_at_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_department_id_closes_at_id` ON `survey_campaigns` (`tenant_id`, `department_id`, `closes_at`, `id`);
-- create index "surveycampaign_tenant_id_owner_id_closes_at_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_owner_id_closes_at_id` ON `survey_campaigns` (`tenant_id`, `owner_id`, `closes_at`, `id`);
-- create index "surveycampaign_tenant_id_created_by_closes_at_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_created_by_closes_at_id` ON `survey_campaigns` (`tenant_id`, `created_by`, `closes_at`, `id`);
-- create index "surveycampaign_tenant_id_template_id" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_template_id` ON `survey_campaigns` (`tenant_id`, `template_id`);
-- create index "surveycampaign_tenant_id_next_tick_at" to table: "survey_campaigns"
CREATE INDEX `surveycampaign_tenant_id_next_tick_at` ON `survey_campaigns` (`tenant_id`, `next_tick_at`);
-- create "survey_invitations" table
CREATE TABLE `survey_invitations` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `channel` text NOT NULL,
  `state` text NOT NULL DEFAULT ('PENDING'),
  `claimed_at` datetime NULL,
  `in_doubt` bool NOT NULL DEFAULT (false),
  `sent_at` datetime NULL,
  `opened_at` datetime NULL,
  `remind_at` datetime NULL,
  `reminded_at` datetime NULL,
  `ended_at` datetime NULL,
  `reason` text NULL,
  `campaign_id` text NOT NULL,
  `customer_id` text NOT NULL,
  `contact_id` text NULL,
  `department_id` text NULL,
  `member_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `survey_invitations_survey_campaigns_campaign` FOREIGN KEY (`campaign_id`) REFERENCES `survey_campaigns` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_invitations_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_invitations_contacts_contact` FOREIGN KEY (`contact_id`) REFERENCES `contacts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_invitations_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_invitations_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "surveyinvitation_tenant_id_id" to table: "survey_invitations"
CREATE UNIQUE INDEX `surveyinvitation_tenant_id_id` ON `survey_invitations` (`tenant_id`, `id`);
-- create index "surveyinvitation_tenant_id_campaign_id_customer_id" to table: "survey_invitations"
CREATE UNIQUE INDEX `surveyinvitation_tenant_id_campaign_id_customer_id` ON `survey_invitations` (`tenant_id`, `campaign_id`, `customer_id`);
-- create index "surveyinvitation_tenant_id_campaign_id_created_at_id" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_campaign_id_created_at_id` ON `survey_invitations` (`tenant_id`, `campaign_id`, `created_at`, `id`);
-- create index "surveyinvitation_tenant_id_campaign_id_state_created_at_id" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_campaign_id_state_created_at_id` ON `survey_invitations` (`tenant_id`, `campaign_id`, `state`, `created_at`, `id`);
-- create index "surveyinvitation_tenant_id_campaign_id_remind_at" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_campaign_id_remind_at` ON `survey_invitations` (`tenant_id`, `campaign_id`, `remind_at`);
-- create index "surveyinvitation_tenant_id_created_at_id" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_created_at_id` ON `survey_invitations` (`tenant_id`, `created_at`, `id`);
-- create index "surveyinvitation_tenant_id_contact_id_sent_at" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_contact_id_sent_at` ON `survey_invitations` (`tenant_id`, `contact_id`, `sent_at`);
-- create index "surveyinvitation_tenant_id_customer_id_created_at_id" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_customer_id_created_at_id` ON `survey_invitations` (`tenant_id`, `customer_id`, `created_at`, `id`);
-- create index "surveyinvitation_tenant_id_department_id_created_at_id" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_department_id_created_at_id` ON `survey_invitations` (`tenant_id`, `department_id`, `created_at`, `id`);
-- create index "surveyinvitation_tenant_id_member_id_created_at_id" to table: "survey_invitations"
CREATE INDEX `surveyinvitation_tenant_id_member_id_created_at_id` ON `survey_invitations` (`tenant_id`, `member_id`, `created_at`, `id`);
-- create "survey_responses" table
CREATE TABLE `survey_responses` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `mode` text NOT NULL DEFAULT ('SELF'),
  `state` text NOT NULL DEFAULT ('IN_PROGRESS'),
  `answers` json NULL,
  `reach` blob NULL,
  `facts` json NOT NULL,
  `last_question` text NULL,
  `started_at` datetime NOT NULL,
  `submitted_at` datetime NOT NULL,
  `duration_seconds` integer NOT NULL DEFAULT (0),
  `urgent` bool NOT NULL DEFAULT (false),
  `warning` bool NOT NULL DEFAULT (false),
  `score` integer NULL,
  `recommend` integer NULL,
  `tags` json NOT NULL,
  `drafts` json NULL,
  `corrections` json NULL,
  `checked` json NULL,
  `reply` json NULL,
  `initial_reply_at` datetime NULL,
  `verified_at` datetime NULL,
  `verified_by` text NULL,
  `tidied_at` datetime NULL,
  `follow_up_started_at` datetime NULL,
  `follow_up_note` text NULL,
  `due_at` datetime NOT NULL,
  `tier_key` text NULL,
  `industry` text NULL,
  `priority` text NOT NULL DEFAULT ('GENERAL'),
  `erased_at` datetime NULL,
  `campaign_id` text NOT NULL,
  `invitation_id` text NOT NULL,
  `template_id` text NOT NULL,
  `customer_id` text NOT NULL,
  `contact_id` text NULL,
  `department_id` text NULL,
  `member_id` text NULL,
  `interviewer_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `survey_responses_survey_campaigns_campaign` FOREIGN KEY (`campaign_id`) REFERENCES `survey_campaigns` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_survey_invitations_invitation` FOREIGN KEY (`invitation_id`) REFERENCES `survey_invitations` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_survey_templates_template` FOREIGN KEY (`template_id`) REFERENCES `survey_templates` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_contacts_contact` FOREIGN KEY (`contact_id`) REFERENCES `contacts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_members_interviewer` FOREIGN KEY (`interviewer_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
-- create index "surveyresponse_tenant_id_id" to table: "survey_responses"
CREATE UNIQUE INDEX `surveyresponse_tenant_id_id` ON `survey_responses` (`tenant_id`, `id`);
-- create index "surveyresponse_tenant_id_invitation_id" to table: "survey_responses"
CREATE UNIQUE INDEX `surveyresponse_tenant_id_invitation_id` ON `survey_responses` (`tenant_id`, `invitation_id`);
-- create index "surveyresponse_tenant_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_submitted_at_id` ON `survey_responses` (`tenant_id`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_created_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_created_at_id` ON `survey_responses` (`tenant_id`, `created_at`, `id`);
-- create index "surveyresponse_tenant_id_due_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_due_at_id` ON `survey_responses` (`tenant_id`, `due_at`, `id`);
-- create index "surveyresponse_tenant_id_state_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_state_submitted_at_id` ON `survey_responses` (`tenant_id`, `state`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_campaign_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_campaign_id_submitted_at_id` ON `survey_responses` (`tenant_id`, `campaign_id`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_campaign_id_state_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_campaign_id_state_submitted_at_id` ON `survey_responses` (`tenant_id`, `campaign_id`, `state`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_customer_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_customer_id_submitted_at_id` ON `survey_responses` (`tenant_id`, `customer_id`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_warning_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_warning_submitted_at_id` ON `survey_responses` (`tenant_id`, `warning`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_department_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_department_id_submitted_at_id` ON `survey_responses` (`tenant_id`, `department_id`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_member_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_member_id_submitted_at_id` ON `survey_responses` (`tenant_id`, `member_id`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_interviewer_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_interviewer_id_submitted_at_id` ON `survey_responses` (`tenant_id`, `interviewer_id`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_created_by_submitted_at_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_created_by_submitted_at_id` ON `survey_responses` (`tenant_id`, `created_by`, `submitted_at`, `id`);
-- create index "surveyresponse_tenant_id_verified_by" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_verified_by` ON `survey_responses` (`tenant_id`, `verified_by`);
-- create index "surveyresponse_tenant_id_contact_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_contact_id` ON `survey_responses` (`tenant_id`, `contact_id`);
-- create index "surveyresponse_tenant_id_template_id" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_template_id` ON `survey_responses` (`tenant_id`, `template_id`);
-- create index "surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5" to table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5` ON `survey_responses` (`tenant_id`, `campaign_id`, `tier_key`, `industry`, `priority`, `score`);
-- create "survey_templates" table
CREATE TABLE `survey_templates` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `code` text NOT NULL,
  `edition` integer NOT NULL,
  `scenario` text NOT NULL,
  `questionnaire` json NOT NULL,
  `decisions` json NOT NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `revision_due_on` text NULL,
  `revision_asked_for` text NULL,
  `reviewed_at` datetime NULL,
  `review_result` text NULL,
  `effective_at` datetime NULL,
  `ended_at` datetime NULL,
  `end_reason` text NULL,
  `slot` text NULL,
  `approval_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `survey_templates_approvals_approval` FOREIGN KEY (`approval_id`) REFERENCES `approvals` (`id`) ON DELETE NO ACTION
);
-- create index "surveytemplate_tenant_id_id" to table: "survey_templates"
CREATE UNIQUE INDEX `surveytemplate_tenant_id_id` ON `survey_templates` (`tenant_id`, `id`);
-- create index "surveytemplate_tenant_id_slot" to table: "survey_templates"
CREATE UNIQUE INDEX `surveytemplate_tenant_id_slot` ON `survey_templates` (`tenant_id`, `slot`);
-- create index "surveytemplate_tenant_id_code_edition" to table: "survey_templates"
CREATE UNIQUE INDEX `surveytemplate_tenant_id_code_edition` ON `survey_templates` (`tenant_id`, `code`, `edition`);
-- create index "surveytemplate_tenant_id_code_created_at_id" to table: "survey_templates"
CREATE INDEX `surveytemplate_tenant_id_code_created_at_id` ON `survey_templates` (`tenant_id`, `code`, `created_at`, `id`);
-- create index "surveytemplate_tenant_id_created_at_id" to table: "survey_templates"
CREATE INDEX `surveytemplate_tenant_id_created_at_id` ON `survey_templates` (`tenant_id`, `created_at`, `id`);
-- create index "surveytemplate_tenant_id_revision_due_on_id" to table: "survey_templates"
CREATE INDEX `surveytemplate_tenant_id_revision_due_on_id` ON `survey_templates` (`tenant_id`, `revision_due_on`, `id`);
-- create index "surveytemplate_tenant_id_state_created_at_id" to table: "survey_templates"
CREATE INDEX `surveytemplate_tenant_id_state_created_at_id` ON `survey_templates` (`tenant_id`, `state`, `created_at`, `id`);
-- create index "surveytemplate_tenant_id_state_revision_due_on_id" to table: "survey_templates"
CREATE INDEX `surveytemplate_tenant_id_state_revision_due_on_id` ON `survey_templates` (`tenant_id`, `state`, `revision_due_on`, `id`);
-- create index "surveytemplate_tenant_id_approval_id" to table: "survey_templates"
CREATE INDEX `surveytemplate_tenant_id_approval_id` ON `survey_templates` (`tenant_id`, `approval_id`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;

-- +goose Down
-- "customers" without its new columns: its triggers stay
DROP INDEX `customer_tenant_id_follow_up_name`;
ALTER TABLE `customers` DROP COLUMN `sources`;
ALTER TABLE `customers` DROP COLUMN `tags`;
ALTER TABLE `customers` DROP COLUMN `follow_up_reasons`;
ALTER TABLE `customers` DROP COLUMN `follow_up_since`;
ALTER TABLE `customers` DROP COLUMN `follow_up`;
-- "research_activities" without its new columns
CREATE TABLE `new_research_activities` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `title` text NOT NULL,
  `method` text NOT NULL,
  `mode` text NOT NULL,
  `agency` text NULL,
  `form` text NULL,
  `purpose` text NULL,
  `sample_rule` text NULL,
  `participants` integer NOT NULL DEFAULT (0),
  `planned_on` datetime NOT NULL,
  `done_on` datetime NULL,
  `insights` json NOT NULL,
  `conclusion` text NULL,
  `cost` integer NULL,
  `currency` text NULL,
  `confidential` bool NOT NULL DEFAULT (false),
  `state` text NOT NULL DEFAULT ('PLANNED'),
  `department_id` text NULL,
  `owner_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `research_activities_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `research_activities_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
INSERT INTO `new_research_activities` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `title`, `method`, `mode`, `agency`, `form`, `purpose`, `sample_rule`, `participants`, `planned_on`, `done_on`, `insights`, `conclusion`, `cost`, `currency`, `confidential`, `state`, `department_id`, `owner_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `title`, `method`, `mode`, `agency`, `form`, `purpose`, `sample_rule`, `participants`, `planned_on`, `done_on`, `insights`, `conclusion`, `cost`, `currency`, `confidential`, `state`, `department_id`, `owner_id` FROM `research_activities`;
DROP TABLE `research_activities`;
ALTER TABLE `new_research_activities` RENAME TO `research_activities`;
CREATE INDEX `researchactivity_tenant_id_created_at_id` ON `research_activities` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `researchactivity_tenant_id_created_by_planned_on_id` ON `research_activities` (`tenant_id`, `created_by`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_department_id_planned_on_id` ON `research_activities` (`tenant_id`, `department_id`, `planned_on`, `id`);
CREATE UNIQUE INDEX `researchactivity_tenant_id_id` ON `research_activities` (`tenant_id`, `id`);
CREATE INDEX `researchactivity_tenant_id_method_planned_on_id` ON `research_activities` (`tenant_id`, `method`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_owner_id_planned_on_id` ON `research_activities` (`tenant_id`, `owner_id`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_planned_on_id` ON `research_activities` (`tenant_id`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_state_planned_on_id` ON `research_activities` (`tenant_id`, `state`, `planned_on`, `id`);
-- "sla_clocks" without its new columns
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
INSERT INTO `new_sla_clocks` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `promised_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `complaint_id`, `requirement_id`, `interaction_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `promised_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `complaint_id`, `requirement_id`, `interaction_id` FROM `sla_clocks` WHERE `survey_response_id` IS NULL;
DROP TABLE `sla_clocks`;
ALTER TABLE `new_sla_clocks` RENAME TO `sla_clocks`;
CREATE INDEX `slaclock_tenant_id_complaint_id` ON `sla_clocks` (`tenant_id`, `complaint_id`);
CREATE UNIQUE INDEX `slaclock_tenant_id_id` ON `sla_clocks` (`tenant_id`, `id`);
CREATE INDEX `slaclock_tenant_id_interaction_id` ON `sla_clocks` (`tenant_id`, `interaction_id`);
CREATE INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `due_at`, `state`, `stopped_at`);
CREATE INDEX `slaclock_tenant_id_kind_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `stopped_at`);
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
CREATE INDEX `slaclock_tenant_id_requirement_id` ON `sla_clocks` (`tenant_id`, `requirement_id`);
CREATE INDEX `slaclock_tenant_id_state_due_at` ON `sla_clocks` (`tenant_id`, `state`, `due_at`);
-- reverse: create index "surveytemplate_tenant_id_approval_id" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_approval_id`;
-- reverse: create index "surveytemplate_tenant_id_state_revision_due_on_id" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_state_revision_due_on_id`;
-- reverse: create index "surveytemplate_tenant_id_state_created_at_id" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_state_created_at_id`;
-- reverse: create index "surveytemplate_tenant_id_revision_due_on_id" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_revision_due_on_id`;
-- reverse: create index "surveytemplate_tenant_id_created_at_id" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_created_at_id`;
-- reverse: create index "surveytemplate_tenant_id_code_created_at_id" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_code_created_at_id`;
-- reverse: create index "surveytemplate_tenant_id_code_edition" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_code_edition`;
-- reverse: create index "surveytemplate_tenant_id_slot" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_slot`;
-- reverse: create index "surveytemplate_tenant_id_id" to table: "survey_templates"
DROP INDEX `surveytemplate_tenant_id_id`;
-- reverse: create "survey_templates" table
DROP TABLE `survey_templates`;
-- reverse: create index "surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5`;
-- reverse: create index "surveyresponse_tenant_id_template_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_template_id`;
-- reverse: create index "surveyresponse_tenant_id_contact_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_contact_id`;
-- reverse: create index "surveyresponse_tenant_id_created_by_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_created_by_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_interviewer_id_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_interviewer_id_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_member_id_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_member_id_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_department_id_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_department_id_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_warning_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_warning_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_customer_id_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_customer_id_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_campaign_id_state_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_campaign_id_state_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_campaign_id_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_campaign_id_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_state_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_state_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_due_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_due_at_id`;
-- reverse: create index "surveyresponse_tenant_id_created_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_created_at_id`;
-- reverse: create index "surveyresponse_tenant_id_submitted_at_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_submitted_at_id`;
-- reverse: create index "surveyresponse_tenant_id_invitation_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_invitation_id`;
-- reverse: create index "surveyresponse_tenant_id_id" to table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_id`;
-- reverse: create "survey_responses" table
DROP TABLE `survey_responses`;
-- reverse: create index "surveyinvitation_tenant_id_member_id_created_at_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_member_id_created_at_id`;
-- reverse: create index "surveyinvitation_tenant_id_department_id_created_at_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_department_id_created_at_id`;
-- reverse: create index "surveyinvitation_tenant_id_customer_id_created_at_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_customer_id_created_at_id`;
-- reverse: create index "surveyinvitation_tenant_id_contact_id_sent_at" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_contact_id_sent_at`;
-- reverse: create index "surveyinvitation_tenant_id_created_at_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_created_at_id`;
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_remind_at" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_campaign_id_remind_at`;
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_state_created_at_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_campaign_id_state_created_at_id`;
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_created_at_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_campaign_id_created_at_id`;
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_customer_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_campaign_id_customer_id`;
-- reverse: create index "surveyinvitation_tenant_id_id" to table: "survey_invitations"
DROP INDEX `surveyinvitation_tenant_id_id`;
-- reverse: create "survey_invitations" table
DROP TABLE `survey_invitations`;
-- reverse: create index "surveycampaign_tenant_id_next_tick_at" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_next_tick_at`;
-- reverse: create index "surveycampaign_tenant_id_template_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_template_id`;
-- reverse: create index "surveycampaign_tenant_id_created_by_closes_at_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_created_by_closes_at_id`;
-- reverse: create index "surveycampaign_tenant_id_owner_id_closes_at_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_owner_id_closes_at_id`;
-- reverse: create index "surveycampaign_tenant_id_department_id_closes_at_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_department_id_closes_at_id`;
-- reverse: create index "surveycampaign_tenant_id_program_closes_at_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_program_closes_at_id`;
-- reverse: create index "surveycampaign_tenant_id_state_closes_at_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_state_closes_at_id`;
-- reverse: create index "surveycampaign_tenant_id_closes_at_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_closes_at_id`;
-- reverse: create index "surveycampaign_tenant_id_created_at_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_created_at_id`;
-- reverse: create index "surveycampaign_tenant_id_slot" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_slot`;
-- reverse: create index "surveycampaign_tenant_id_id" to table: "survey_campaigns"
DROP INDEX `surveycampaign_tenant_id_id`;
-- reverse: create "survey_campaigns" table
DROP TABLE `survey_campaigns`;
-- reverse: create index "opportunity_tenant_id_requirement_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_requirement_id`;
-- reverse: create index "opportunity_tenant_id_response_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_response_id`;
-- reverse: create index "opportunity_tenant_id_created_by_created_at_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_created_by_created_at_id`;
-- reverse: create index "opportunity_tenant_id_owner_id_created_at_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_owner_id_created_at_id`;
-- reverse: create index "opportunity_tenant_id_department_id_created_at_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_department_id_created_at_id`;
-- reverse: create index "opportunity_tenant_id_customer_id_created_at_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_customer_id_created_at_id`;
-- reverse: create index "opportunity_tenant_id_state_created_at_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_state_created_at_id`;
-- reverse: create index "opportunity_tenant_id_created_at_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_created_at_id`;
-- reverse: create index "opportunity_tenant_id_id" to table: "opportunities"
DROP INDEX `opportunity_tenant_id_id`;
-- reverse: create "opportunities" table
DROP TABLE `opportunities`;
-- reverse: add column "verified" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `verified`;
-- reverse: add column "survey_opt_out_at" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `survey_opt_out_at`;
