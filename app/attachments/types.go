package attachments

import (
	"fmt"
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/upload"
)

// format is a type of content that is taken. What is not listed is not: pages,
// scripts, vector graphics, archives and programs least of all.
type format struct {
	mime       string // as the content shows
	kind       flow.AttachmentKind
	extensions string   // of names, the usual one first
	also       []string // what clients call it
	either     bool     // sound alone or with pictures: the client says which
}

const (
	office = "application/vnd.openxmlformats-officedocument."
	open   = "application/vnd.oasis.opendocument."
)

var formats = []format{
	{mime: "audio/mpeg", kind: flow.AttachmentAudio, extensions: "mp3", also: []string{"audio/mp3"}},
	{mime: "audio/wav", kind: flow.AttachmentAudio, extensions: "wav", also: []string{"audio/x-wav", "audio/wave", "audio/vnd.wave"}},
	{mime: "audio/flac", kind: flow.AttachmentAudio, extensions: "flac", also: []string{"audio/x-flac"}},
	{mime: "audio/aac", kind: flow.AttachmentAudio, extensions: "aac"},
	{mime: "audio/amr", kind: flow.AttachmentAudio, extensions: "amr", also: []string{"audio/amr-nb"}},
	{mime: "audio/ogg", kind: flow.AttachmentAudio, extensions: "ogg oga opus", also: []string{"application/ogg", "audio/opus"}},
	{mime: "audio/mp4", kind: flow.AttachmentAudio, extensions: "m4a mp4", also: []string{"audio/x-m4a", "audio/m4a"}},
	{mime: "audio/x-m4a", kind: flow.AttachmentAudio, extensions: "m4a mp4", also: []string{"audio/mp4", "audio/m4a"}},
	{mime: "video/mp4", kind: flow.AttachmentVideo, extensions: "mp4 m4v m4a", also: []string{"audio/mp4", "audio/x-m4a", "audio/m4a"}, either: true},
	{mime: "video/x-m4v", kind: flow.AttachmentVideo, extensions: "m4v mp4", also: []string{"video/mp4"}},
	{mime: "video/webm", kind: flow.AttachmentVideo, extensions: "webm weba", also: []string{"audio/webm"}, either: true},
	{mime: "video/ogg", kind: flow.AttachmentVideo, extensions: "ogv", also: []string{"application/ogg"}},
	{mime: "video/quicktime", kind: flow.AttachmentVideo, extensions: "mov"},
	{mime: "video/3gpp", kind: flow.AttachmentVideo, extensions: "3gp", also: []string{"audio/3gpp"}, either: true},
	{mime: "video/mpeg", kind: flow.AttachmentVideo, extensions: "mpg mpeg"},
	{mime: "video/x-msvideo", kind: flow.AttachmentVideo, extensions: "avi", also: []string{"video/avi"}},
	{mime: "video/x-matroska", kind: flow.AttachmentVideo, extensions: "mkv"},
	{mime: "image/png", kind: flow.AttachmentImage, extensions: "png"},
	{mime: "image/jpeg", kind: flow.AttachmentImage, extensions: "jpg jpeg", also: []string{"image/jpg", "image/pjpeg"}},
	{mime: "image/gif", kind: flow.AttachmentImage, extensions: "gif"},
	{mime: "image/webp", kind: flow.AttachmentImage, extensions: "webp"},
	{mime: "image/heic", kind: flow.AttachmentImage, extensions: "heic heif", also: []string{"image/heif"}},
	{mime: "image/heif", kind: flow.AttachmentImage, extensions: "heif heic", also: []string{"image/heic"}},
	{mime: "image/bmp", kind: flow.AttachmentImage, extensions: "bmp", also: []string{"image/x-ms-bmp"}},
	{mime: "image/tiff", kind: flow.AttachmentImage, extensions: "tif tiff"},
	{mime: "text/plain", kind: flow.AttachmentText, extensions: "txt md log srt vtt", also: []string{"text/markdown", "text/x-markdown"}},
	{mime: "text/csv", kind: flow.AttachmentText, extensions: "csv txt", also: []string{"text/plain", "application/csv", "application/vnd.ms-excel"}},
	{mime: "text/tab-separated-values", kind: flow.AttachmentText, extensions: "tsv txt", also: []string{"text/plain"}},
	{mime: "text/vtt", kind: flow.AttachmentText, extensions: "vtt txt", also: []string{"text/plain"}},
	{mime: "application/x-subrip", kind: flow.AttachmentText, extensions: "srt txt", also: []string{"text/plain", "text/srt"}},
	{mime: "application/pdf", kind: flow.AttachmentFile, extensions: "pdf", also: []string{"application/x-pdf"}},
	{mime: office + "wordprocessingml.document", kind: flow.AttachmentFile, extensions: "docx"},
	{mime: office + "spreadsheetml.sheet", kind: flow.AttachmentFile, extensions: "xlsx"},
	{mime: office + "presentationml.presentation", kind: flow.AttachmentFile, extensions: "pptx"},
	{mime: "application/msword", kind: flow.AttachmentFile, extensions: "doc"},
	{mime: "application/vnd.ms-excel", kind: flow.AttachmentFile, extensions: "xls"},
	{mime: "application/vnd.ms-powerpoint", kind: flow.AttachmentFile, extensions: "ppt"},
	{mime: open + "text", kind: flow.AttachmentFile, extensions: "odt"},
	{mime: open + "spreadsheet", kind: flow.AttachmentFile, extensions: "ods"},
	{mime: open + "presentation", kind: flow.AttachmentFile, extensions: "odp"},
}

