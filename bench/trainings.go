package main

import (
	"context"
	"time"
)

// How many members the company that is asked has, and how many records of trainings, in
// either size of the rest.
const (
	learners        = 5_000
	trainingRecords = 100_000
)

// trainingRows makes members in fifty posts, a plan that runs for all of them, sessions of
// 200, and records of a year, the newest last: one of ten failed, one of twenty is to be
// trained again. No member signs in.
const trainingRows = `WITH of AS (
		SELECT (SELECT array_agg(id ORDER BY id) FROM departments WHERE tenant_id = $1) AS departments
	), people AS (
		SELECT n, 'mem_0' || substr(md5($1 || 'learner' || n), 1, 25) AS member, departments[n % array_length(departments, 1) + 1] AS department, '岗位 ' || n % 50 AS post
		FROM generate_series(1, $2::int) n, of
	), plan AS (
		INSERT INTO training_plans (id, tenant_id, created_at, updated_at, title, period_start, period_end, posts, department_ids, topics, methods, state, gaps, department_id)
		SELECT 'trp_0' || substr(md5($1 || 'plan'), 1, 25), $1, now(), now(), '年度培训', to_char(now() - interval '1 year', 'YYYY-MM-DD'), to_char(now() + interval '1 year', 'YYYY-MM-DD'),
			'[]', '[]', '[{"kind": "COMMUNICATION", "title": "倾听"}]', '["INTERNAL"]', 'RUNNING', '[]', departments[1]
		FROM of RETURNING id, department_id
	), sessions AS (
		INSERT INTO training_sessions (id, tenant_id, created_at, updated_at, topic, title, method, trainer_kind, trainer_name, place, starts_at, ends_at, capacity, assessment, standards, state, plan_id, department_id)
		SELECT 'trs_0' || substr(md5($1 || 'lesson' || s), 1, 25), $1, now(), now(), 'COMMUNICATION', '倾听 ' || s, 'INTERNAL', 'EXPERT', '王立人', '三楼',
			now() - (n - s) * interval '1 year' / n, now() - (n - s) * interval '1 year' / n + interval '2 hours', 500, '{"scale": 100, "passScore": 60, "validMonths": 24}', '[]', 'CLOSED', plan.id, plan.department_id
		FROM (SELECT $3 / 200 AS n) AS many, generate_series(1, $3 / 200) s, plan
		RETURNING id
	), logins AS (
		INSERT INTO users (id, created_at, updated_at, email, password_hash) SELECT 'usr_0' || substr(md5($1 || 'learner' || n), 1, 25), now(), now(), 'learner' || n || '@bench.example', 'none' FROM people
		RETURNING id
	), learners AS (
		INSERT INTO members (id, tenant_id, created_at, updated_at, user_id, display_name, email, post, department_id)
		SELECT member, $1, now() - interval '2 years', now(), 'usr_0' || substr(md5($1 || 'learner' || n), 1, 25), '学员 ' || n, 'learner' || n || '@bench.example', post, department FROM people
		RETURNING id
	)
	INSERT INTO training_records (id, tenant_id, created_at, updated_at, topic, state, attended_at, attendance, minutes, score, scale, passed, assessed_at, wanting, feedback, feedback_at, post, plan_id, session_id, member_id, department_id)
	SELECT 'trr_0' || substr(md5($1 || 'record' || r), 1, 25), $1, at, at, 'COMMUNICATION', 'ATTENDED', at, 'LIST', 120, 40 + r % 60, 100, r % 10 > 0, at, r % 20 = 0, 1 + r % 5, at, post,
		plan.id, 'trs_0' || substr(md5($1 || 'lesson' || (r - 1) / 200 + 1), 1, 25), member, department
	FROM (SELECT r, now() - ($3 - r) * interval '1 year' / $3 AS at FROM generate_series(1, $3) r) AS made, plan, people
	WHERE people.n = (r - 1) % $2 + 1`

// The documents of the works over trainings; the raw side has no such thing.
const (
	documentLearners = `query($filter: TrainingRecordFilter, $first: Int) { trainingRecords(filter: $filter, first: $first) { edges { node { id state attendedAt score scale passed validUntil valid wanting feedback post session { id title startsAt } member { id displayName } department { id name } availableActions } } pageInfo { hasNextPage endCursor } } }`
	documentBoard    = `query($start: Date) { trainingDashboard(start: $start) { from to rows { post values { indicator { code } numerator denominator value sample } } } }`
)

// trainingWorks are the list of records, of all, of those to be trained again and of a
// member, and the board of a quarter.
func trainingWorks(ctx context.Context, s *sample, _ string) ([]work, error) {
	c := s.companies[0]
	if _, err := s.db.ExecContext(ctx, trainingRows, string(c.id), learners, trainingRecords); err != nil {
		return nil, err
	}
	if _, err := s.db.ExecContext(ctx, "VACUUM (ANALYZE) members, training_plans, training_sessions, training_records"); err != nil {
		return nil, err
	}
	list := work{name: "trainings: page of 50 records"}
	for _, filter := range []map[string]any{nil, {"wanting": true}, {"states": []string{"ATTENDED"}}} {
		list.tasks = append(list.tasks, task{heed: graphql(c, documentLearners, map[string]any{"filter": filter, "first": 50})})
	}
	board := work{name: "trainings: board of a quarter"}
	for _, back := range []int{0, 100, 200} {
		day := time.Now().In(c.zone).AddDate(0, 0, -back).Format(time.DateOnly)
		board.tasks = append(board.tasks, task{heed: graphql(c, documentBoard, map[string]any{"start": day})})
	}
	return []work{list, board}, nil
}
