package certificate

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"heed/rules/label"
)

// sample is a certificate with everything in it.
func sample(locale label.Locale) Certificate {
	return Certificate{
		Locale: locale, Number: "TC-2026-000123", Company: "华信软件服务（深圳）有限公司", Member: "陳曉琳 Łucja",
		Post: "高级质量专员", Training: `投诉处理 (ISO 10002) \ 第一期`, Topic: "客户投诉", HeldOn: "2026-11-20", IssuedOn: "2026-11-27",
		ValidUntil: "2028-02-01", Points: "92 / 100", Minutes: 210, CheckURL: "https://heed.example/certificates/Qm9vYmFyQmF6MTIzNDU2Nzg5MA?a=(1)",
		Made: time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC),
	}
}

// line is a piece of text as it stands on the page, in points from its left and its foot.
type line struct {
	x, y, size, width float64
	text              string
}

var (
	operators = regexp.MustCompile(`(?s)BT /F\w+ ([\d.]+) Tf ET|BT (-?[\d.]+) (-?[\d.]+) Td \((.*?)\) Tj ET`)
	unescape  = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r")
)

func decode(s string) string {
	b := []byte(unescape.Replace(s))
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), "\uFEFF")
}

// page is what draws the page, the first stream of the file.
func page(t *testing.T, file []byte) string {
	t.Helper()
	_, stream, _ := bytes.Cut(file, []byte("\nstream\n"))
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// read is the file and what stands on its page: runs of several fonts in one
// line are joined.
func read(t *testing.T, c Certificate) (string, []line) {
	t.Helper()
	file, err := Write(c)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPen(nil)
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	var all []line
	var size float64
	for _, m := range operators.FindAllStringSubmatch(page(t, file), -1) {
		if m[1] != "" {
			size = number(m[1])
			continue
		}
		l := line{x: number(m[2]), y: number(m[3]), size: size, text: decode(m[4])}
		l.width = float64(p.width(l.text)) * size / 1000
		if n := len(all); n > 0 && all[n-1].y == l.y {
			all[n-1].text += l.text
			all[n-1].width = l.x + l.width - all[n-1].x
			continue
		}
		all = append(all, l)
	}
	return string(file), all
}

// pageText is the text of the page, a line each.
func pageText(lines []line) string {
	var all []string
	for _, l := range lines {
		all = append(all, l.text)
	}
	return strings.Join(all, "\n") + "\n"
}
