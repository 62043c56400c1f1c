package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"heed/rules/typeid"
)

// bench makes the data, starts both servers, measures and reports.
func bench(ctx context.Context, s settings) (err error) {
	if err := os.MkdirAll(s.data, 0o755); err != nil { //nolint:gosec // G301: another user's server goes through it
		return err
	}
	if s.profile != "" {
		if err := os.MkdirAll(s.profile, 0o750); err != nil {
			return err
		}
	}
	server, err := connect(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	st, err := openStore(s, server)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.admin.Close()) }()
	if err := st.ready(ctx, s); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.drop(context.WithoutCancel(ctx), st.copied)) }()
	return sideBySide(ctx, s, st)
}

// connect starts a private server, or takes the one that the environment names.
func connect(ctx context.Context, s settings) (*postgres, error) {
	if s.url == "" {
		return startPostgres(ctx, s.data)
	}
	u, err := url.Parse(s.url)
	if err != nil {
		return nil, fmt.Errorf("HEED_BENCH_DATABASE_URL: %w", err)
	}
	return &postgres{url: u}, nil
}

func sideBySide(ctx context.Context, s settings, st *store) (err error) {
	copied := st.server.named(st.copied)
	r := &runner{settings: s, postmaster: postmaster(ctx, st.admin)}
	if r.heed, err = start(ctx, childHeed, copied, filepath.Join(s.data, "data.key")); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.heed.stop()) }()
	if r.raw, err = start(ctx, childRaw, copied); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.raw.stop()) }()
	if r.sample, err = look(ctx, copied); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.sample.db.Close()) }()
	results, err := r.all(ctx)
	if err != nil {
		return err
	}
	if s.verify {
		v, err := r.heed.ask(order{Do: "verify", IDs: []typeid.ID{r.sample.companies[0].id}})
		if err != nil {
			return fmt.Errorf("the journal after the works: %w", err)
		}
		say("the hash chain of %d events is whole", v.Events)
	}
	if err := report(ctx, os.Stdout, s, st, results); err != nil {
		return err
	}
	for _, last := range []struct {
		name string
		do   func() (string, error)
	}{
		{exportWork, func() (string, error) { return r.exports(ctx) }},
		{growthWork, func() (string, error) { return r.grows(ctx, st) }},
	} {
		if !strings.Contains(last.name, s.only) {
			continue
		}
		say("%s", last.name)
		text, err := last.do()
		if err != nil {
			return fmt.Errorf("%s: %w", last.name, err)
		}
		if _, err := os.Stdout.WriteString(text); err != nil {
			return err
		}
	}
	return nil
}

// all compares and measures the works that were asked for.
func (r *runner) all(ctx context.Context) ([]result, error) {
	if err := r.sample.signIn(r.heed); err != nil {
		return nil, err
	}
	list, err := works(ctx, r.sample, r.heed, r.size)
	if err != nil {
		return nil, err
	}
	var results []result
	for _, w := range list {
		if !strings.Contains(w.name, r.only) {
			continue
		}
		say("%s", w.name)
		if err := r.sample.signIn(r.heed); err != nil {
			return nil, err
		}
		if err := compare(ctx, w, r.heed, r.raw); err != nil {
			return nil, err
		}
		if w.once { // what was compared is done
			w.tasks = w.tasks[compared:]
		}
		res, err := r.measure(ctx, w)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.name, err)
		}
		results = append(results, res)
	}
	if strings.Contains(liveWork, r.only) {
		say("%s", liveWork)
		res, err := r.live(ctx)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", liveWork, err)
		}
		results = append(results, res)
	}
	return results, nil
}
