// Package attachments is the files of records: recordings, videos, texts and
// pictures of what was said and found out (D0-27). Rows stand in the database,
// contents in a store of files beside it.
package attachments

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"heed/rules/typeid"
)

// Store keeps contents by keys that nobody can guess, the company's id in front.
type Store struct{ bucket *blob.Bucket }

// NewStore keeps contents in the bucket.
func NewStore(bucket *blob.Bucket) *Store { return &Store{bucket} }

// Close lets go of the store.
func (s *Store) Close() error { return s.bucket.Close() }

// keyBytes is how much of a key is random.
const keyBytes = 20

// newKey is a place for a content of the company. It tells nothing of the file.
func newKey(company typeid.ID) (string, error) {
	b := make([]byte, keyBytes)
	if _, err := rand.Read(b); err != nil {
		return "", fmt.Errorf("attachments: a key: %w", err)
	}
	return folder(company) + hex.EncodeToString(b), nil
}

// folder is where the contents of a company stand.
func folder(company typeid.ID) string { return string(company) + "/" }

// put writes a content whole, or nothing.
func (s *Store) put(ctx context.Context, key, mime string, content io.Reader) error {
	if err := s.bucket.Upload(ctx, key, content, &blob.WriterOptions{ContentType: mime, MaxConcurrency: 1}); err != nil {
		return fmt.Errorf("attachments: writing a content: %w", err)
	}
	return nil
}

// ErrGone is a content that is not in the store.
var ErrGone = errors.New("attachments: the content is gone")

// read opens a content; it can be read from any place. Who opens it closes it.
func (s *Store) read(ctx context.Context, key string) (io.ReadSeekCloser, error) {
	r, err := s.bucket.NewReader(ctx, key, nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, ErrGone
	}
	if err != nil {
		return nil, fmt.Errorf("attachments: opening a content: %w", err)
	}
	return r, nil
}

// drop deletes a content; one that is not there is no mistake.
func (s *Store) drop(ctx context.Context, key string) error {
	if err := s.bucket.Delete(ctx, key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return fmt.Errorf("attachments: deleting a content: %w", err)
	}
	return nil
}

// content is what stands in the store.
type content struct {
	key string
	at  time.Time // of its last change, by the store's clock
}

// walk gives the contents of the company, one after another.
func (s *Store) walk(ctx context.Context, company typeid.ID, each func(content) error) error {
	for list := s.bucket.List(&blob.ListOptions{Prefix: folder(company)}); ; {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("attachments: listing contents: %w", err)
		}
		if err := each(content{o.Key, o.ModTime}); err != nil {
			return err
		}
	}
}
