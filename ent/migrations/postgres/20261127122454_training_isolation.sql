-- Trainings are their company's alone, and what they name is of the same company.

-- +goose Up
ALTER TABLE training_plans
  ADD CONSTRAINT training_plans_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT training_plans_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_plans_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_plans_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT training_plans_hr_approval FOREIGN KEY (tenant_id, hr_approval_id) REFERENCES approvals (tenant_id, id),
  ADD CONSTRAINT training_plans_md_approval FOREIGN KEY (tenant_id, md_approval_id) REFERENCES approvals (tenant_id, id),
  ADD CONSTRAINT training_plans_previous FOREIGN KEY (tenant_id, previous_id) REFERENCES training_plans (tenant_id, id),
  ADD CONSTRAINT training_plans_version CHECK (version > 0);
ALTER TABLE training_plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_plans FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON training_plans
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE training_sessions
  ADD CONSTRAINT training_sessions_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT training_sessions_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_sessions_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_sessions_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES training_plans (tenant_id, id),
  ADD CONSTRAINT training_sessions_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT training_sessions_trainer FOREIGN KEY (tenant_id, trainer_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_sessions_version CHECK (version > 0),
  ADD CONSTRAINT training_sessions_seats CHECK (seats_taken BETWEEN 0 AND capacity),
  ADD CONSTRAINT training_sessions_waiting CHECK (waiting >= 0);
ALTER TABLE training_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON training_sessions
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE training_records
  ADD CONSTRAINT training_records_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT training_records_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_records_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_records_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES training_plans (tenant_id, id),
  ADD CONSTRAINT training_records_session FOREIGN KEY (tenant_id, session_id) REFERENCES training_sessions (tenant_id, id),
  ADD CONSTRAINT training_records_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_records_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT training_records_assessor FOREIGN KEY (tenant_id, assessor_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT training_records_outdating_standard FOREIGN KEY (tenant_id, outdating_standard_id) REFERENCES touchpoint_standards (tenant_id, id),
  ADD CONSTRAINT training_records_version CHECK (version > 0),
  ADD CONSTRAINT training_records_feedback CHECK (feedback BETWEEN 1 AND 5),
  ADD CONSTRAINT training_records_score CHECK (score >= 0);
ALTER TABLE training_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_records FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON training_records
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP POLICY company ON training_records;
ALTER TABLE training_records NO FORCE ROW LEVEL SECURITY;
ALTER TABLE training_records DISABLE ROW LEVEL SECURITY;
ALTER TABLE training_records
  DROP CONSTRAINT training_records_score,
  DROP CONSTRAINT training_records_feedback,
  DROP CONSTRAINT training_records_version,
  DROP CONSTRAINT training_records_outdating_standard,
  DROP CONSTRAINT training_records_assessor,
  DROP CONSTRAINT training_records_department,
  DROP CONSTRAINT training_records_member,
  DROP CONSTRAINT training_records_session,
  DROP CONSTRAINT training_records_plan,
  DROP CONSTRAINT training_records_updated_by,
  DROP CONSTRAINT training_records_created_by,
  DROP CONSTRAINT training_records_tenant;
DROP POLICY company ON training_sessions;
ALTER TABLE training_sessions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE training_sessions DISABLE ROW LEVEL SECURITY;
ALTER TABLE training_sessions
  DROP CONSTRAINT training_sessions_waiting,
  DROP CONSTRAINT training_sessions_seats,
  DROP CONSTRAINT training_sessions_version,
  DROP CONSTRAINT training_sessions_trainer,
  DROP CONSTRAINT training_sessions_department,
  DROP CONSTRAINT training_sessions_plan,
  DROP CONSTRAINT training_sessions_updated_by,
  DROP CONSTRAINT training_sessions_created_by,
  DROP CONSTRAINT training_sessions_tenant;
DROP POLICY company ON training_plans;
ALTER TABLE training_plans NO FORCE ROW LEVEL SECURITY;
ALTER TABLE training_plans DISABLE ROW LEVEL SECURITY;
ALTER TABLE training_plans
  DROP CONSTRAINT training_plans_version,
  DROP CONSTRAINT training_plans_previous,
  DROP CONSTRAINT training_plans_md_approval,
  DROP CONSTRAINT training_plans_hr_approval,
  DROP CONSTRAINT training_plans_department,
  DROP CONSTRAINT training_plans_updated_by,
  DROP CONSTRAINT training_plans_created_by,
  DROP CONSTRAINT training_plans_tenant;
