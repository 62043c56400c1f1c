-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- add column "escalate_to" to table: "sla_policies"
ALTER TABLE `sla_policies` ADD COLUMN `escalate_to` json NULL;
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
-- create index "slaclock_tenant_id_kind_due_at_state_stopped_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `due_at`, `state`, `stopped_at`);
-- create index "slaclock_tenant_id_state_due_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_state_due_at` ON `sla_clocks` (`tenant_id`, `state`, `due_at`);
-- create index "slaclock_tenant_id_next_tick_at" to table: "sla_clocks"
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;

-- +goose Down
PRAGMA foreign_keys = off;
-- Clocks of plan steps follow no deadline: before there were none.
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
INSERT INTO `new_sla_clocks` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`, `interaction_id`) SELECT `id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `version`, `policy_id`, `policy_version`, `calendar_id`, `kind`, `milestone`, `state`, `amount`, `unit`, `started_at`, `due_at`, `stopped_at`, `pauses`, `warned_percent`, `breached_at`, `escalation`, `next_tick_at`, `requirement_id`, `interaction_id` FROM `sla_clocks` WHERE `policy_id` IS NOT NULL;
DROP TABLE `sla_clocks`;
ALTER TABLE `new_sla_clocks` RENAME TO `sla_clocks`;
CREATE UNIQUE INDEX `slaclock_tenant_id_id` ON `sla_clocks` (`tenant_id`, `id`);
CREATE INDEX `slaclock_tenant_id_requirement_id` ON `sla_clocks` (`tenant_id`, `requirement_id`);
CREATE INDEX `slaclock_tenant_id_interaction_id` ON `sla_clocks` (`tenant_id`, `interaction_id`);
CREATE INDEX `slaclock_tenant_id_kind_due_at_state_stopped_at` ON `sla_clocks` (`tenant_id`, `kind`, `due_at`, `state`, `stopped_at`);
CREATE INDEX `slaclock_tenant_id_state_due_at` ON `sla_clocks` (`tenant_id`, `state`, `due_at`);
CREATE INDEX `slaclock_tenant_id_next_tick_at` ON `sla_clocks` (`tenant_id`, `next_tick_at`);
PRAGMA foreign_keys = on;
ALTER TABLE `sla_policies` DROP COLUMN `escalate_to`;
