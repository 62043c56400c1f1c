-- +goose Up
-- create "idempotency_records" table
CREATE TABLE `idempotency_records` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `member_id` text NOT NULL,
  `key` text NOT NULL,
  `operation` text NOT NULL,
  `salt` blob NOT NULL,
  `digest` blob NOT NULL,
  `made_id` text NULL,
  `position` integer NOT NULL DEFAULT (0),
  `created_at` datetime NOT NULL,
  PRIMARY KEY (`id`)
);
-- create index "idempotencyrecord_tenant_id_id" to table: "idempotency_records"
CREATE UNIQUE INDEX `idempotencyrecord_tenant_id_id` ON `idempotency_records` (`tenant_id`, `id`);
-- create index "idempotencyrecord_tenant_id_member_id_key" to table: "idempotency_records"
CREATE UNIQUE INDEX `idempotencyrecord_tenant_id_member_id_key` ON `idempotency_records` (`tenant_id`, `member_id`, `key`);
-- create index "idempotencyrecord_tenant_id_created_at" to table: "idempotency_records"
CREATE INDEX `idempotencyrecord_tenant_id_created_at` ON `idempotency_records` (`tenant_id`, `created_at`);

-- +goose Down
-- reverse: create index "idempotencyrecord_tenant_id_created_at" to table: "idempotency_records"
DROP INDEX `idempotencyrecord_tenant_id_created_at`;
-- reverse: create index "idempotencyrecord_tenant_id_member_id_key" to table: "idempotency_records"
DROP INDEX `idempotencyrecord_tenant_id_member_id_key`;
-- reverse: create index "idempotencyrecord_tenant_id_id" to table: "idempotency_records"
DROP INDEX `idempotencyrecord_tenant_id_id`;
-- reverse: create "idempotency_records" table
DROP TABLE `idempotency_records`;
