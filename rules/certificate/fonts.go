package certificate

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"sync"
)

// The fonts are packed: unpacked they are 4.7 MB. Their licences lie beside them.
//
//go:embed fonts/*.gz
var packed embed.FS

// face is a font and how wide its characters are.
type face struct {
	name   string
	file   []byte
	widths map[rune]int // in thousandths of the size, of what the font has
}

// faces are the fonts, the first that has a character is taken. Lato has no
// Chinese, and Droid Sans Fallback nothing else.
var faces = sync.OnceValues(func() ([]face, error) {
	var all []face
	for _, name := range []string{"Lato-Regular", "DroidSansFallbackFull"} {
		file, err := unpack("fonts/" + name + ".ttf.gz")
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		all = append(all, face{name: name, file: file, widths: widths(file)})
	}
	return all, nil
})

func unpack(name string) ([]byte, error) {
	b, err := packed.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
