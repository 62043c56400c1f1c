-- What a requirement waits for, and how its customer took the result.

-- +goose Up
-- modify "requirements" table
ALTER TABLE "requirements" ADD COLUMN "pending_approval_id" character varying NULL COLLATE "C", ADD COLUMN "rating_id" character varying NULL COLLATE "C";

-- +goose Down
-- reverse: modify "requirements" table
ALTER TABLE "requirements" DROP COLUMN "rating_id", DROP COLUMN "pending_approval_id";
