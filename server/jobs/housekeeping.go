package jobs

import (
	"context"

	"heed/app/exchange"
	"heed/app/journal"
	"heed/app/notices"
	"heed/app/sessions"
)

// Housekeeping deletes what is over: in each company, and what belongs to none.
var (
	forgetKeys = Duty{
		Name: "forget_keys", Hour: 3, Idle: true,
		Do: func(ctx context.Context, w *Works) error { return journal.ForgetKeys(ctx, w.Client) },
	}
	forgetLedgers = Duty{
		Name: "forget_ledgers", Hour: 3, Idle: true,
		Do: func(ctx context.Context, w *Works) error { return exchange.ForgetLedgers(ctx, w.Client) },
	}
	forgetNotices = Duty{
		Name: "forget_notices", Hour: 3, Idle: true,
		Do: func(ctx context.Context, w *Works) error { return notices.Forget(ctx, w.Client) },
	}
	forgetSessions = Duty{
		Name: "forget_sessions", Hour: 19, Everywhere: true, // UTC: the night in China
		Do: func(ctx context.Context, w *Works) error { return sessions.Forget(ctx, w.Client) },
	}
)
