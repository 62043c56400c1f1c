-- Since when customers are asked for, and until when plans have asked.

-- +goose Up
ALTER TABLE "engagement_plans" ADD COLUMN "opened_until" timestamptz NULL;
ALTER TABLE "customers" ADD COLUMN "tier_since" timestamptz NULL, ADD COLUMN "from_history" boolean NOT NULL DEFAULT false;

-- +goose Down
ALTER TABLE "customers" DROP COLUMN "from_history", DROP COLUMN "tier_since";
ALTER TABLE "engagement_plans" DROP COLUMN "opened_until";
