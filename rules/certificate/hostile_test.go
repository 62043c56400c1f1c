package certificate

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"heed/rules/label"
)

var hostile = map[string]string{
	"empty":         "",
	"space":         " \t\u3000\u2028\n",
	"newlines":      "一\r\n二\n\n三",
	"chinese":       strings.Repeat("质量管理与客户满意度提升", 17)[:200*3],
	"one word":      strings.Repeat("W", 200),
	"words":         strings.Repeat("training for everybody, ", 9)[:200],
	"narrow":        strings.Repeat("i", 200),
	"marks":         strings.Repeat("，。》", 70),
	"openers":       strings.Repeat("（《", 100),
	"emoji":         strings.Repeat("👩🏽‍🚒𠮷", 50),
	"bidi":          "abc\u202e\u2066כתב\u2069\u200f\ufeff\u00ad",
	"controls":      "a\x00b\x07c\x1b[31m\u0085\u009b",
	"broken":        "a\xff\xfe\xed\xa0\x80b",
	"last of plane": "\uffff\ufffe\ufffd\ue000",
	"syntax":        `) Tj ET (\` + "\\))>> endobj stream %(",
	"escaped bytes": "ਇ਼ൊഊ܍",
	"scripts":       "한국어 ไทย العربية हिन्दी ქართული",
	"accents":       "e\u0301" + strings.Repeat("\u0301\u0302", 100),
	"very long":     strings.Repeat("长 long ", 20_000),
}

// Whatever stands in it, a certificate is one page, nothing on it runs into the
// frame or into another line, and the file is small (D2-79).
func TestD2_79_CertificateHoldsAnything(t *testing.T) {
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) {
			c := sample(label.ZhHans)
			c.Number, c.Company, c.Member, c.Post, c.Training, c.Topic = s, s, s, s, s, s
			c.HeldOn, c.IssuedOn, c.ValidUntil, c.Points, c.Minutes = s, s, s, s, 1<<62
			c.CheckURL = "https://heed.example/" + s[:min(len(s), 600)]
			file, lines := read(t, c)
			if len(file) > 200_000 {
				t.Errorf("%d bytes", len(file))
			}
			if n := len(regexp.MustCompile(`/Type /Page\b`).FindAllString(file, -1)); n != 1 {
				t.Errorf("%d pages", n)
			}
			apart(t, lines)
			for _, r := range strings.ReplaceAll(pageText(lines), "\n", "") {
				if unicode.In(r, unicode.Cc, unicode.Cf) || r > 0xFFFF || r == unicode.ReplacementChar {
					t.Errorf("%q is shown", r)
				}
			}
		})
	}
}

// apart tells of lines that leave the frame or touch each other.
func apart(t *testing.T, lines []line) {
	t.Helper()
	const edge = 13 / millimetre
	for i, a := range lines {
		if a.x < edge || a.x+a.width > pageWidth/millimetre-edge || a.y < edge || a.y+a.size > pageHeight/millimetre-edge {
			t.Errorf("%q leaves the page: %v", a.text, a)
		}
		for _, b := range lines[i+1:] {
			above, below := a, b
			if b.y > a.y {
				above, below = b, a
			}
			if a.x < b.x+b.width && b.x < a.x+a.width && above.y-below.y < 0.15*above.size+0.8*below.size {
				t.Errorf("%q and %q touch: %v, %v", a.text, b.text, above, below)
			}
		}
	}
}

// What no font has is shown as a square; what does not show is left out.
func TestClean(t *testing.T) {
	p, err := newPen(nil)
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"": "", " a \n\t b\u3000": "a b", "张😀三": "张□三", "𠮷田": "□田", "👩🏽‍🚒": "□□□", "한": "□",
		"a\u202eb\u2066\u200b\ufeff\ufe0f": "ab", "a\x00\x1bb": "ab", "a\xffb": "a□b", "“①→≥…”—·《》": "“①→≥…”—·《》",
		"繁體简体Ł": "繁體简体Ł",
	} {
		if got := p.clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A link that no code holds is refused; none at all is left out.
func TestLink(t *testing.T) {
	c := sample(label.En)
	c.CheckURL = "https://heed.example/" + strings.Repeat("x", 3000)
	if _, err := Write(c); err == nil || !strings.Contains(err.Error(), "certificate: the link") {
		t.Errorf("%v", err)
	}
	c.CheckURL = ""
	if file, lines := read(t, c); strings.Contains(file, "/URI") || strings.Contains(pageText(lines), "Scan") {
		t.Error("a link to nowhere")
	}
}
