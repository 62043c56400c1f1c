-- Plans that were there before it was kept until when they have asked: they asked when they last opened a task, or now,
-- so that nobody is asked for a past that has gone. Customers of old keep no tier_since: they count as of their tier since they
-- were made. What departments answer to reports stands with their answers, which their readers read, and not in tasks.
-- And an index of what is old enough to be forgotten.

-- +goose Up
-- The owner of the tables is no company: for these statements the policies do not bind it.
ALTER TABLE engagement_plans NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY;
UPDATE engagement_plans AS p SET opened_until = coalesce(
    (SELECT max(t.created_at) FROM tasks AS t WHERE t.tenant_id = p.tenant_id AND t.plan_id = p.id), now())
  WHERE p.opened_until IS NULL;
UPDATE tasks SET result = NULL WHERE type = 'REPORT_RESPONSE' AND result IS NOT NULL;
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
ALTER TABLE engagement_plans FORCE ROW LEVEL SECURITY;

-- create index "ledgerexport_tenant_id_created_at" to table: "ledger_exports"
CREATE INDEX "ledgerexport_tenant_id_created_at" ON "ledger_exports" ("tenant_id", "created_at");

-- +goose Down
-- What was filled in stays, and what was taken out of tasks is still in the answers.
-- reverse: create index "ledgerexport_tenant_id_created_at" to table: "ledger_exports"
DROP INDEX "ledgerexport_tenant_id_created_at";
