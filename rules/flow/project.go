package flow

// ProjectState is where an improvement project stands (D2-19).
type ProjectState string

// The states of a project.
const (
	ProjectRunning   ProjectState = "RUNNING"
	ProjectClosed    ProjectState = "CLOSED" // what it has brought is known
	ProjectCancelled ProjectState = "CANCELLED"
)

// Values lists the states of a project, in their order.
func (ProjectState) Values() []string {
	return names([]ProjectState{ProjectRunning, ProjectClosed, ProjectCancelled})
}

// ProjectAct is what can be done with a project.
type ProjectAct string

// The acts on a project.
const (
	ProjectActUpdate ProjectAct = "UPDATE"
	ProjectActClose  ProjectAct = "CLOSE"
	ProjectActCancel ProjectAct = "CANCEL"
)

// Values lists the acts on a project, in their order.
func (ProjectAct) Values() []string {
	return names([]ProjectAct{ProjectActUpdate, ProjectActClose, ProjectActCancel})
}

// Project is the life of an improvement project.
var Project = Table[ProjectState, ProjectAct]{
	{ProjectRunning, ProjectActUpdate}: ProjectRunning,
	{ProjectRunning, ProjectActClose}:  ProjectClosed,
	{ProjectRunning, ProjectActCancel}: ProjectCancelled,
}
