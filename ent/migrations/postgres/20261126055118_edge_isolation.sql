-- Invitations, tasks, approvals, notices and ratings are their company's alone.
-- The directory of tokens is read before the company is known: it holds hashes
-- and ids, nothing else.

-- +goose Up
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['invitations', 'tasks', 'approvals', 'notifications', 'satisfaction_ratings'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (tenant_id) REFERENCES tenants (id)', name, name || '_tenant');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY company ON %I
      USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
      WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''))$policy$, name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['invitations', 'tasks', 'approvals', 'satisfaction_ratings'] LOOP
    EXECUTE format($keys$ALTER TABLE %I
      ADD CONSTRAINT %I FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
      ADD CONSTRAINT %I FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
      ADD CONSTRAINT %I CHECK (version > 0)$keys$, name, name || '_created_by', name || '_updated_by', name || '_version');
  END LOOP;
END
$$;
-- +goose StatementEnd
ALTER TABLE invitations
  ADD CONSTRAINT invitations_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id);
ALTER TABLE notifications
  ADD CONSTRAINT notifications_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id);
ALTER TABLE tasks
  ADD CONSTRAINT tasks_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT tasks_assignee FOREIGN KEY (tenant_id, assignee_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT tasks_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id);
ALTER TABLE approvals
  ADD CONSTRAINT approvals_requester FOREIGN KEY (tenant_id, requester_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT approvals_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id);
ALTER TABLE satisfaction_ratings
  ADD CONSTRAINT satisfaction_ratings_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT satisfaction_ratings_score CHECK (score BETWEEN 1 AND 5);
ALTER TABLE token_directory
  ADD CONSTRAINT token_directory_company FOREIGN KEY (company_id) REFERENCES tenants (id);

-- +goose Down
ALTER TABLE token_directory DROP CONSTRAINT token_directory_company;
ALTER TABLE satisfaction_ratings
  DROP CONSTRAINT satisfaction_ratings_score,
  DROP CONSTRAINT satisfaction_ratings_customer;
ALTER TABLE approvals
  DROP CONSTRAINT approvals_department,
  DROP CONSTRAINT approvals_requester;
ALTER TABLE tasks
  DROP CONSTRAINT tasks_department,
  DROP CONSTRAINT tasks_assignee,
  DROP CONSTRAINT tasks_customer;
ALTER TABLE notifications DROP CONSTRAINT notifications_member;
ALTER TABLE invitations DROP CONSTRAINT invitations_member;
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['invitations', 'tasks', 'approvals', 'satisfaction_ratings'] LOOP
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I, DROP CONSTRAINT %I, DROP CONSTRAINT %I',
      name, name || '_version', name || '_updated_by', name || '_created_by');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['invitations', 'tasks', 'approvals', 'notifications', 'satisfaction_ratings'] LOOP
    EXECUTE format('DROP POLICY company ON %I', name);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', name, name || '_tenant');
  END LOOP;
END
$$;
-- +goose StatementEnd
