package flow

// DocumentKind is what a governing document is.
type DocumentKind string

// The kinds of governing documents.
const (
	DocumentPublicity DocumentKind = "PUBLICITY" // what the company tells its people (D2-81)
)

// Values lists the kinds, in their order.
func (DocumentKind) Values() []string { return names([]DocumentKind{DocumentPublicity}) }

// PublicityChannel is where the company tells something (D2-81).
type PublicityChannel string

// The channels that the document names, and any other, for its list is cut off (A17).
const (
	ChannelBulletinBoard PublicityChannel = "BULLETIN_BOARD"
	ChannelNewsletter    PublicityChannel = "NEWSLETTER"
	ChannelOfficeSystem  PublicityChannel = "OFFICE_SYSTEM"
	ChannelOtherMeans    PublicityChannel = "OTHER"
)

// Values lists the channels, in their order.
func (PublicityChannel) Values() []string {
	return names([]PublicityChannel{ChannelBulletinBoard, ChannelNewsletter, ChannelOfficeSystem, ChannelOtherMeans})
}

// DocumentState is where a governing document stands.
type DocumentState string

// The states of a document.
const (
	DocumentDraft     DocumentState = "DRAFT"
	DocumentEffective DocumentState = "EFFECTIVE"
	DocumentRetired   DocumentState = "RETIRED" // its period is over, or it was taken back
)

// Values lists the states, in their order.
func (DocumentState) Values() []string {
	return names([]DocumentState{DocumentDraft, DocumentEffective, DocumentRetired})
}

// DocumentAct is what can be done with a document.
type DocumentAct string

// The acts on a document.
const (
	DocumentActUpdate      DocumentAct = "UPDATE"
	DocumentActPublish     DocumentAct = "PUBLISH"
	DocumentActAcknowledge DocumentAct = "ACKNOWLEDGE" // say that one has read it
	DocumentActRetire      DocumentAct = "RETIRE"
)

// Values lists the acts, in their order.
func (DocumentAct) Values() []string {
	return names([]DocumentAct{DocumentActUpdate, DocumentActPublish, DocumentActAcknowledge, DocumentActRetire})
}

// GoverningDocument is the life of a document.
var GoverningDocument = Table[DocumentState, DocumentAct]{
	{DocumentDraft, DocumentActUpdate}:          DocumentDraft,
	{DocumentDraft, DocumentActPublish}:         DocumentEffective,
	{DocumentDraft, DocumentActRetire}:          DocumentRetired,
	{DocumentEffective, DocumentActAcknowledge}: DocumentEffective,
	{DocumentEffective, DocumentActRetire}:      DocumentRetired,
}
