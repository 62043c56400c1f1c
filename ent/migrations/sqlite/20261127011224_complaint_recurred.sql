-- +goose Up
-- add column "recurred" to table: "complaints"
ALTER TABLE `complaints` ADD COLUMN `recurred` bool NOT NULL DEFAULT (false);

-- +goose Down
-- reverse: add column "recurred" to table: "complaints"
ALTER TABLE `complaints` DROP COLUMN `recurred`;
