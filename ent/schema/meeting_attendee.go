package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// MeetingAttendee is somebody who is asked to a meeting.
type MeetingAttendee struct{ ent.Schema }

// Mixin of MeetingAttendee.
func (MeetingAttendee) Mixin() []ent.Mixin { return companyJoin("mta") }

// Fields of MeetingAttendee.
func (MeetingAttendee) Fields() []ent.Field {
	return []ent.Field{
		ref("meeting_id", fixed),
		ref("member_id", fixed),
		field.Bool("attended").Optional().Nillable().Comment("None before it is held."),
	}
}

// Edges of MeetingAttendee.
func (MeetingAttendee) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("meeting", Meeting.Type).Ref("attendees").Unique().Required().Immutable().Field("meeting_id"),
		edge.To("member", Member.Type).Unique().Required().Immutable().Field("member_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of MeetingAttendee.
func (MeetingAttendee) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "meeting_id", "member_id").Unique(),
		index.Fields("tenant_id", "member_id"),
	}
}
