-- The silence towards customers, who wrote of progress, and the ledger as a file.

-- +goose Up
ALTER TABLE "requirements" ADD COLUMN "customer_told_at" timestamptz NULL, ADD COLUMN "silence_at" timestamptz NULL, ADD COLUMN "silence_told" bigint NOT NULL DEFAULT 0;
CREATE INDEX "requirement_tenant_id_silence_at" ON "requirements" ("tenant_id", "silence_at");
ALTER TABLE "progress_entries" ADD COLUMN "author_id" character varying NULL COLLATE "C";
CREATE INDEX "progressentry_tenant_id_author_id" ON "progress_entries" ("tenant_id", "author_id");
ALTER TABLE progress_entries ADD CONSTRAINT progress_entries_author FOREIGN KEY (tenant_id, author_id) REFERENCES members (tenant_id, id);
CREATE TABLE "ledger_exports" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "format" character varying NOT NULL COLLATE "C",
  "filter" jsonb NULL,
  "state" character varying NOT NULL DEFAULT 'PENDING' COLLATE "C",
  "rows" bigint NOT NULL DEFAULT 0,
  "rows_done" bigint NOT NULL DEFAULT 0,
  "expires_at" timestamptz NOT NULL,
  "ended_at" timestamptz NULL,
  "member_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ledgerexport_tenant_id_id" ON "ledger_exports" ("tenant_id", "id");
CREATE INDEX "ledgerexport_tenant_id_member_id_created_at_id" ON "ledger_exports" ("tenant_id", "member_id", "created_at", "id");
ALTER TABLE ledger_exports
  ADD CONSTRAINT ledger_exports_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT ledger_exports_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT ledger_exports_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT ledger_exports_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT ledger_exports_version CHECK (version > 0);
ALTER TABLE ledger_exports ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_exports FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON ledger_exports
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP TABLE "ledger_exports";
ALTER TABLE progress_entries DROP CONSTRAINT progress_entries_author;
DROP INDEX "progressentry_tenant_id_author_id";
ALTER TABLE "progress_entries" DROP COLUMN "author_id";
DROP INDEX "requirement_tenant_id_silence_at";
ALTER TABLE "requirements" DROP COLUMN "silence_told", DROP COLUMN "silence_at", DROP COLUMN "customer_told_at";
