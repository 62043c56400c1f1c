-- The silence towards customers, who wrote of progress, and the ledger as a file.

-- +goose Up
ALTER TABLE `requirements` ADD COLUMN `customer_told_at` datetime NULL;
ALTER TABLE `requirements` ADD COLUMN `silence_at` datetime NULL;
ALTER TABLE `requirements` ADD COLUMN `silence_told` integer NOT NULL DEFAULT (0);
CREATE INDEX `requirement_tenant_id_silence_at` ON `requirements` (`tenant_id`, `silence_at`);
ALTER TABLE `progress_entries` ADD COLUMN `author_id` text NULL CONSTRAINT `progress_entries_members_author` REFERENCES `members` (`id`) ON DELETE NO ACTION;
CREATE INDEX `progressentry_tenant_id_author_id` ON `progress_entries` (`tenant_id`, `author_id`);
CREATE TABLE `ledger_exports` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `format` text NOT NULL,
  `filter` json NULL,
  `state` text NOT NULL DEFAULT ('PENDING'),
  `rows` integer NOT NULL DEFAULT (0),
  `rows_done` integer NOT NULL DEFAULT (0),
  `expires_at` datetime NOT NULL,
  `ended_at` datetime NULL,
  `member_id` text NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `ledger_exports_members_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `ledgerexport_tenant_id_id` ON `ledger_exports` (`tenant_id`, `id`);
CREATE INDEX `ledgerexport_tenant_id_member_id_created_at_id` ON `ledger_exports` (`tenant_id`, `member_id`, `created_at`, `id`);

-- +goose Down
DROP TABLE `ledger_exports`;
DROP INDEX `progressentry_tenant_id_author_id`;
ALTER TABLE `progress_entries` DROP COLUMN `author_id`;
DROP INDEX `requirement_tenant_id_silence_at`;
ALTER TABLE `requirements` DROP COLUMN `silence_told`;
ALTER TABLE `requirements` DROP COLUMN `silence_at`;
ALTER TABLE `requirements` DROP COLUMN `customer_told_at`;
