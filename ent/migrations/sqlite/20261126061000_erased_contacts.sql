-- Since when nothing is kept of a contact.

-- +goose Up
-- add column "erased_at" to table: "contacts"
ALTER TABLE `contacts` ADD COLUMN `erased_at` datetime NULL;

-- +goose Down
-- reverse: add column "erased_at" to table: "contacts"
ALTER TABLE `contacts` DROP COLUMN `erased_at`;
