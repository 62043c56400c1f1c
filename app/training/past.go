package training

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/requirements"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/task"
	"heed/ent/touchpointstandard"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// past is what matters of members' other trainings for what a session makes of them, read
// for all of them at once.
type past struct {
	on       map[typeid.ID][]*ent.TrainingRecord // by member: on the same topic, of the same post's standards, with a result
	open     map[typeid.ID][]string              // by record: the keys of its tasks to train again
	numbers  []string                            // of certificates
	standard *ent.TouchpointStandard             // of the post, the newest that took effect since the session began; nil for none
}

// pastOf reads what matters of the members of the session's records, of whom so many get a
// certificate, by up to four statements.
func pastOf(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, rows []*ent.TrainingRecord, certificates int) (*past, error) {
	p, sys := &past{on: map[typeid.ID][]*ent.TrainingRecord{}, open: map[typeid.ID][]string{}}, viewer.SystemOf(ctx)
	if len(rows) == 0 {
		return p, nil
	}
	others, err := tx.TrainingRecord.Query().Where(
		trainingrecord.MemberIDIn(membersOf(rows)...), about(s.Topic, s.Post), trainingrecord.SessionIDNEQ(s.ID),
		trainingrecord.StateEQ(flow.TrainingAttended), trainingrecord.PassedNotNil(),
	).Order(trainingrecord.ByID()).All(sys)
	if err != nil {
		return nil, fmt.Errorf("training: reading earlier records: %w", err)
	}
	subjects := make([]typeid.ID, 0, len(rows)+len(others))
	for _, r := range others {
		p.on[r.MemberID] = append(p.on[r.MemberID], r)
		if r.Wanting {
			subjects = append(subjects, r.ID)
		}
	}
	for _, r := range rows {
		subjects = append(subjects, r.ID)
	}
	asked, err := tx.Task.Query().Where(task.SubjectIDIn(subjects...), task.TypeEQ(flow.TaskRetraining), task.StateIn(flow.TaskOpen, flow.TaskInProgress), task.DedupeKeyNotNil()).
		Order(task.ByID()).All(sys)
	if err != nil {
		return nil, fmt.Errorf("training: looking for what was asked: %w", err)
	}
	for _, t := range asked {
		p.open[t.SubjectID] = append(p.open[t.SubjectID], *t.DedupeKey)
	}
	if s.Post != "" {
		p.standard, err = tx.TouchpointStandard.Query().Where(touchpointstandard.StateEQ(flow.StandardEffective), touchpointstandard.Post(s.Post),
			touchpointstandard.EffectiveAtGT(s.StartsAt)).Order(touchpointstandard.ByEffectiveAt(sql.OrderDesc()), touchpointstandard.ByID()).First(sys)
		if err != nil && !ent.IsNotFound(err) {
			return nil, fmt.Errorf("training: looking for newer standards: %w", err)
		}
	}
	if certificates > 0 {
		if p.numbers, err = requirements.NextNumbers(ctx, tx, series, certificates); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// about are records on a topic, of a post's standards where it has a post.
func about(topic flow.TrainingTopicKind, post string) predicate.TrainingRecord {
	taught := trainingrecord.TaughtPost(post)
	if post == "" {
		taught = trainingrecord.Or(trainingrecord.TaughtPostIsNil(), taught)
	}
	return trainingrecord.And(trainingrecord.TopicEQ(topic), taught)
}

// later tells whether the member has a result of a later training on the same.
func (p *past) later(r *ent.TrainingRecord) bool {
	for _, o := range p.on[r.MemberID] {
		if o.AttendedAt.After(*r.AttendedAt) {
			return true
		}
	}
	return false
}

// number is the certificate's that a record gets with its first pass; nil when it has one,
// or does not pass. It stays when the result is corrected: whoever checks it is told then.
func (p *past) number(r *ent.TrainingRecord, passed bool) *string {
	if !passed || r.CertificateNumber != nil || len(p.numbers) == 0 {
		return nil
	}
	next := p.numbers[0]
	p.numbers = p.numbers[1:]
	return &next
}

// supersede ends what the member's earlier records on the same ask for: this one counts.
func (p *past) supersede(ctx context.Context, tx *ent.Tx, r *ent.TrainingRecord) error {
	for _, was := range p.on[r.MemberID] {
		if was.SupersededAt != nil || was.AttendedAt.After(*r.AttendedAt) {
			continue
		}
		if err := was.Update().SetSupersededAt(viewer.Now(ctx)).SetWanting(false).Exec(ctx); err != nil {
			return fmt.Errorf("training: superseding a record: %w", err)
		}
		if !was.Wanting {
			continue
		}
		if err := p.settle(ctx, tx, was.ID, *r.Passed); err != nil {
			return err
		}
	}
	return nil
}

// settle ends the tasks that a record had asked for: they are done, or not wanted any more.
func (p *past) settle(ctx context.Context, tx *ent.Tx, record typeid.ID, done bool) error {
	end := tasks.Retract
	if done {
		end = tasks.Settle
	}
	for _, key := range p.open[record] {
		if err := end(ctx, tx, key, ""); err != nil {
			return err
		}
	}
	return nil
}

// outdated marks a record that was passed after a new standard of its post had taken
// effect: what was taught held no longer when it was written down.
func (p *past) outdated(ctx context.Context, tx *ent.Tx, r *ent.TrainingRecord, s *ent.TrainingSession) error {
	if p.standard == nil || r.OutdatedAt != nil || !p.standard.EffectiveAt.After(*r.AttendedAt) {
		return nil
	}
	r.Edges.Session = s
	return outdate(viewer.SystemOf(ctx), tx, []*ent.TrainingRecord{r}, p.standard)
}
