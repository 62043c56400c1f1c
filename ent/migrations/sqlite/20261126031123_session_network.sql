-- +goose Up
-- add column "rotated_from" to table: "sessions"
ALTER TABLE `sessions` ADD COLUMN `rotated_from` blob NULL;

-- +goose Down
-- reverse: add column "rotated_from" to table: "sessions"
ALTER TABLE `sessions` DROP COLUMN `rotated_from`;
