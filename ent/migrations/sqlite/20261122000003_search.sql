-- Text search. The grams of a row, each with its company's prefix, are the words of a full-text table that triggers
-- keep. The words are letters and digits already in their final form, so the tokeniser only splits at spaces: all that
-- is not ASCII belongs to a word, whatever version of Unicode it comes from. The id is indexed too, as a word of its
-- own column, because a row is found by it when it changes (row numbers would not survive VACUUM).

-- +goose Up

CREATE VIRTUAL TABLE customer_search USING fts5(id, grams, tokenize = "ascii tokenchars '_'", detail = column);

-- +goose StatementBegin
CREATE TRIGGER heed_customers_search_insert AFTER INSERT ON customers
BEGIN
  INSERT INTO customer_search (id, grams) VALUES (new.id, new.grams);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_customers_search_update AFTER UPDATE OF grams ON customers
WHEN old.grams IS NOT new.grams
BEGIN
  DELETE FROM customer_search WHERE customer_search MATCH 'id:"' || old.id || '"' AND id = old.id;
  INSERT INTO customer_search (id, grams) VALUES (new.id, new.grams);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_customers_search_delete AFTER DELETE ON customers
BEGIN
  DELETE FROM customer_search WHERE customer_search MATCH 'id:"' || old.id || '"' AND id = old.id;
END;
-- +goose StatementEnd

CREATE VIRTUAL TABLE requirement_search USING fts5(id, grams, tokenize = "ascii tokenchars '_'", detail = column);

-- +goose StatementBegin
CREATE TRIGGER heed_requirements_search_insert AFTER INSERT ON requirements
BEGIN
  INSERT INTO requirement_search (id, grams) VALUES (new.id, new.grams);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_requirements_search_update AFTER UPDATE OF grams ON requirements
WHEN old.grams IS NOT new.grams
BEGIN
  DELETE FROM requirement_search WHERE requirement_search MATCH 'id:"' || old.id || '"' AND id = old.id;
  INSERT INTO requirement_search (id, grams) VALUES (new.id, new.grams);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER heed_requirements_search_delete AFTER DELETE ON requirements
BEGIN
  DELETE FROM requirement_search WHERE requirement_search MATCH 'id:"' || old.id || '"' AND id = old.id;
END;
-- +goose StatementEnd

-- +goose Down

DROP TRIGGER heed_requirements_search_delete;
DROP TRIGGER heed_requirements_search_update;
DROP TRIGGER heed_requirements_search_insert;
DROP TABLE requirement_search;

DROP TRIGGER heed_customers_search_delete;
DROP TRIGGER heed_customers_search_update;
DROP TRIGGER heed_customers_search_insert;
DROP TABLE customer_search;
