-- What departments think of requirements. What was given with a plan is its department's.

-- +goose Up
CREATE TABLE "requirement_assessments" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "feasibility" jsonb NULL,
  "value" jsonb NULL,
  "deciding" boolean NOT NULL DEFAULT false,
  "assessed_at" timestamptz NOT NULL,
  "requirement_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "assessor_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "requirementassessment_tenant_id_id" ON "requirement_assessments" ("tenant_id", "id");
CREATE UNIQUE INDEX "requirementassessment_requirement_department_kind" ON "requirement_assessments" ("tenant_id", "requirement_id", "department_id", "kind");
CREATE INDEX "requirementassessment_tenant_id_department_id" ON "requirement_assessments" ("tenant_id", "department_id");
CREATE INDEX "requirementassessment_tenant_id_assessor_id" ON "requirement_assessments" ("tenant_id", "assessor_id");
ALTER TABLE requirement_assessments
  ADD CONSTRAINT requirement_assessments_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT requirement_assessments_requirement FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id),
  ADD CONSTRAINT requirement_assessments_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT requirement_assessments_assessor FOREIGN KEY (tenant_id, assessor_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT requirement_assessments_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT requirement_assessments_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT requirement_assessments_version CHECK (version > 0);
-- The policies bind the owner too, and no company is set here: of all companies it reads without them, in this transaction.
ALTER TABLE requirements NO FORCE ROW LEVEL SECURITY;
-- Their ids are the requirement's under another prefix; the second one differs in a letter.
INSERT INTO requirement_assessments (id, tenant_id, created_at, created_by, updated_at, updated_by, kind, feasibility, deciding,
  assessed_at, requirement_id, department_id, assessor_id)
SELECT 'asm_' || substr(id, 5), tenant_id, (feasibility->>'assessedAt')::timestamptz, feasibility->>'assessorId',
  (feasibility->>'assessedAt')::timestamptz, feasibility->>'assessorId', 'FEASIBILITY', feasibility, true,
  (feasibility->>'assessedAt')::timestamptz, id, feasibility->>'assessorDepartmentId', feasibility->>'assessorId'
FROM requirements WHERE jsonb_typeof(feasibility) = 'object';
INSERT INTO requirement_assessments (id, tenant_id, created_at, created_by, updated_at, updated_by, kind, value, deciding,
  assessed_at, requirement_id, department_id, assessor_id)
SELECT 'asm_' || substr(id, 5, 24) || substr('0123456789abcdefghjkmnpqrstvwxyz', strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(id, 29, 1)) % 32 + 1, 1) || substr(id, 30),
  tenant_id, (value->>'assessedAt')::timestamptz, value->>'assessorId',
  (value->>'assessedAt')::timestamptz, value->>'assessorId', 'VALUE', value, true,
  (value->>'assessedAt')::timestamptz, id, value->>'assessorDepartmentId', value->>'assessorId'
FROM requirements WHERE jsonb_typeof(value) = 'object';
ALTER TABLE requirements FORCE ROW LEVEL SECURITY;
ALTER TABLE requirement_assessments ENABLE ROW LEVEL SECURITY;
ALTER TABLE requirement_assessments FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON requirement_assessments
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP TABLE "requirement_assessments";
