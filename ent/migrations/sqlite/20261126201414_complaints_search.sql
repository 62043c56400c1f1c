-- Text search of complaints, as customers and requirements have it.

-- +goose Up

CREATE VIRTUAL TABLE complaint_search USING fts5(id, grams, tokenize = "ascii tokenchars '_'", detail = column);
-- What a complainant said is gone from the index, too, when it is erased.
INSERT INTO complaint_search (complaint_search, rank) VALUES ('secure-delete', 1);

-- +goose StatementBegin
CREATE TRIGGER heed_complaints_search_insert AFTER INSERT ON complaints
BEGIN
  INSERT INTO complaint_search (id, grams) VALUES (new.id, new.grams);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_complaints_search_update AFTER UPDATE OF grams ON complaints
WHEN old.grams IS NOT new.grams
BEGIN
  DELETE FROM complaint_search WHERE complaint_search MATCH 'id:"' || old.id || '"' AND id = old.id;
  INSERT INTO complaint_search (id, grams) VALUES (new.id, new.grams);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_complaints_search_delete AFTER DELETE ON complaints
BEGIN
  DELETE FROM complaint_search WHERE complaint_search MATCH 'id:"' || old.id || '"' AND id = old.id;
END;
-- +goose StatementEnd

-- +goose Down

DROP TRIGGER heed_complaints_search_delete;
DROP TRIGGER heed_complaints_search_update;
DROP TRIGGER heed_complaints_search_insert;
DROP TABLE complaint_search;
