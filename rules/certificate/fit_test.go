package certificate

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"heed/rules/label"
)

func testPen(t *testing.T) *pen {
	t.Helper()
	p, err := newPen(fpdf.New("L", "mm", "A4", ""))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Lines end between words and Chinese characters, and no mark begins one.
func TestWrap(t *testing.T) {
	p := testPen(t)
	for _, tc := range []struct {
		text string
		room int
		want []string
	}{
		{"", 1000, nil},
		{"客户投诉", 4000, []string{"客户投诉"}},
		{"客户投诉", 3999, []string{"客户投", "诉"}},
		{"客户投，诉", 3500, []string{"客户", "投，诉"}},
		{"客户《投诉》", 3500, []string{"客户", "《投", "诉》"}},
		{"two words", 3000, []string{"two", "words"}},
		{"学ISO标准", 2500, []string{"学", "ISO", "标准"}},
		{"https://a.example/checked", 9000, []string{"https://a.example/", "checked"}},
		{"wwwwwwww", 2000, []string{"ww", "ww", "ww", "ww"}},
		{"字", 1, []string{"字"}},
	} {
		if got := p.wrap(tc.text, tc.room); !slices.Equal(got, tc.want) {
			t.Errorf("%q in %d: %q, want %q", tc.text, tc.room, got, tc.want)
		}
	}
}

// A text shrinks before it is cut off, and its lines are as long as each other.
func TestFit(t *testing.T) {
	p := testPen(t)
	st := style{size: 20, least: 10}
	for _, tc := range []struct {
		text  string
		lines []string
		size  float64
	}{
		{"客户投诉", []string{"客户投诉"}, 20},
		{"客户投诉处理培训", []string{"客户投诉处理培训"}, 14},
		{strings.Repeat("客户", 9), []string{strings.Repeat("客户", 4) + "客", "户" + strings.Repeat("客户", 4)}, 10},
		{strings.Repeat("客户", 20), []string{strings.Repeat("客户", 5) + "客", "户" + strings.Repeat("客户", 4) + "客…"}, 10},
	} {
		got := p.fit(tc.text, 40, 10, st)
		if !slices.Equal(got.lines, tc.lines) || got.size != tc.size {
			t.Errorf("%q: %q, %v", tc.text, got.lines, got.size)
		}
	}
}

// The library measures as we do.
func TestWidths(t *testing.T) {
	p := testPen(t)
	for _, s := range []string{"Certificate of Training", "Łukaszewicz №①→", "培训合格证书，。《》", "繁體字龍龘"} {
		for _, run := range p.runs(s) {
			p.use(p.face(run[0]), 10)
			if got, want := p.width(string(run)), p.doc.GetStringSymbolWidth(string(run)); got != want {
				t.Errorf("%s: %d, want %d", string(run), got, want)
			}
		}
	}
	if p.face('中') == nil || p.face('中') == p.face('A') || p.face('한') != nil || p.face('😀') != nil {
		t.Error("the wrong font")
	}
}

// Every fixed word can be drawn.
func TestWords(t *testing.T) {
	p := testPen(t)
	for locale, l := range languages {
		for _, s := range []string{
			l.title, l.number, l.certify, l.assessed, l.came, l.close, l.topic, l.held, l.took, l.points, l.issued, l.until, l.forever, l.scan,
			l.date("2026-01-02"), l.duration(150),
		} {
			if strings.ContainsRune(p.clean(s), missing) {
				t.Errorf("%s: %q", locale, s)
			}
		}
	}
	en := languages[label.En]
	for minutes, want := range map[int]string{-5: "", 0: "", 1: "1 minute", 60: "1 hour", 61: "1 hour 1 minute", 150: "2 hours 30 minutes"} {
		if got := en.duration(minutes); got != want {
			t.Errorf("%d: %q", minutes, got)
		}
	}
	if en.date("soon") != "soon" {
		t.Error("a date that is none")
	}
}
