package attachments_test

import (
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/ent/database"
	"heed/ent/event"
	"heed/rules/flow"
	"heed/rules/upload"
)

// Recordings, videos, texts and pictures of what was said belong to the record:
// they are kept as they came, until their time is over, and each reading of them
// is told (D0-27).
func TestD0_27(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, c := range []struct {
			file upload.File
			kind flow.AttachmentKind
			mime string
			name string
			days int // 0 for ever
		}{
			{file("通话.mp3", "audio/mpeg", mp3), flow.AttachmentAudio, "audio/mpeg", "通话.mp3", flow.UsualRecordingsDays},
			{file("拜访.mp4", "video/mp4", mp4), flow.AttachmentVideo, "video/mp4", "拜访.mp4", flow.UsualRecordingsDays},
			{file("拜访.m4a", "audio/mp4", mp4), flow.AttachmentAudio, "audio/mp4", "拜访.m4a", flow.UsualRecordingsDays},
			{file("记录", "", "客户说门关得太快。"), flow.AttachmentText, "text/plain", "记录.txt", 0},
			{file(`C:\照片\门.PNG`, "image/png", png), flow.AttachmentImage, "image/png", "门.PNG", 0},
			{file("../../etc/合同.pdf", "application/octet-stream", pdf), flow.AttachmentFile, "application/pdf", "合同.pdf", 0},
		} {
			a := s.mustAdd("head.service", c.file, nil)
			want := database.Never
			if c.days > 0 {
				want = s.Clock.Now().AddDate(0, 0, c.days)
			}
			if a.Kind != c.kind || a.Mime != c.mime || a.Name != c.name || !a.RetainUntil.Equal(want) || a.Sha256 != c.file.SHA256 || a.Size != c.file.Size {
				t.Errorf("%s: %+v", c.file.Name, a)
			}
			if !strings.HasPrefix(a.StorageKey, string(w.A.ID)+"/") || strings.Contains(a.StorageKey, "..") {
				t.Errorf("the key is %s", a.StorageKey)
			}
			before := len(w.A.Events(t))
			if text, err := s.fetch("auditor", a.ID); err != nil || text != content(c.file) {
				t.Errorf("%s: read %q, %v", c.file.Name, text, err)
			}
			events := w.A.Events(t)
			last := events[len(events)-1]
			if len(events) != before+1 || last.Type != "attachment.read" || last.Kind != flow.EventAccess || last.SubjectID != a.ID || last.ActorID != w.A.Members["auditor"].ID {
				t.Errorf("the reading is told as %+v", last)
			}
		}
		added := w.Client.Event.Query().Where(event.Type("attachment.added")).AllX(w.A.System())
		if len(added) != 6 || added[0].SubjectID != s.of || added[0].Kind != flow.EventDomain {
			t.Errorf("added: %v", added)
		}
	})
}
