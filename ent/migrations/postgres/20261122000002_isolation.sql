-- Keeps companies apart where a program fails to: policies, keys that lead to rows of the same company only, and
-- what must never change. catalogue_test.go says what a new table needs.

-- +goose Up

-- +goose StatementBegin
DO $$
BEGIN
  IF to_regrole('heed_app') IS NULL OR to_regrole('heed_search') IS NULL THEN
    RAISE EXCEPTION 'the roles heed_app and heed_search do not exist'
      USING HINT = 'heed migrate makes them where its role may, and else prints the statements for an administrator.';
  END IF;
END $$;
-- +goose StatementEnd

-- Every row has a company.
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'contacts', 'counters', 'customer_tiers', 'customers', 'departments', 'event_details', 'events', 'member_roles',
    'members', 'number_series', 'requirement_departments', 'requirement_links', 'requirements', 'roles', 'sla_clocks',
    'sla_policies', 'tenants', 'working_calendars']
  LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (tenant_id) REFERENCES tenants (id)', name, name || '_tenant');
  END LOOP;
END $$;
-- +goose StatementEnd

-- References within a company carry the company.
ALTER TABLE contacts
  ADD CONSTRAINT contacts_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id);
ALTER TABLE customers
  ADD CONSTRAINT customers_tier FOREIGN KEY (tenant_id, tier_key) REFERENCES customer_tiers (tenant_id, key),
  ADD CONSTRAINT customers_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT customers_account_manager FOREIGN KEY (tenant_id, account_manager_id) REFERENCES members (tenant_id, id);
ALTER TABLE departments
  ADD CONSTRAINT departments_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES departments (tenant_id, id);
ALTER TABLE event_details
  ADD CONSTRAINT event_details_event FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id);
ALTER TABLE member_roles
  ADD CONSTRAINT member_roles_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT member_roles_role FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id);
ALTER TABLE members
  ADD CONSTRAINT members_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id);
ALTER TABLE requirement_departments
  ADD CONSTRAINT requirement_departments_requirement FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id),
  ADD CONSTRAINT requirement_departments_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id);
ALTER TABLE requirement_links
  ADD CONSTRAINT requirement_links_requirement FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id),
  ADD CONSTRAINT requirement_links_other FOREIGN KEY (tenant_id, other_id) REFERENCES requirements (tenant_id, id);
ALTER TABLE requirements
  ADD CONSTRAINT requirements_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT requirements_collected_by FOREIGN KEY (tenant_id, collected_by_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT requirements_lead_department FOREIGN KEY (tenant_id, lead_department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT requirements_assignee FOREIGN KEY (tenant_id, assignee_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT requirements_merged_into FOREIGN KEY (tenant_id, merged_into_id) REFERENCES requirements (tenant_id, id);
ALTER TABLE sla_clocks
  ADD CONSTRAINT sla_clocks_requirement FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id),
  ADD CONSTRAINT sla_clocks_policy FOREIGN KEY (tenant_id, policy_id) REFERENCES sla_policies (tenant_id, id),
  ADD CONSTRAINT sla_clocks_calendar FOREIGN KEY (tenant_id, calendar_id) REFERENCES working_calendars (tenant_id, id);

-- Who made and changed a row is a member of the same company; the system's own work leaves it empty.
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'contacts', 'customer_tiers', 'customers', 'departments', 'members', 'requirement_links', 'requirements', 'roles',
    'sla_clocks', 'sla_policies', 'tenants', 'working_calendars']
  LOOP
    EXECUTE format($keys$
      ALTER TABLE %I
        ADD CONSTRAINT %I FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
        ADD CONSTRAINT %I FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
        ADD CONSTRAINT %I CHECK (version > 0)$keys$, name, name || '_created_by', name || '_updated_by', name || '_version');
  END LOOP;
END $$;
-- +goose StatementEnd

-- References to and between global tables.
ALTER TABLE members
  ADD CONSTRAINT members_user FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE company_heads
  ADD CONSTRAINT company_heads_company FOREIGN KEY (company_id) REFERENCES tenants (id);
ALTER TABLE slug_directory
  ADD CONSTRAINT slug_directory_company FOREIGN KEY (company_id) REFERENCES tenants (id);
ALTER TABLE membership_directory
  ADD CONSTRAINT membership_directory_user FOREIGN KEY (user_id) REFERENCES users (id),
  ADD CONSTRAINT membership_directory_member FOREIGN KEY (company_id, member_id) REFERENCES members (tenant_id, id);
ALTER TABLE sessions
  ADD CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id),
  ADD CONSTRAINT sessions_member FOREIGN KEY (company_id, member_id) REFERENCES members (tenant_id, id);

