package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
)

// queueName is the file of the queue beside FileName.
const queueName = "jobs.db"

// QueuePath is the file of the queue that belongs to an embedded database:
// jobs.db beside heed.db, NAME.jobs.db beside a file of another name.
func QueuePath(rawURL, dataDir string) (string, error) {
	path, err := sqlitePath(rawURL, dataDir)
	if err != nil {
		return "", err
	}
	dir, name := filepath.Split(path)
	if name == FileName {
		return filepath.Join(dir, queueName), nil
	}
	return filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+"."+queueName), nil
}

// OpenQueueFile opens the file of a queue, made when missing, readable by its
// owner only. All work on it takes turns: it is a pool of one connection.
func OpenQueueFile(ctx context.Context, path string) (*sql.DB, error) {
	if err := makeFile(path); err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	q := url.Values{
		"_busy_timeout": {fmt.Sprint(sqliteBusyTimeout.Milliseconds())},
		"_foreign_keys": {"1"},
		"_synchronous":  {"NORMAL"},
		"_txlock":       {"immediate"},
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, fmt.Errorf("database: opening %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	if err := enterWAL(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("database: opening %s: %w", path, err), db.Close())
	}
	return db, nil
}
