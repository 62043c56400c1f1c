-- Complaints and the pages they come by are their company's alone, and what they name is of the same company.

-- +goose Up
ALTER TABLE complaint_forms
  ADD CONSTRAINT complaint_forms_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT complaint_forms_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT complaint_forms_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT complaint_forms_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT complaint_forms_version CHECK (version > 0);
ALTER TABLE complaint_forms ENABLE ROW LEVEL SECURITY;
ALTER TABLE complaint_forms FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON complaint_forms
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE complaints
  ADD CONSTRAINT complaints_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT complaints_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT complaints_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT complaints_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT complaints_contact FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  ADD CONSTRAINT complaints_touchpoint FOREIGN KEY (tenant_id, touchpoint_id) REFERENCES touchpoints (tenant_id, id),
  ADD CONSTRAINT complaints_purchase FOREIGN KEY (tenant_id, purchase_id) REFERENCES purchase_records (tenant_id, id),
  ADD CONSTRAINT complaints_form FOREIGN KEY (tenant_id, form_id) REFERENCES complaint_forms (tenant_id, id),
  ADD CONSTRAINT complaints_owner_department FOREIGN KEY (tenant_id, owner_department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT complaints_assignee FOREIGN KEY (tenant_id, assignee_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT complaints_work_group FOREIGN KEY (tenant_id, group_id) REFERENCES work_groups (tenant_id, id),
  ADD CONSTRAINT complaints_rating FOREIGN KEY (tenant_id, rating_id) REFERENCES satisfaction_ratings (tenant_id, id),
  ADD CONSTRAINT complaints_recurrence_of FOREIGN KEY (tenant_id, recurrence_of_id) REFERENCES complaints (tenant_id, id),
  ADD CONSTRAINT complaints_version CHECK (version > 0),
  ADD CONSTRAINT complaints_counts CHECK (reopen_count >= 0 AND attempts >= 0);
ALTER TABLE complaints ENABLE ROW LEVEL SECURITY;
ALTER TABLE complaints FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON complaints
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE sla_clocks
  DROP CONSTRAINT sla_clocks_subject,
  ADD CONSTRAINT sla_clocks_subject CHECK (requirement_id IS NOT NULL OR interaction_id IS NOT NULL OR complaint_id IS NOT NULL),
  ADD CONSTRAINT sla_clocks_complaint FOREIGN KEY (tenant_id, complaint_id) REFERENCES complaints (tenant_id, id);
ALTER TABLE progress_entries
  DROP CONSTRAINT progress_entries_subject,
  ADD CONSTRAINT progress_entries_subject CHECK (requirement_id IS NOT NULL OR action_id IS NOT NULL OR complaint_id IS NOT NULL),
  ADD CONSTRAINT progress_entries_complaint FOREIGN KEY (tenant_id, complaint_id) REFERENCES complaints (tenant_id, id);
-- Text search, as customers and requirements have it.
CREATE INDEX heed_complaints_grams ON complaints USING gin (array_to_tsvector(string_to_array(grams, ' ')));
GRANT SELECT ON complaints TO heed_search;
CREATE POLICY search ON complaints FOR SELECT TO heed_search USING (true);

-- +goose StatementBegin
CREATE FUNCTION heed_search_complaints(words text[]) RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH hits AS MATERIALIZED (
    SELECT id, tenant_id FROM public.complaints
    WHERE array_to_tsvector(string_to_array(grams, ' ')) @@ (SELECT public.heed_query(words))
  )
  SELECT id::text FROM hits WHERE tenant_id = nullif(current_setting('app.tenant', true), '');
END;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION heed_search_complaints(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heed_search_complaints(text[]) TO heed_app;
ALTER FUNCTION heed_search_complaints(text[]) OWNER TO heed_search;

-- +goose Down
DROP FUNCTION heed_search_complaints(text[]);
DROP POLICY search ON complaints;
REVOKE SELECT ON complaints FROM heed_search;
DROP INDEX heed_complaints_grams;
DELETE FROM progress_entries WHERE complaint_id IS NOT NULL;
DELETE FROM sla_clocks WHERE complaint_id IS NOT NULL;
ALTER TABLE progress_entries
  DROP CONSTRAINT progress_entries_complaint,
  DROP CONSTRAINT progress_entries_subject,
  ADD CONSTRAINT progress_entries_subject CHECK (requirement_id IS NOT NULL OR action_id IS NOT NULL);
ALTER TABLE sla_clocks
  DROP CONSTRAINT sla_clocks_complaint,
  DROP CONSTRAINT sla_clocks_subject,
  ADD CONSTRAINT sla_clocks_subject CHECK (requirement_id IS NOT NULL OR interaction_id IS NOT NULL);
DROP POLICY company ON complaints;
ALTER TABLE complaints NO FORCE ROW LEVEL SECURITY;
ALTER TABLE complaints DISABLE ROW LEVEL SECURITY;
ALTER TABLE complaints
  DROP CONSTRAINT complaints_counts,
  DROP CONSTRAINT complaints_version,
  DROP CONSTRAINT complaints_recurrence_of,
  DROP CONSTRAINT complaints_rating,
  DROP CONSTRAINT complaints_work_group,
  DROP CONSTRAINT complaints_assignee,
  DROP CONSTRAINT complaints_owner_department,
  DROP CONSTRAINT complaints_form,
  DROP CONSTRAINT complaints_touchpoint,
  DROP CONSTRAINT complaints_purchase,
  DROP CONSTRAINT complaints_contact,
  DROP CONSTRAINT complaints_customer,
  DROP CONSTRAINT complaints_updated_by,
  DROP CONSTRAINT complaints_created_by,
  DROP CONSTRAINT complaints_tenant;
DROP POLICY company ON complaint_forms;
ALTER TABLE complaint_forms NO FORCE ROW LEVEL SECURITY;
ALTER TABLE complaint_forms DISABLE ROW LEVEL SECURITY;
ALTER TABLE complaint_forms
  DROP CONSTRAINT complaint_forms_version,
  DROP CONSTRAINT complaint_forms_department,
  DROP CONSTRAINT complaint_forms_updated_by,
  DROP CONSTRAINT complaint_forms_created_by,
  DROP CONSTRAINT complaint_forms_tenant;