-- A row is its company's alone. The owner is bound too (FORCE): a later file that adds a key between tables with rows
-- lifts FORCE from both for that long, or the rows to compare are not seen.
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'contacts', 'counters', 'customer_tiers', 'customers', 'departments', 'event_details', 'events', 'member_roles',
    'members', 'number_series', 'requirement_departments', 'requirement_links', 'requirements', 'roles', 'sla_clocks',
    'sla_policies', 'tenants', 'working_calendars']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$
      CREATE POLICY company ON %I
        USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''))$policy$, name);
  END LOOP;
END $$;
-- +goose StatementEnd

-- The end of a journal is read by all and written by its company.
ALTER TABLE company_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE company_heads FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON company_heads FOR SELECT USING (true);
CREATE POLICY company_inserts ON company_heads FOR INSERT
  WITH CHECK (company_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY company_updates ON company_heads FOR UPDATE
  USING (company_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (company_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY company_deletes ON company_heads FOR DELETE
  USING (company_id = nullif(current_setting('app.tenant', true), ''));

-- A merged requirement is found from the one it was merged into; few are merged.
CREATE INDEX heed_requirements_merged_into ON requirements (tenant_id, merged_into_id) WHERE merged_into_id IS NOT NULL;

-- What no program may write.
ALTER TABLE tenants ADD CONSTRAINT tenants_own CHECK (tenant_id = id);
ALTER TABLE company_heads ADD CONSTRAINT company_heads_positions
  CHECK (floor >= 0 AND floor <= position AND config_position >= 0 AND config_position <= position);
ALTER TABLE customer_tiers ADD CONSTRAINT customer_tiers_rank CHECK (rank > 0);
ALTER TABLE departments ADD CONSTRAINT departments_not_own_parent CHECK (parent_id <> id);
ALTER TABLE events ADD CONSTRAINT events_position CHECK (position > 0);
ALTER TABLE login_attempts ADD CONSTRAINT login_attempts_failures CHECK (failures >= 0);
ALTER TABLE number_series ADD CONSTRAINT number_series_last CHECK (last >= 0);
ALTER TABLE requirement_links ADD CONSTRAINT requirement_links_two CHECK (requirement_id <> other_id);
ALTER TABLE requirements
  ADD CONSTRAINT requirements_not_into_itself CHECK (merged_into_id <> id),
  ADD CONSTRAINT requirements_reopen_count CHECK (reopen_count >= 0);
ALTER TABLE sessions ADD CONSTRAINT sessions_generation CHECK (generation >= 0);
ALTER TABLE sla_clocks ADD CONSTRAINT sla_clocks_amount CHECK (amount > 0);
ALTER TABLE sla_policies ADD CONSTRAINT sla_policies_amount CHECK (amount > 0);

-- The journal is only added to, and the customer's words stay as they were said. Triggers bind every role, whatever
-- it was granted.
-- +goose StatementBegin
CREATE FUNCTION heed_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
-- +goose StatementEnd
CREATE TRIGGER heed_append_only BEFORE UPDATE OR DELETE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION heed_refuse('the journal is only added to');
CREATE TRIGGER heed_append_only BEFORE UPDATE ON event_details
  FOR EACH STATEMENT EXECUTE FUNCTION heed_refuse('the journal is only added to');
CREATE TRIGGER heed_original_text BEFORE UPDATE OF original_text ON requirements
  FOR EACH ROW WHEN (old.original_text IS DISTINCT FROM new.original_text)
  EXECUTE FUNCTION heed_refuse('original_text is immutable');

-- +goose Down

-- Later files have taken back what is theirs: all keys, policies and checks that are left are this file's.
DROP TRIGGER heed_original_text ON requirements;
DROP TRIGGER heed_append_only ON event_details;
DROP TRIGGER heed_append_only ON events;
DROP FUNCTION heed_refuse();
DROP INDEX heed_requirements_merged_into;
-- +goose StatementBegin
DO $$
DECLARE
  it record;
BEGIN
  FOR it IN
    SELECT conrelid::regclass AS on_table, conname AS name FROM pg_constraint
    WHERE contype IN ('c', 'f') AND conrelid <> 0 AND connamespace = current_schema()::regnamespace AND conparentid = 0
      AND conrelid <> 'goose_db_version'::regclass
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', it.on_table, it.name);
  END LOOP;
  FOR it IN
    SELECT polrelid::regclass AS on_table, polname AS name FROM pg_policy
    JOIN pg_class ON pg_class.oid = polrelid WHERE relnamespace = current_schema()::regnamespace
  LOOP
    EXECUTE format('DROP POLICY %I ON %s', it.name, it.on_table);
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', it.on_table);
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', it.on_table);
  END LOOP;
END $$;
-- +goose StatementEnd
