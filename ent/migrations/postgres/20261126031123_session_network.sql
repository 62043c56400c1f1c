-- +goose Up
-- modify "sessions" table
ALTER TABLE "sessions" ADD COLUMN "rotated_from" bytea NULL;

-- +goose Down
-- reverse: modify "sessions" table
ALTER TABLE "sessions" DROP COLUMN "rotated_from";
