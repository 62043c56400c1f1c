-- +goose Up
-- modify "sla_clocks" table
ALTER TABLE "sla_clocks" ALTER COLUMN "policy_id" DROP NOT NULL;
-- modify "sla_policies" table
ALTER TABLE "sla_policies" ADD COLUMN "escalate_to" jsonb NULL;

-- +goose Down
-- reverse: modify "sla_policies" table
ALTER TABLE "sla_policies" DROP COLUMN "escalate_to";
-- Clocks of plan steps follow no deadline: before there were none.
ALTER TABLE "sla_clocks" NO FORCE ROW LEVEL SECURITY;
DELETE FROM "sla_clocks" WHERE "policy_id" IS NULL;
ALTER TABLE "sla_clocks" FORCE ROW LEVEL SECURITY;
-- reverse: modify "sla_clocks" table
ALTER TABLE "sla_clocks" ALTER COLUMN "policy_id" SET NOT NULL;
