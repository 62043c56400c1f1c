-- Emptying a table fires no trigger of its rows: the journal refuses that by itself.

-- +goose Up

CREATE TRIGGER heed_no_truncate BEFORE TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION heed_refuse('the journal is only added to');
CREATE TRIGGER heed_no_truncate BEFORE TRUNCATE ON event_details
  FOR EACH STATEMENT EXECUTE FUNCTION heed_refuse('the journal is only added to');

-- +goose Down

DROP TRIGGER heed_no_truncate ON event_details;
DROP TRIGGER heed_no_truncate ON events;
