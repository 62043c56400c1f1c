-- Since when nothing is kept of a contact.

-- +goose Up
-- modify "contacts" table
ALTER TABLE "contacts" ADD COLUMN "erased_at" timestamptz NULL;

-- +goose Down
-- reverse: modify "contacts" table
ALTER TABLE "contacts" DROP COLUMN "erased_at";