// looked is how much of a content is looked at.
const looked = 64 << 10

func init() { mimetype.SetLimit(looked) }

// sniff tells the format of the content from its beginning; nil for one that is
// not taken. Nothing is ever unpacked.
func sniff(content io.ReadSeeker) (*format, error) {
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("attachments: looking at a content: %w", err)
	}
	found, err := mimetype.DetectReader(content)
	if err != nil {
		return nil, fmt.Errorf("attachments: looking at a content: %w", err)
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("attachments: looking at a content: %w", err)
	}
	is := plain(found.String())
	for i := range formats {
		if formats[i].mime == is {
			return &formats[i], nil
		}
	}
	return nil, nil
}

// plain is a media type without its parameters.
func plain(media string) string {
	is, _, err := mime.ParseMediaType(media)
	if err != nil {
		return strings.ToLower(strings.TrimSpace(media))
	}
	return is
}

// seen is what a file turned out to be.
type seen struct {
	kind       flow.AttachmentKind
	mime, name string
}

// look tells what a file is, and refuses one that is nothing, is of a type that
// is not taken, or is not what the client, its name or its kind says.
func look(f upload.File, name *string, kind *flow.AttachmentKind) (seen, error) {
	var none seen
	if f.Size == 0 {
		return none, fault.Input("file", "attachment.empty")
	}
	called := f.Name
	if name != nil && *name != "" {
		called = *name
	}
	called, err := text.Line("name", path.Base(strings.ReplaceAll(called, `\`, "/")), 1, maxName)
	if err != nil {
		return none, err
	}
	is, err := sniff(f.Content)
	if err != nil {
		return none, err
	}
	if is == nil {
		return none, fault.Input("file", "attachment.type")
	}
	claimed := plain(f.Type)
	if claimed != "" && claimed != "application/octet-stream" && claimed != is.mime && !slices.Contains(is.also, claimed) {
		return none, fault.Input("file", "attachment.lies").With("is", is.mime)
	}
	s := seen{kind: is.kind, mime: is.mime}
	sound := strings.HasPrefix(claimed, "audio/") || kind != nil && *kind == flow.AttachmentAudio
	if is.either && sound {
		s.kind, s.mime = flow.AttachmentAudio, "audio/"+strings.TrimPrefix(is.mime, "video/")
	}
	if kind != nil && *kind != "" && *kind != s.kind {
		return none, fault.Input("kind", "attachment.lies").With("is", s.mime)
	}
	s.name, err = named(called, is)
	return s, err
}

// Check refuses a file that no record could have, before anything is made that it would
// belong to. Errors: attachment.empty, attachment.type, attachment.lies, those of names.
func Check(f upload.File) error {
	_, err := look(f, nil, nil)
	return err
}

// named is the file's name with an extension of its format: what it is called
// decides what a computer does with it.
func named(name string, is *format) (string, error) {
	of := strings.Fields(is.extensions)
	extension := strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")
	switch {
	case slices.Contains(of, extension):
		return name, nil
	case extension != "" && strings.Trim(extension, "abcdefghijklmnopqrstuvwxyz0123456789") == "" && len(extension) <= 5:
		return "", fault.Input("name", "attachment.lies").With("is", is.mime)
	}
	if len([]rune(name))+1+len(of[0]) > maxName {
		return "", fault.Input("name", "input.too_long").With("max", maxName)
	}
	return name + "." + of[0], nil
}
