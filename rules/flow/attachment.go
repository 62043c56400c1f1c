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
