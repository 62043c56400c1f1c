-- Who finished an action does not look at its effect.

-- +goose Up
ALTER TABLE "improvement_actions" ADD COLUMN "done_by_id" character varying NULL COLLATE "C";
CREATE INDEX "improvementaction_tenant_id_done_by_id" ON "improvement_actions" ("tenant_id", "done_by_id");
ALTER TABLE improvement_actions ADD CONSTRAINT improvement_actions_done_by FOREIGN KEY (tenant_id, done_by_id) REFERENCES members (tenant_id, id);

-- +goose Down
ALTER TABLE improvement_actions DROP CONSTRAINT improvement_actions_done_by;
DROP INDEX "improvementaction_tenant_id_done_by_id";
ALTER TABLE "improvement_actions" DROP COLUMN "done_by_id";
