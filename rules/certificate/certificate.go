// Package certificate sets training certificates (培训合格证书, D2-79) as PDF, one
// page each. The same certificate is always the same bytes.
package certificate

import (
	"bytes"
	"fmt"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"

	"heed/rules/label"
)

// Certificate is what stands in a certificate. Days are written YYYY-MM-DD.
type Certificate struct {
	Locale           label.Locale // the language of the fixed words
	Number           string
	Company, Member  string
	Post             string // empty for none
	Training, Topic  string // the topic's label
	HeldOn, IssuedOn string
	ValidUntil       string    // empty for good
	Points           string    // "92 / 100"; empty where coming was enough
	Minutes          int       // how long the training took
	CheckURL         string    // where anybody checks whether it holds
	Made             time.Time // stands in the file as its date
}

// Write is the certificate as a PDF.
func Write(c Certificate) ([]byte, error) {
	doc, err := draw(c)
	if err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	return b.Bytes(), nil
}

func draw(c Certificate) (*fpdf.Fpdf, error) {
	lang, ok := languages[c.Locale]
	if !ok {
		lang = languages[label.Default]
	}
	doc := fpdf.New("L", "mm", "A4", "")
	doc.SetAutoPageBreak(false, 0)
	doc.SetMargins(0, 0, 0)
	describe(doc, c, lang)
	doc.AddPage()

	p, err := newPen(doc)
	if err != nil {
		return nil, err
	}
	p.frame()
	p.head(c, lang)
	p.body(c, lang)
	p.facts(c, lang)
	if err := p.check(c.CheckURL, lang); err != nil {
		return nil, err
	}
	return doc, doc.Error()
}

// describe fills in what readers show about the file.
func describe(doc *fpdf.Fpdf, c Certificate, lang language) {
	// The library orders its fonts by chance unless told.
	doc.SetCatalogSort(true)
	made := c.Made.UTC()
	if c.Made.IsZero() {
		// The library takes no date for today.
		made = time.Unix(0, 0).UTC()
	}
	doc.SetCreationDate(made)
	doc.SetModificationDate(made)
	doc.SetTitle(property(lang.title+" "+c.Number), false)
	doc.SetSubject(property(c.Training), false)
	doc.SetAuthor(property(c.Company), false)
	doc.SetCreator("Heed", false)
	doc.SetProducer("Heed", false)
	doc.SetLang(lang.tag)
}

// property is a text about the file, in UTF-16 as PDF has it. The library's own
// conversion knows no characters beyond the first plane.
func property(s string) string {
	if s = head(plain(s), 500); s == "" {
		return ""
	}
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}
