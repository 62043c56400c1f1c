package attachments_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"gocloud.dev/blob"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/upload"
)

// What is not what it claims to be is refused, and nothing is left behind.
func TestRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		text := file("a.txt", "text/plain", "words")
		for name, c := range map[string]struct {
			who    string
			file   upload.File
			change func(*attachments.AddInput)
			want   *fault.Error
		}{
			"nothing":              {"management", file("a.txt", "text/plain", ""), nil, fault.Input("file", "attachment.empty")},
			"a page":               {"management", file("a.txt", "text/plain", html), nil, fault.Input("file", "attachment.type")},
			"a drawing with words": {"management", file("a.png", "image/png", svg), nil, fault.Input("file", "attachment.type")},
			"a program":            {"management", file("a.pdf", "application/pdf", exe), nil, fault.Input("file", "attachment.type")},
			"an archive":           {"management", file("a.docx", "", zip), nil, fault.Input("file", "attachment.type")},
			"sound that is none":   {"management", file("a.mp3", "audio/mpeg", png), nil, fault.Input("file", "attachment.lies")},
			"a name that runs":     {"management", file("a.bat", "text/plain", "del *"), nil, fault.Input("name", "attachment.lies")},
			"another kind":         {"management", text, func(in *attachments.AddInput) { in.Kind = ptr(flow.AttachmentImage) }, fault.Input("kind", "attachment.lies")},
			"the past":             {"management", text, func(in *attachments.AddInput) { in.RetainUntil = ptr(s.Clock.Now()) }, fault.Input("retainUntil", "input.in_the_past")},
			"of a customer":        {"management", text, func(in *attachments.AddInput) { in.OwnerType = flow.SubjectCustomer }, fault.Input("ownerType", "attachment.owner")},
			"of nothing":           {"management", text, func(in *attachments.AddInput) { in.OwnerType = flow.SubjectTask }, fault.NotFound()},
			"the auditor":          {"auditor", text, nil, fault.Forbidden()},
			"another department":   {"head.sales", text, nil, fault.NotFound()},
		} {
			before, kept := w.Count(t), s.contents()
			if _, err := s.add(c.who, c.file, c.change); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v", name, err, c.want)
			}
			if after := w.Count(t); !maps.Equal(before, after) || !slices.Equal(kept, s.contents()) {
				t.Errorf("%s: refused, but rows were %v, are %v, contents %v", name, before, after, s.contents())
			}
		}
	})
}

// A change that fails leaves no content; what is left all the same is swept.
func TestNothingIsLeft(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		failed := errors.New("the last statement fails")
		broken := journal.WithKey(s.As("management"), journal.Key{Text: "k", Operation: "attachmentAdd", Input: []byte("1")})
		in := attachments.AddInput{OwnerType: flow.SubjectRequirement, OwnerID: s.of, File: file("a.txt", "", "words")}
		first, _, err := s.store.Add(broken, s.Journal, in)
		if err != nil || len(s.contents()) != 1 {
			t.Fatal(err, s.contents())
		}
		var again *journal.Repeated
		if _, _, err := s.store.Add(broken, s.Journal, in); !errors.As(err, &again) || again.Made != first.ID {
			t.Errorf("a second time: %v", err)
		}
		w.Client.Attachment.Use(func(next ent.Mutator) ent.Mutator {
			return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
				if m.Op().Is(ent.OpCreate) {
					return nil, failed
				}
				return next.Mutate(ctx, m)
			})
		})
		if _, err := s.add("management", file("b.txt", "", "words"), nil); !errors.Is(err, failed) {
			t.Errorf("failing: %v", err)
		}
		if all := s.contents(); !slices.Equal(all, []string{first.StorageKey}) {
			t.Errorf("left behind: %v", all)
		}
		for _, c := range []*apptest.Company{w.A, w.B} {
			if err := s.Bucket.WriteAll(t.Context(), string(c.ID)+"/orphan", []byte("x"), &blob.WriterOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		s.Clock.Set(time.Now())
		if err := s.store.Sweep(w.A.System(), w.Client); err != nil || len(s.contents()) != 3 {
			t.Errorf("too young to go: %v %v", err, s.contents())
		}
		s.Clock.Set(time.Now().Add(25 * time.Hour))
		if err := s.store.Sweep(w.A.System(), w.Client); err != nil {
			t.Error(err)
		}
		if all := s.contents(); len(all) != 2 || slices.Contains(all, string(w.A.ID)+"/orphan") {
			t.Errorf("swept: %v", all)
		}
		if err := s.store.Forget(w.B.System()); err != nil || len(s.contents()) != 1 {
			t.Errorf("forgotten: %v %v", err, s.contents())
		}
	})
}
