-- What must never change. A table that a later file rebuilds loses its triggers: make them again there.

-- +goose Up

-- +goose StatementBegin
CREATE TRIGGER heed_events_no_update BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'UPDATE on events is refused: the journal is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_events_no_delete BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'DELETE on events is refused: the journal is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_event_details_no_update BEFORE UPDATE ON event_details
BEGIN
  SELECT RAISE(ABORT, 'UPDATE on event_details is refused: the journal is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_requirements_original_text BEFORE UPDATE OF original_text ON requirements
WHEN old.original_text IS NOT new.original_text
BEGIN
  SELECT RAISE(ABORT, 'UPDATE on requirements is refused: original_text is immutable');
END;
-- +goose StatementEnd

-- +goose Down

DROP TRIGGER heed_requirements_original_text;
DROP TRIGGER heed_event_details_no_update;
DROP TRIGGER heed_events_no_delete;
DROP TRIGGER heed_events_no_update;
