-- +goose Up
-- modify "complaints" table
ALTER TABLE "complaints" ADD COLUMN "recurred" boolean NOT NULL DEFAULT false;

-- +goose Down
-- reverse: modify "complaints" table
ALTER TABLE "complaints" DROP COLUMN "recurred";
