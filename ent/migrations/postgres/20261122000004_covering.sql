-- Indexes of ent's that also hold what counts ask for beside the order, so that ledger and dashboard count without
-- reading rows. The columns and names are ent's; INCLUDE is ours, and comparing schemas overlooks it.

-- +goose Up

DROP INDEX requirement_tenant_id_urgency_due_at_id;
CREATE INDEX requirement_tenant_id_urgency_due_at_id ON requirements (tenant_id, urgency, due_at, id) INCLUDE (state);
DROP INDEX requirement_tenant_id_lead_department_id_due_at_id;
CREATE INDEX requirement_tenant_id_lead_department_id_due_at_id ON requirements (tenant_id, lead_department_id, due_at, id)
  INCLUDE (state, urgency);
DROP INDEX requirement_tenant_id_assignee_id_due_at_id;
CREATE INDEX requirement_tenant_id_assignee_id_due_at_id ON requirements (tenant_id, assignee_id, due_at, id) INCLUDE (state, urgency);
DROP INDEX requirement_tenant_id_created_by_due_at_id;
CREATE INDEX requirement_tenant_id_created_by_due_at_id ON requirements (tenant_id, created_by, due_at, id) INCLUDE (state, urgency);

-- +goose Down

DROP INDEX requirement_tenant_id_created_by_due_at_id;
CREATE INDEX requirement_tenant_id_created_by_due_at_id ON requirements (tenant_id, created_by, due_at, id);
DROP INDEX requirement_tenant_id_assignee_id_due_at_id;
CREATE INDEX requirement_tenant_id_assignee_id_due_at_id ON requirements (tenant_id, assignee_id, due_at, id);
DROP INDEX requirement_tenant_id_lead_department_id_due_at_id;
CREATE INDEX requirement_tenant_id_lead_department_id_due_at_id ON requirements (tenant_id, lead_department_id, due_at, id);
DROP INDEX requirement_tenant_id_urgency_due_at_id;
CREATE INDEX requirement_tenant_id_urgency_due_at_id ON requirements (tenant_id, urgency, due_at, id);
