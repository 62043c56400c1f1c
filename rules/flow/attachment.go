package flow

// AttachmentKind is what a file holds (D0-27).
type AttachmentKind string

// The kinds of files.
const (
	AttachmentAudio AttachmentKind = "AUDIO"
	AttachmentVideo AttachmentKind = "VIDEO"
	AttachmentText  AttachmentKind = "TEXT"
	AttachmentImage AttachmentKind = "IMAGE"
	AttachmentFile  AttachmentKind = "FILE"
)

// Values lists the kinds of files, in their order.
func (AttachmentKind) Values() []string {
	return names([]AttachmentKind{AttachmentAudio, AttachmentVideo, AttachmentText, AttachmentImage, AttachmentFile})
}

// AttachmentAct is what can be done with a file.
type AttachmentAct string

// The acts on a file.
const (
	AttachmentActOpen   AttachmentAct = "OPEN"
	AttachmentActRemove AttachmentAct = "REMOVE"
)

// Values lists the acts on a file, in their order.
func (AttachmentAct) Values() []string {
	return names([]AttachmentAct{AttachmentActOpen, AttachmentActRemove})
}

// FilesFigure counts the bytes of a company's files.
const FilesFigure = "file_bytes"
