-- A requirement's approval and rating are of its own company.

-- +goose Up
ALTER TABLE requirements
  ADD CONSTRAINT requirements_pending_approval FOREIGN KEY (tenant_id, pending_approval_id) REFERENCES approvals (tenant_id, id),
  ADD CONSTRAINT requirements_rating FOREIGN KEY (tenant_id, rating_id) REFERENCES satisfaction_ratings (tenant_id, id);

-- +goose Down
ALTER TABLE requirements
  DROP CONSTRAINT requirements_rating,
  DROP CONSTRAINT requirements_pending_approval;
