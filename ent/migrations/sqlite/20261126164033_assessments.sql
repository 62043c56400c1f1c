-- What departments think of requirements. What was given with a plan is its department's.

-- +goose Up
CREATE TABLE `requirement_assessments` (
  `id` text NOT NULL,
  `tenant_id` text NOT NULL,
  `created_at` datetime NOT NULL,
  `created_by` text NULL,
  `updated_at` datetime NOT NULL,
  `updated_by` text NULL,
  `version` integer NOT NULL DEFAULT (1),
  `kind` text NOT NULL,
  `feasibility` json NULL,
  `value` json NULL,
  `deciding` bool NOT NULL DEFAULT (false),
  `assessed_at` datetime NOT NULL,
  `requirement_id` text NOT NULL,
  `department_id` text NULL,
  `assessor_id` text NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `requirement_assessments_requirements_assessments` FOREIGN KEY (`requirement_id`) REFERENCES `requirements` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `requirement_assessments_departments_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `requirement_assessments_members_assessor` FOREIGN KEY (`assessor_id`) REFERENCES `members` (`id`) ON DELETE NO ACTION
);
CREATE UNIQUE INDEX `requirementassessment_tenant_id_id` ON `requirement_assessments` (`tenant_id`, `id`);
CREATE UNIQUE INDEX `requirementassessment_requirement_department_kind` ON `requirement_assessments` (`tenant_id`, `requirement_id`, `department_id`, `kind`);
CREATE INDEX `requirementassessment_tenant_id_department_id` ON `requirement_assessments` (`tenant_id`, `department_id`);
CREATE INDEX `requirementassessment_tenant_id_assessor_id` ON `requirement_assessments` (`tenant_id`, `assessor_id`);
-- Their ids are the requirement's under another prefix; the second one differs in a letter.
INSERT INTO `requirement_assessments` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `kind`, `feasibility`, `deciding`,
  `assessed_at`, `requirement_id`, `department_id`, `assessor_id`)
SELECT 'asm_' || substr(`id`, 5), `tenant_id`, json_extract(`feasibility`, '$.assessedAt'), json_extract(`feasibility`, '$.assessorId'),
  json_extract(`feasibility`, '$.assessedAt'), json_extract(`feasibility`, '$.assessorId'), 'FEASIBILITY', `feasibility`, true,
  json_extract(`feasibility`, '$.assessedAt'), `id`, json_extract(`feasibility`, '$.assessorDepartmentId'), json_extract(`feasibility`, '$.assessorId')
FROM `requirements` WHERE json_type(`feasibility`) = 'object';
INSERT INTO `requirement_assessments` (`id`, `tenant_id`, `created_at`, `created_by`, `updated_at`, `updated_by`, `kind`, `value`, `deciding`,
  `assessed_at`, `requirement_id`, `department_id`, `assessor_id`)
SELECT 'asm_' || substr(`id`, 5, 24) || substr('0123456789abcdefghjkmnpqrstvwxyz', instr('0123456789abcdefghjkmnpqrstvwxyz', substr(`id`, 29, 1)) % 32 + 1, 1) || substr(`id`, 30),
  `tenant_id`, json_extract(`value`, '$.assessedAt'), json_extract(`value`, '$.assessorId'),
  json_extract(`value`, '$.assessedAt'), json_extract(`value`, '$.assessorId'), 'VALUE', `value`, true,
  json_extract(`value`, '$.assessedAt'), `id`, json_extract(`value`, '$.assessorDepartmentId'), json_extract(`value`, '$.assessorId')
FROM `requirements` WHERE json_type(`value`) = 'object';

-- +goose Down
DROP TABLE `requirement_assessments`;
