package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Meeting is one meeting, alone or one of a series (D0-14, D0-42, D0-67).
type Meeting struct{ ent.Schema }

// Mixin of Meeting.
func (Meeting) Mixin() []ent.Mixin { return company("mtg") }

// Fields of Meeting.
func (Meeting) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("type").GoType(flow.MeetingType("")),
		field.String("title").MaxRuneLen(200).NotEmpty(),
		ref("series_id", optional, fixed),
		field.String("recurrence").MaxLen(500).Optional().Immutable().Comment("RFC 5545, of the first of a series."),
		field.Time("starts_at").Annotations(orderField("STARTS_AT")),
		field.Int("minutes_long").Positive(),
		field.String("place").MaxRuneLen(500).Optional().Comment("A room, or a link."),
		ref("department_id", optional),
		ref("organizer_id", optional),
		field.Text("agenda").MaxRuneLen(20000).Optional(),
		field.Text("minutes").MaxRuneLen(50000).Optional(),
		field.JSON("decisions", []flow.MeetingDecision{}),
		field.JSON("records", []flow.RecordRef{}).Comment("What it is about."),
		field.Enum("state").GoType(flow.MeetingState("")).Default(string(flow.MeetingPlanned)),
	}
}

// Edges of Meeting.
func (Meeting) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("occurrences", Meeting.Type).Annotations(internal(), entsql.OnDelete(entsql.NoAction)).
			From("series").Unique().Field("series_id").Immutable(),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("organizer", Member.Type).Unique().Field("organizer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("attendees", MeetingAttendee.Type),
	}
}

// Indexes of Meeting.
func (Meeting) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "starts_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "type", "starts_at", "id"),
		index.Fields("tenant_id", "state", "starts_at", "id"),
		index.Fields("tenant_id", "series_id", "starts_at", "id"),
		index.Fields("tenant_id", "department_id", "starts_at", "id"),
		index.Fields("tenant_id", "organizer_id", "starts_at", "id"),
		index.Fields("tenant_id", "created_by", "starts_at", "id"),
	}
}

// Annotations of Meeting.
func (Meeting) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
