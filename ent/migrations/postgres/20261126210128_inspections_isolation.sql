-- Inspections and their schedules are their company's alone, and what they name is of the same company.

-- +goose Up
ALTER TABLE inspection_schedules
  ADD CONSTRAINT inspection_schedules_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT inspection_schedules_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT inspection_schedules_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT inspection_schedules_touchpoint FOREIGN KEY (tenant_id, touchpoint_id) REFERENCES touchpoints (tenant_id, id),
  ADD CONSTRAINT inspection_schedules_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT inspection_schedules_inspector FOREIGN KEY (tenant_id, inspector_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT inspection_schedules_version CHECK (version > 0),
  ADD CONSTRAINT inspection_schedules_day CHECK (day BETWEEN 1 AND 28);
ALTER TABLE inspection_schedules ENABLE ROW LEVEL SECURITY;
ALTER TABLE inspection_schedules FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON inspection_schedules
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE inspections
  ADD CONSTRAINT inspections_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT inspections_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT inspections_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT inspections_touchpoint FOREIGN KEY (tenant_id, touchpoint_id) REFERENCES touchpoints (tenant_id, id),
  ADD CONSTRAINT inspections_standard FOREIGN KEY (tenant_id, standard_id) REFERENCES touchpoint_standards (tenant_id, id),
  ADD CONSTRAINT inspections_schedule FOREIGN KEY (tenant_id, schedule_id) REFERENCES inspection_schedules (tenant_id, id),
  ADD CONSTRAINT inspections_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT inspections_inspector FOREIGN KEY (tenant_id, inspector_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT inspections_recorded_by FOREIGN KEY (tenant_id, recorded_by_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT inspections_finding FOREIGN KEY (tenant_id, finding_id) REFERENCES findings (tenant_id, id),
  ADD CONSTRAINT inspections_version CHECK (version > 0),
  ADD CONSTRAINT inspections_tally CHECK (passed BETWEEN 0 AND checked);
ALTER TABLE inspections ENABLE ROW LEVEL SECURITY;
ALTER TABLE inspections FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON inspections
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP POLICY company ON inspections;
ALTER TABLE inspections NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inspections DISABLE ROW LEVEL SECURITY;
ALTER TABLE inspections
  DROP CONSTRAINT inspections_tally,
  DROP CONSTRAINT inspections_version,
  DROP CONSTRAINT inspections_finding,
  DROP CONSTRAINT inspections_recorded_by,
  DROP CONSTRAINT inspections_inspector,
  DROP CONSTRAINT inspections_department,
  DROP CONSTRAINT inspections_schedule,
  DROP CONSTRAINT inspections_standard,
  DROP CONSTRAINT inspections_touchpoint,
  DROP CONSTRAINT inspections_updated_by,
  DROP CONSTRAINT inspections_created_by,
  DROP CONSTRAINT inspections_tenant;
DROP POLICY company ON inspection_schedules;
ALTER TABLE inspection_schedules NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inspection_schedules DISABLE ROW LEVEL SECURITY;
ALTER TABLE inspection_schedules
  DROP CONSTRAINT inspection_schedules_day,
  DROP CONSTRAINT inspection_schedules_version,
  DROP CONSTRAINT inspection_schedules_inspector,
  DROP CONSTRAINT inspection_schedules_department,
  DROP CONSTRAINT inspection_schedules_touchpoint,
  DROP CONSTRAINT inspection_schedules_updated_by,
  DROP CONSTRAINT inspection_schedules_created_by,
  DROP CONSTRAINT inspection_schedules_tenant;
