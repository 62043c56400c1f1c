-- What the cycle of requirements needs: interactions, plans, research, sets, groups,
-- progress, reports, meetings, findings, actions, indicators. Tables that exist are
-- not made anew, as ent would: their triggers would go with the old ones. Clocks are,
-- for they may now be of an interaction instead of a requirement; they have no triggers.

-- +goose Up
CREATE TABLE `attachments` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `owner_type` text NOT NULL,
  `owner_id` text NOT NULL,
  `kind` text NOT NULL,
  `name` text NOT NULL,
  `mime` text NOT NULL,
  `size` integer NOT NULL,
  `sha256` text NOT NULL,
  `storage_key` text NOT NULL,
  `confidential` bool NOT NULL DEFAULT (false),
  `retain_until` datetime NOT NULL,
  `removed_at` datetime NULL,
  PRIMARY KEY (`id`)
);
CREATE UNIQUE INDEX `attachment_tenant_id_id` ON `attachments` (`tenant_id`, `id`);
CREATE INDEX `attachment_tenant_id_owner_id_created_at_id` ON `attachments` (`tenant_id`, `owner_id`, `created_at`, `id`);
CREATE INDEX `attachment_tenant_id_removed_at_retain_until` ON `attachments` (`tenant_id`, `removed_at`, `retain_until`);
CREATE UNIQUE INDEX `attachment_tenant_id_storage_key` ON `attachments` (`tenant_id`, `storage_key`);
CREATE TABLE `engagement_plans` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `name` text NOT NULL,
  `kind` text NOT NULL,
  `collection_class` text NULL,
  `maintenance_class` text NULL,
  `rules` json NOT NULL,
  `active` bool NOT NULL DEFAULT (true),
  `valid_from` datetime NOT NULL,
  `clause_ids` json NOT NULL,
  PRIMARY KEY (`id`)
);
CREATE UNIQUE INDEX `engagementplan_tenant_id_id` ON `engagement_plans` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `engagementplan_tenant_id_name` ON `engagement_plans` (`tenant_id`, `name`);
CREATE INDEX `engagementplan_tenant_id_created_at_id` ON `engagement_plans` (`tenant_id`, `created_at`, `id`);
CREATE TABLE `findings` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `number` text NOT NULL,
  `source` text NOT NULL,
  `subject_type` text NULL,
  `subject_id` text NULL,
  `description` text NOT NULL,
  `severity` text NOT NULL DEFAULT ('GENERAL'),
  `cause` text NULL,
  `root_cause_class` text NULL,
  `due_to_error` bool NOT NULL DEFAULT (false),
  `state` text NOT NULL DEFAULT ('OPEN'),
  `closed_at` datetime NULL,
  `department_id` text NULL,
  `owner_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `findings_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `findings_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `finding_tenant_id_id` ON `findings` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `finding_tenant_id_number` ON `findings` (`tenant_id`, `number`);
CREATE INDEX `finding_tenant_id_created_at_id` ON `findings` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `finding_tenant_id_state_created_at_id` ON `findings` (`tenant_id`, `state`, `created_at`, `id`);
CREATE INDEX `finding_tenant_id_source_created_at_id` ON `findings` (`tenant_id`, `source`, `created_at`, `id`);
CREATE INDEX `finding_tenant_id_subject_id_created_at_id` ON `findings` (`tenant_id`, `subject_id`, `created_at`, `id`);
CREATE INDEX `finding_tenant_id_department_id_created_at_id` ON `findings` (`tenant_id`, `department_id`, `created_at`, `id`);
CREATE INDEX `finding_tenant_id_owner_id_created_at_id` ON `findings` (`tenant_id`, `owner_id`, `created_at`, `id`);
CREATE INDEX `finding_tenant_id_created_by_created_at_id` ON `findings` (`tenant_id`, `created_by`, `created_at`, `id`);
CREATE TABLE `group_members` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `capacity` text NOT NULL,
  `duty` text NULL,
  `member_id` text NOT NULL,
  `group_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `group_members_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `group_members_work_groups_memberships` FOREIGN KEY (`group_id`) REFERENCES `work_groups` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `groupmember_tenant_id_id` ON `group_members` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `groupmember_tenant_id_group_id_member_id` ON `group_members` (`tenant_id`, `group_id`, `member_id`);
CREATE INDEX `groupmember_tenant_id_member_id` ON `group_members` (`tenant_id`, `member_id`);
CREATE TABLE `improvement_actions` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `measure` text NOT NULL,
  `due_at` datetime NOT NULL,
  `progress_percent` integer NOT NULL DEFAULT (0),
  `criterion` text NOT NULL,
  `check_on` datetime NOT NULL,
  `effect` text NULL,
  `verified_at` datetime NULL,
  `done_at` datetime NULL,
  `cancel_reason` text NULL,
  `state` text NOT NULL DEFAULT ('PLANNED'),
  `finding_id` text NULL,
  `report_id` text NULL,
  `department_id` text NULL,
  `owner_id` text NULL,
  `verifier_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `improvement_actions_findings_actions` FOREIGN KEY (`finding_id`) REFERENCES `findings` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `improvement_actions_reports_report` FOREIGN KEY (`report_id`) REFERENCES `reports` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `improvement_actions_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `improvement_actions_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `improvement_actions_members_verifier` FOREIGN KEY (`verifier_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `improvementaction_tenant_id_id` ON `improvement_actions` (`tenant_id`, `id`);
CREATE INDEX `improvementaction_tenant_id_due_at_id` ON `improvement_actions` (`tenant_id`, `due_at`, `id`);
CREATE INDEX `improvementaction_tenant_id_created_at_id` ON `improvement_actions` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `improvementaction_tenant_id_state_due_at_id` ON `improvement_actions` (`tenant_id`, `state`, `due_at`, `id`);
CREATE INDEX `improvementaction_tenant_id_finding_id_due_at_id` ON `improvement_actions` (`tenant_id`, `finding_id`, `due_at`, `id`);
CREATE INDEX `improvementaction_tenant_id_report_id` ON `improvement_actions` (`tenant_id`, `report_id`);
CREATE INDEX `improvementaction_tenant_id_department_id_due_at_id` ON `improvement_actions` (`tenant_id`, `department_id`, `due_at`, `id`);
CREATE INDEX `improvementaction_tenant_id_owner_id_due_at_id` ON `improvement_actions` (`tenant_id`, `owner_id`, `due_at`, `id`);
CREATE INDEX `improvementaction_tenant_id_verifier_id_due_at_id` ON `improvement_actions` (`tenant_id`, `verifier_id`, `due_at`, `id`);
CREATE INDEX `improvementaction_tenant_id_created_by_due_at_id` ON `improvement_actions` (`tenant_id`, `created_by`, `due_at`, `id`);
CREATE TABLE `indicators` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `code` text NOT NULL,
  `name` text NOT NULL,
  `period` text NOT NULL,
  `better` text NOT NULL,
  `unit` text NOT NULL,
  `target` real NULL,
  `definition` integer NOT NULL DEFAULT (1),
  `active` bool NOT NULL DEFAULT (true),
  `owner_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `indicators_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `indicator_tenant_id_id` ON `indicators` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `indicator_tenant_id_code` ON `indicators` (`tenant_id`, `code`);
CREATE INDEX `indicator_tenant_id_created_at_id` ON `indicators` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `indicator_tenant_id_owner_id` ON `indicators` (`tenant_id`, `owner_id`);
CREATE TABLE `indicator_snapshots` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `period` text NOT NULL,
  `period_start` datetime NOT NULL,
  `period_end` datetime NOT NULL,
  `revision` integer NOT NULL DEFAULT (1),
  `numerator` real NOT NULL,
  `denominator` real NOT NULL,
  `value` real NULL,
  `sample` integer NOT NULL,
  `definition` integer NOT NULL,
  `computed_at` datetime NOT NULL,
  `scope_key` text NOT NULL,
  `indicator_id` text NOT NULL,
  `department_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `indicator_snapshots_indicators_indicator` FOREIGN KEY (`indicator_id`) REFERENCES `indicators` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `indicator_snapshots_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `indicatorsnapshot_tenant_id_id` ON `indicator_snapshots` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `indicatorsnapshot_figure` ON `indicator_snapshots` (`tenant_id`, `indicator_id`, `scope_key`, `period_start`, `revision`);
CREATE INDEX `indicatorsnapshot_tenant_id_indicator_id_period_start_id` ON `indicator_snapshots` (`tenant_id`, `indicator_id`, `period_start`, `id`);
CREATE INDEX `indicatorsnapshot_tenant_id_department_id_period_start_id` ON `indicator_snapshots` (`tenant_id`, `department_id`, `period_start`, `id`);
CREATE INDEX `indicatorsnapshot_tenant_id_period_start_id` ON `indicator_snapshots` (`tenant_id`, `period_start`, `id`);
CREATE TABLE `interactions` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `type` text NOT NULL,
  `direction` text NOT NULL,
  `service_phase` text NULL,
  `title` text NOT NULL,
  `occurred_at` datetime NOT NULL,
  `in_depth` bool NOT NULL DEFAULT (false),
  `participant_ids` json NOT NULL,
  `needs` text NULL,
  `expectations` text NULL,
  `opinions` text NULL,
  `question` text NULL,
  `reply` text NULL,
  `reply_channel` text NULL,
  `replied_at` datetime NULL,
  `state` text NOT NULL DEFAULT ('RECORDED'),
  `customer_id` text NOT NULL,
  `contact_id` text NULL,
  `department_id` text NULL,
  `member_id` text NULL,
  `replied_by_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `interactions_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `interactions_contacts_contact` FOREIGN KEY (`contact_id`) REFERENCES `contacts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `interactions_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `interactions_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `interactions_members_replied_by` FOREIGN KEY (`replied_by_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `interaction_tenant_id_id` ON `interactions` (`tenant_id`, `id`);
CREATE INDEX `interaction_tenant_id_occurred_at_id` ON `interactions` (`tenant_id`, `occurred_at`, `id`);
CREATE INDEX `interaction_tenant_id_created_at_id` ON `interactions` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `interaction_tenant_id_type_occurred_at_id` ON `interactions` (`tenant_id`, `type`, `occurred_at`, `id`);
CREATE INDEX `interaction_tenant_id_state_occurred_at_id` ON `interactions` (`tenant_id`, `state`, `occurred_at`, `id`);
CREATE INDEX `interaction_tenant_id_customer_id_occurred_at_id` ON `interactions` (`tenant_id`, `customer_id`, `occurred_at`, `id`);
CREATE INDEX `interaction_tenant_id_contact_id` ON `interactions` (`tenant_id`, `contact_id`);
CREATE INDEX `interaction_tenant_id_department_id_occurred_at_id` ON `interactions` (`tenant_id`, `department_id`, `occurred_at`, `id`);
CREATE INDEX `interaction_tenant_id_member_id_occurred_at_id` ON `interactions` (`tenant_id`, `member_id`, `occurred_at`, `id`);
CREATE INDEX `interaction_tenant_id_created_by_occurred_at_id` ON `interactions` (`tenant_id`, `created_by`, `occurred_at`, `id`);
CREATE INDEX `interaction_tenant_id_replied_by_id` ON `interactions` (`tenant_id`, `replied_by_id`);
CREATE TABLE `meetings` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `type` text NOT NULL,
  `title` text NOT NULL,
  `recurrence` text NULL,
  `starts_at` datetime NOT NULL,
  `minutes_long` integer NOT NULL,
  `place` text NULL,
  `agenda` text NULL,
  `minutes` text NULL,
  `decisions` json NOT NULL,
  `records` json NOT NULL,
  `state` text NOT NULL DEFAULT ('PLANNED'),
  `series_id` text NULL,
  `department_id` text NULL,
  `organizer_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `meetings_meetings_occurrences` FOREIGN KEY (`series_id`) REFERENCES `meetings` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `meetings_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `meetings_members_organizer` FOREIGN KEY (`organizer_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `meeting_tenant_id_id` ON `meetings` (`tenant_id`, `id`);
CREATE INDEX `meeting_tenant_id_starts_at_id` ON `meetings` (`tenant_id`, `starts_at`, `id`);
CREATE INDEX `meeting_tenant_id_created_at_id` ON `meetings` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `meeting_tenant_id_type_starts_at_id` ON `meetings` (`tenant_id`, `type`, `starts_at`, `id`);
CREATE INDEX `meeting_tenant_id_state_starts_at_id` ON `meetings` (`tenant_id`, `state`, `starts_at`, `id`);
CREATE INDEX `meeting_tenant_id_series_id_starts_at_id` ON `meetings` (`tenant_id`, `series_id`, `starts_at`, `id`);
CREATE INDEX `meeting_tenant_id_department_id_starts_at_id` ON `meetings` (`tenant_id`, `department_id`, `starts_at`, `id`);
CREATE INDEX `meeting_tenant_id_organizer_id_starts_at_id` ON `meetings` (`tenant_id`, `organizer_id`, `starts_at`, `id`);
CREATE INDEX `meeting_tenant_id_created_by_starts_at_id` ON `meetings` (`tenant_id`, `created_by`, `starts_at`, `id`);
CREATE TABLE `meeting_attendees` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `attended` bool NULL,
  `meeting_id` text NOT NULL,
  `member_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `meeting_attendees_meetings_attendees` FOREIGN KEY (`meeting_id`) REFERENCES `meetings` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `meeting_attendees_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `meetingattendee_tenant_id_id` ON `meeting_attendees` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `meetingattendee_tenant_id_meeting_id_member_id` ON `meeting_attendees` (`tenant_id`, `meeting_id`, `member_id`);
CREATE INDEX `meetingattendee_tenant_id_member_id` ON `meeting_attendees` (`tenant_id`, `member_id`);
CREATE TABLE `progress_entries` (
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
  `department_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `progress_entries_requirements_requirement` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_improvement_actions_action` FOREIGN KEY (`action_id`) REFERENCES `improvement_actions` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `progress_entries_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `progressentry_tenant_id_id` ON `progress_entries` (`tenant_id`, `id`);
CREATE INDEX `progressentry_tenant_id_requirement_id_created_at_id` ON `progress_entries` (`tenant_id`, `requirement_id`, `created_at`, `id`);
CREATE INDEX `progressentry_tenant_id_action_id_created_at_id` ON `progress_entries` (`tenant_id`, `action_id`, `created_at`, `id`);
CREATE INDEX `progressentry_tenant_id_customer_id_created_at_id` ON `progress_entries` (`tenant_id`, `customer_id`, `created_at`, `id`);
CREATE INDEX `progressentry_tenant_id_department_id` ON `progress_entries` (`tenant_id`, `department_id`);
CREATE INDEX `progressentry_tenant_id_created_at_id` ON `progress_entries` (`tenant_id`, `created_at`, `id`);
CREATE TABLE `recognitions` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `cause_type` text NOT NULL,
  `cause_id` text NOT NULL,
  `reason` text NOT NULL,
  `amount` integer NULL,
  `currency` text NULL,
  `state` text NOT NULL DEFAULT ('PROPOSED'),
  `decided_at` datetime NULL,
  `due_at` datetime NOT NULL,
  `result` text NULL,
  `ended_at` datetime NULL,
  `customer_id` text NULL,
  `contact_id` text NULL,
  `member_id` text NULL,
  `department_id` text NULL,
  `decided_by_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `recognitions_customers_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `recognitions_contacts_contact` FOREIGN KEY (`contact_id`) REFERENCES `contacts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `recognitions_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `recognitions_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `recognitions_members_decided_by` FOREIGN KEY (`decided_by_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `recognition_tenant_id_id` ON `recognitions` (`tenant_id`, `id`);
CREATE INDEX `recognition_tenant_id_created_at_id` ON `recognitions` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_kind_created_at_id` ON `recognitions` (`tenant_id`, `kind`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_state_created_at_id` ON `recognitions` (`tenant_id`, `state`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_customer_id_created_at_id` ON `recognitions` (`tenant_id`, `customer_id`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_contact_id` ON `recognitions` (`tenant_id`, `contact_id`);
CREATE INDEX `recognition_tenant_id_member_id_created_at_id` ON `recognitions` (`tenant_id`, `member_id`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_department_id_created_at_id` ON `recognitions` (`tenant_id`, `department_id`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_created_by_created_at_id` ON `recognitions` (`tenant_id`, `created_by`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_cause_id_created_at_id` ON `recognitions` (`tenant_id`, `cause_id`, `created_at`, `id`);
CREATE INDEX `recognition_tenant_id_decided_by_id` ON `recognitions` (`tenant_id`, `decided_by_id`);
CREATE TABLE `reports` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `type` text NOT NULL,
  `title` text NOT NULL,
  `period_start` datetime NOT NULL,
  `period_end` datetime NOT NULL,
  `sections` json NOT NULL,
  `state` text NOT NULL DEFAULT ('GENERATED'),
  `published_at` datetime NULL,
  `dedupe_key` text NULL,
  `department_id` text NULL,
  `approval_id` text NULL,
  `meeting_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `reports_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `reports_approvals_approval` FOREIGN KEY (`approval_id`) REFERENCES `approvals` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `reports_meetings_meeting` FOREIGN KEY (`meeting_id`) REFERENCES `meetings` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `report_tenant_id_id` ON `reports` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `report_tenant_id_dedupe_key` ON `reports` (`tenant_id`, `dedupe_key`);
CREATE INDEX `report_tenant_id_created_at_id` ON `reports` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `report_tenant_id_type_created_at_id` ON `reports` (`tenant_id`, `type`, `created_at`, `id`);
CREATE INDEX `report_tenant_id_state_created_at_id` ON `reports` (`tenant_id`, `state`, `created_at`, `id`);
CREATE INDEX `report_tenant_id_department_id_created_at_id` ON `reports` (`tenant_id`, `department_id`, `created_at`, `id`);
CREATE INDEX `report_tenant_id_created_by_created_at_id` ON `reports` (`tenant_id`, `created_by`, `created_at`, `id`);
CREATE INDEX `report_tenant_id_approval_id` ON `reports` (`tenant_id`, `approval_id`);
CREATE INDEX `report_tenant_id_meeting_id` ON `reports` (`tenant_id`, `meeting_id`);
CREATE TABLE `report_recipients` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `due_at` datetime NOT NULL,
  `measures` text NULL,
  `answered_at` datetime NULL,
  `report_id` text NOT NULL,
  `department_id` text NOT NULL,
  `answered_by_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `report_recipients_reports_recipients` FOREIGN KEY (`report_id`) REFERENCES `reports` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `report_recipients_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `report_recipients_members_answered_by` FOREIGN KEY (`answered_by_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `reportrecipient_tenant_id_id` ON `report_recipients` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `reportrecipient_tenant_id_report_id_department_id` ON `report_recipients` (`tenant_id`, `report_id`, `department_id`);
CREATE INDEX `reportrecipient_tenant_id_department_id` ON `report_recipients` (`tenant_id`, `department_id`);
CREATE INDEX `reportrecipient_tenant_id_answered_by_id` ON `report_recipients` (`tenant_id`, `answered_by_id`);
CREATE TABLE `requirement_forms` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `number` integer NOT NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `fields` json NOT NULL,
  `note` text NULL,
  `published_at` datetime NULL,
  PRIMARY KEY (`id`)
);
CREATE UNIQUE INDEX `requirementform_tenant_id_id` ON `requirement_forms` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `requirementform_tenant_id_number` ON `requirement_forms` (`tenant_id`, `number`);
CREATE INDEX `requirementform_tenant_id_state_number` ON `requirement_forms` (`tenant_id`, `state`, `number`);
CREATE INDEX `requirementform_tenant_id_created_at_id` ON `requirement_forms` (`tenant_id`, `created_at`, `id`);
CREATE TABLE `requirement_sets` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `theme` text NOT NULL,
  `summary` text NULL,
  `state` text NOT NULL DEFAULT ('DRAFT'),
  `handed_over_at` datetime NULL,
  `answer` text NULL,
  `answered_at` datetime NULL,
  `owner_id` text NULL,
  `department_id` text NULL,
  `taken_by_id` text NULL,
  `answered_by_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `requirement_sets_members_owner` FOREIGN KEY (`owner_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `requirement_sets_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `requirement_sets_departments_taken_by` FOREIGN KEY (`taken_by_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `requirement_sets_members_answered_by` FOREIGN KEY (`answered_by_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `requirementset_tenant_id_id` ON `requirement_sets` (`tenant_id`, `id`);
CREATE INDEX `requirementset_tenant_id_created_at_id` ON `requirement_sets` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `requirementset_tenant_id_state_created_at_id` ON `requirement_sets` (`tenant_id`, `state`, `created_at`, `id`);
CREATE INDEX `requirementset_tenant_id_owner_id_created_at_id` ON `requirement_sets` (`tenant_id`, `owner_id`, `created_at`, `id`);
CREATE INDEX `requirementset_tenant_id_department_id_created_at_id` ON `requirement_sets` (`tenant_id`, `department_id`, `created_at`, `id`);
CREATE INDEX `requirementset_tenant_id_taken_by_id_created_at_id` ON `requirement_sets` (`tenant_id`, `taken_by_id`, `created_at`, `id`);
CREATE INDEX `requirementset_tenant_id_created_by_created_at_id` ON `requirement_sets` (`tenant_id`, `created_by`, `created_at`, `id`);
CREATE INDEX `requirementset_tenant_id_answered_by_id` ON `requirement_sets` (`tenant_id`, `answered_by_id`);
CREATE TABLE `requirement_set_items` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `place` integer NOT NULL,
  `set_id` text NOT NULL,
  `requirement_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `requirement_set_items_requirement_sets_items` FOREIGN KEY (`set_id`) REFERENCES `requirement_sets` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `requirement_set_items_requirements_requirement` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `requirementsetitem_tenant_id_id` ON `requirement_set_items` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `requirementsetitem_tenant_id_set_id_requirement_id` ON `requirement_set_items` (`tenant_id`, `set_id`, `requirement_id`);
CREATE INDEX `requirementsetitem_tenant_id_set_id_place` ON `requirement_set_items` (`tenant_id`, `set_id`, `place`);
CREATE INDEX `requirementsetitem_tenant_id_requirement_id` ON `requirement_set_items` (`tenant_id`, `requirement_id`);
CREATE TABLE `research_activities` (
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
CREATE UNIQUE INDEX `researchactivity_tenant_id_id` ON `research_activities` (`tenant_id`, `id`);
CREATE INDEX `researchactivity_tenant_id_planned_on_id` ON `research_activities` (`tenant_id`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_created_at_id` ON `research_activities` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `researchactivity_tenant_id_method_planned_on_id` ON `research_activities` (`tenant_id`, `method`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_state_planned_on_id` ON `research_activities` (`tenant_id`, `state`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_department_id_planned_on_id` ON `research_activities` (`tenant_id`, `department_id`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_owner_id_planned_on_id` ON `research_activities` (`tenant_id`, `owner_id`, `planned_on`, `id`);
CREATE INDEX `researchactivity_tenant_id_created_by_planned_on_id` ON `research_activities` (`tenant_id`, `created_by`, `planned_on`, `id`);
CREATE TABLE `response_templates` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `name` text NOT NULL,
  `urgency` text NULL,
  `category` text NULL,
  `channel` text NULL,
  `zh_hans` text NOT NULL,
  `zh_hant` text NOT NULL,
  `en` text NOT NULL,
  `active` bool NOT NULL DEFAULT (true),
  PRIMARY KEY (`id`)
);
CREATE UNIQUE INDEX `responsetemplate_tenant_id_id` ON `response_templates` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `responsetemplate_tenant_id_name` ON `response_templates` (`tenant_id`, `name`);
CREATE INDEX `responsetemplate_tenant_id_created_at_id` ON `response_templates` (`tenant_id`, `created_at`, `id`);
CREATE TABLE `work_groups` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `name` text NOT NULL,
  `purpose` text NULL,
  `term_from` datetime NULL,
  `term_until` datetime NULL,
  `active` bool NOT NULL DEFAULT (true),
  `department_id` text NULL,
  `leader_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `work_groups_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `work_groups_members_leader` FOREIGN KEY (`leader_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `workgroup_tenant_id_id` ON `work_groups` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `workgroup_tenant_id_name` ON `work_groups` (`tenant_id`, `name`);
CREATE INDEX `workgroup_tenant_id_created_at_id` ON `work_groups` (`tenant_id`, `created_at`, `id`);
CREATE INDEX `workgroup_tenant_id_kind_created_at_id` ON `work_groups` (`tenant_id`, `kind`, `created_at`, `id`);
CREATE INDEX `workgroup_tenant_id_department_id_created_at_id` ON `work_groups` (`tenant_id`, `department_id`, `created_at`, `id`);
CREATE INDEX `workgroup_tenant_id_leader_id_created_at_id` ON `work_groups` (`tenant_id`, `leader_id`, `created_at`, `id`);
ALTER TABLE `requirements` ADD COLUMN `aspects` json NULL;
ALTER TABLE `requirements` ADD COLUMN `service_phase` text NULL;
ALTER TABLE `requirements` ADD COLUMN `price` json NULL;
ALTER TABLE `requirements` ADD COLUMN `expectations` json NULL;
ALTER TABLE `requirements` ADD COLUMN `origin_type` text NULL;
ALTER TABLE `requirements` ADD COLUMN `origin_id` text NULL;
ALTER TABLE `requirements` ADD COLUMN `custom` json NULL;
ALTER TABLE `requirements` ADD COLUMN `common_need` bool NOT NULL DEFAULT (false);
ALTER TABLE `requirements` ADD COLUMN `historic` bool NOT NULL DEFAULT (false);
ALTER TABLE `requirements` ADD COLUMN `merge` json NULL;
ALTER TABLE `requirements` ADD COLUMN `form_id` text NULL CONSTRAINT `requirements_requirement_forms_form` REFERENCES `requirement_forms` (`id`) ON DELETE NO ACTION;
ALTER TABLE `requirements` ADD COLUMN `team_id` text NULL CONSTRAINT `requirements_work_groups_team` REFERENCES `work_groups` (`id`) ON DELETE NO ACTION;
ALTER TABLE `sla_policies` ADD COLUMN `department_id` text NULL;
ALTER TABLE `sla_policies` ADD COLUMN `valid_until` datetime NULL;
ALTER TABLE `sla_policies` ADD COLUMN `series_id` text NULL;
ALTER TABLE `sla_policies` ADD COLUMN `revision` integer NOT NULL DEFAULT (1);
ALTER TABLE `tasks` ADD COLUMN `rule_key` text NULL;
ALTER TABLE `tasks` ADD COLUMN `period_start` datetime NULL;
ALTER TABLE `tasks` ADD COLUMN `evidence_type` text NULL;
ALTER TABLE `tasks` ADD COLUMN `evidence_id` text NULL;
ALTER TABLE `tasks` ADD COLUMN `plan_id` text NULL CONSTRAINT `tasks_engagement_plans_plan` REFERENCES `engagement_plans` (`id`) ON DELETE NO ACTION;
CREATE INDEX `requirement_tenant_id_received_at_id` ON `requirements` (`tenant_id`, `received_at`, `id`);
CREATE INDEX `requirement_tenant_id_origin_id` ON `requirements` (`tenant_id`, `origin_id`);
CREATE INDEX `requirement_tenant_id_team_id` ON `requirements` (`tenant_id`, `team_id`);
CREATE INDEX `task_tenant_id_plan_id_due_at_id` ON `tasks` (`tenant_id`, `plan_id`, `due_at`, `id`);
CREATE INDEX `task_tenant_id_evidence_id` ON `tasks` (`tenant_id`, `evidence_id`);
CREATE TABLE `new_sla_clocks` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `policy_id` text NOT NULL,
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
INSERT INTO `new_sla_clocks` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id` FROM `sla_clocks`;
DROP TABLE `sla_clocks`;
ALTER TABLE `new_sla_clocks` RENAME TO `sla_clocks`;
CREATE UNIQUE INDEX `slaclock_tenant_id_id` ON `sla_clocks` (`tenant_id`, `id`);
CREATE INDEX `slaclock_tenant_id_requirement_id` ON `sla_clocks` (`tenant_id`, `requirement_id`);
CREATE INDEX `slaclock_tenant_id_interaction_id` ON `sla_clocks` (`tenant_id`, `interaction_id`);
CREATE INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `due_at`, `state`, `stopped_at`);
CREATE INDEX `slaclock_tenant_id_state_due_at` ON `sla_clocks` (`tenant_id`, `state`, `due_at`);
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
CREATE INDEX `slapolicy_tenant_id_series_id_revision` ON `sla_policies` (`tenant_id`, `series_id`, `revision`);
CREATE INDEX `slapolicy_tenant_id_department_id` ON `sla_policies` (`tenant_id`, `department_id`);

-- +goose Down
DROP INDEX `slapolicy_tenant_id_department_id`;
DROP INDEX `slapolicy_tenant_id_series_id_revision`;
CREATE TABLE `new_sla_clocks` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `policy_id` text NOT NULL,
  `policy_version` integer NOT NULL,
  `calendar_id` text NOT NULL,
  `kind` text NOT NULL,
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
  `requirement_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `sla_clocks_requirements_clocks` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION
);
INSERT INTO `new_sla_clocks` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id` FROM `sla_clocks` WHERE `requirement_id` IS NOT NULL;
DROP TABLE `sla_clocks`;
ALTER TABLE `new_sla_clocks` RENAME TO `sla_clocks`;
CREATE UNIQUE INDEX `slaclock_tenant_id_id` ON `sla_clocks` (`tenant_id`, `id`);
CREATE INDEX `slaclock_tenant_id_requirement_id` ON `sla_clocks` (`tenant_id`, `requirement_id`);
CREATE INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `due_at`, `state`, `stopped_at`);
CREATE INDEX `slaclock_tenant_id_state_due_at` ON `sla_clocks` (`tenant_id`, `state`, `due_at`);
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
DROP INDEX `requirement_tenant_id_received_at_id`;
DROP INDEX `requirement_tenant_id_origin_id`;
DROP INDEX `requirement_tenant_id_team_id`;
DROP INDEX `task_tenant_id_plan_id_due_at_id`;
DROP INDEX `task_tenant_id_evidence_id`;
ALTER TABLE `tasks` DROP COLUMN `plan_id`;
ALTER TABLE `tasks` DROP COLUMN `evidence_id`;
ALTER TABLE `tasks` DROP COLUMN `evidence_type`;
ALTER TABLE `tasks` DROP COLUMN `period_start`;
ALTER TABLE `tasks` DROP COLUMN `rule_key`;
ALTER TABLE `sla_policies` DROP COLUMN `revision`;
ALTER TABLE `sla_policies` DROP COLUMN `series_id`;
ALTER TABLE `sla_policies` DROP COLUMN `valid_until`;
ALTER TABLE `sla_policies` DROP COLUMN `department_id`;
ALTER TABLE `requirements` DROP COLUMN `team_id`;
ALTER TABLE `requirements` DROP COLUMN `form_id`;
ALTER TABLE `requirements` DROP COLUMN `merge`;
ALTER TABLE `requirements` DROP COLUMN `historic`;
ALTER TABLE `requirements` DROP COLUMN `common_need`;
ALTER TABLE `requirements` DROP COLUMN `custom`;
ALTER TABLE `requirements` DROP COLUMN `origin_id`;
ALTER TABLE `requirements` DROP COLUMN `origin_type`;
ALTER TABLE `requirements` DROP COLUMN `expectations`;
ALTER TABLE `requirements` DROP COLUMN `price`;
ALTER TABLE `requirements` DROP COLUMN `service_phase`;
ALTER TABLE `requirements` DROP COLUMN `aspects`;
DROP TABLE `attachments`;
DROP TABLE `engagement_plans`;
DROP TABLE `group_members`;
DROP TABLE `indicator_snapshots`;
DROP TABLE `interactions`;
DROP TABLE `meeting_attendees`;
DROP TABLE `progress_entries`;
DROP TABLE `recognitions`;
DROP TABLE `report_recipients`;
DROP TABLE `requirement_forms`;
DROP TABLE `requirement_set_items`;
DROP TABLE `research_activities`;
DROP TABLE `response_templates`;
DROP TABLE `improvement_actions`;
DROP TABLE `indicators`;
DROP TABLE `requirement_sets`;
DROP TABLE `work_groups`;
DROP TABLE `findings`;
DROP TABLE `reports`;
DROP TABLE `meetings`;
