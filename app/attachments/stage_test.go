package attachments_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/customers"
	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/upload"
)

// stage is a world with files.
type stage struct {
	*apptest.World
	t     *testing.T
	store *attachments.Store
	of    typeid.ID // a requirement of the service department
}

func on(t *testing.T, w *apptest.World) *stage {
	t.Helper()
	s := &stage{World: w, t: t, store: attachments.NewStore(w.Bucket)}
	w.Change(t, s.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
		c, err := customers.Create(ctx, tx, customers.CreateInput{Name: "晨光酒店"})
		if err != nil {
			return err
		}
		r, err := requirements.Create(ctx, tx, requirements.CreateInput{
			CustomerID: c.ID, Title: "门", OriginalText: "门关得太快", Source: flow.RequirementSourceVisit, CollectedAt: s.Clock.Now(),
			Category: flow.RequirementCategoryProduct, Urgency: flow.UrgencyGeneral,
		})
		if err == nil {
			s.of = r.ID
		}
		return err
	})
	return s
}

func file(name, claimed, content string) upload.File {
	sum := sha256.Sum256([]byte(content))
	return upload.File{
		Name: name, Type: claimed, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]), Content: bytes.NewReader([]byte(content)),
	}
}

func ptr[T any](v T) *T { return &v }

func (s *stage) add(who string, f upload.File, change func(*attachments.AddInput)) (*ent.Attachment, error) {
	s.t.Helper()
	in := attachments.AddInput{OwnerType: flow.SubjectRequirement, OwnerID: s.of, File: f}
	if change != nil {
		change(&in)
	}
	a, _, err := s.store.Add(s.As(who), s.Journal, in)
	if err != nil {
		return nil, err
	}
	return a.Unwrap(), nil
}

func (s *stage) mustAdd(who string, f upload.File, change func(*attachments.AddInput)) *ent.Attachment {
	s.t.Helper()
	a, err := s.add(who, f, change)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

// contents are the keys in the store.
func (s *stage) contents() []string {
	s.t.Helper()
	var all []string
	for list := s.Bucket.List(nil); ; {
		o, err := list.Next(s.t.Context())
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, o.Key)
	}
}

func (s *stage) fetch(who string, id typeid.ID) (string, error) {
	s.t.Helper()
	_, content, err := s.store.Fetch(s.As(who), s.Journal, id)
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(content)
	if err = errors.Join(err, content.Close()); err != nil {
		s.t.Fatal(err)
	}
	return string(b), nil
}

// The beginnings of files, as programs write them.
var (
	png  = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
	mp3  = "ID3\x03\x00\x00\x00\x00\x00\x0f" + strings.Repeat("\x00", 64)
	mp4  = "\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + strings.Repeat("\x00", 64)
	pdf  = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
	zip  = "PK\x03\x04\x14\x00\x00\x00\x00\x00" + strings.Repeat("\x00", 20)
	html = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
	svg  = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	exe  = "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + strings.Repeat("\x00", 64)
)

func content(f upload.File) string {
	_, _ = f.Content.Seek(0, io.SeekStart)
	b, _ := io.ReadAll(f.Content)
	return string(b)
}
