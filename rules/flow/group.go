package flow

// WorkGroupKind is what a group is for.
type WorkGroupKind string

// The kinds of groups.
const (
	GroupCommittee     WorkGroupKind = "COMMITTEE"
	GroupResponseTeam  WorkGroupKind = "RESPONSE_TEAM" // D0-43
	GroupJointHandling WorkGroupKind = "JOINT_HANDLING"
)

// Values lists the kinds of groups, in their order.
func (WorkGroupKind) Values() []string {
	return names([]WorkGroupKind{GroupCommittee, GroupResponseTeam, GroupJointHandling})
}

// GroupCapacity is as what somebody is in a group (D0-43, D0-44).
type GroupCapacity string

// The capacities.
const (
	CapacityHead        GroupCapacity = "HEAD"
	CapacitySpecialist  GroupCapacity = "SPECIALIST"
	CapacityCoordinator GroupCapacity = "COORDINATOR"
)

// Values lists the capacities, in their order.
func (GroupCapacity) Values() []string {
	return names([]GroupCapacity{CapacityHead, CapacitySpecialist, CapacityCoordinator})
}

// WorkGroupAct is what can be done with a group.
type WorkGroupAct string

// The acts on a group.
const (
	WorkGroupActUpdate WorkGroupAct = "UPDATE"
	WorkGroupActRetire WorkGroupAct = "RETIRE"
)

// Values lists the acts on a group, in their order.
func (WorkGroupAct) Values() []string {
	return names([]WorkGroupAct{WorkGroupActUpdate, WorkGroupActRetire})
}
