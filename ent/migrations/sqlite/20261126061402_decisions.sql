-- What a requirement waits for, and how its customer took the result. The table is not
-- made anew, as ent would: its triggers would go with the old one.

-- +goose Up
ALTER TABLE `requirements` ADD COLUMN `pending_approval_id` text NULL CONSTRAINT `requirements_approvals_pending_approval` REFERENCES `approvals` (`id`) ON DELETE NO ACTION;
ALTER TABLE `requirements` ADD COLUMN `rating_id` text NULL CONSTRAINT `requirements_satisfaction_ratings_rating` REFERENCES `satisfaction_ratings` (`id`) ON DELETE NO ACTION;

-- +goose Down
ALTER TABLE `requirements` DROP COLUMN `rating_id`;
ALTER TABLE `requirements` DROP COLUMN `pending_approval_id`;
