package tasks

import (
	"context"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with tasks.
type stage struct {
	*apptest.World
	t *testing.T
}

func on(t *testing.T, w *apptest.World) *stage { return &stage{World: w, t: t} }

func ptr[T any](v T) *T { return &v }

// try runs a verb in a change.
func try[In, Out any](w *apptest.World, ctx context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (out Out, err error) { //nolint:revive // the world comes first in test helpers
	_, err = w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
		out, err = verb(ctx, tx, in)
		return err
	})
	return out, err
}

func must[In any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (*ent.Task, error), in In) *ent.Task {
	s.t.Helper()
	task, err := try(s.World, s.As(who), verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return task.Unwrap()
}

func (s *stage) member(name string) *typeid.ID { return &s.A.Members[name].ID }

func (s *stage) department(of flow.DepartmentType) *typeid.ID { return &s.A.Departments[of].ID }

// task is one that the member asks of another by the due time.
func (s *stage) task(by, of string, due time.Duration) *ent.Task {
	s.t.Helper()
	return must(s, by, Create, CreateInput{Title: "回访客户", AssigneeID: s.member(of), DueAt: ptr(s.Clock.Now().Add(due))})
}

// newest are the types of the newest events, the newest last.
func (s *stage) newest(n int) []string {
	s.t.Helper()
	var types []string
	events := s.A.Events(s.t)
	for _, e := range events[len(events)-n:] {
		types = append(types, e.Type)
	}
	return types
}
