package demo

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
)

// tone is a recording of a second: a tone that swells and fades, as WAV.
func tone(hertz float64) []byte {
	const rate = 8000
	var b bytes.Buffer
	b.WriteString("RIFF")
	word(&b, 36+rate)
	b.WriteString("WAVEfmt ")
	word(&b, 16)
	_ = binary.Write(&b, binary.LittleEndian, []uint16{1, 1}) // PCM, one channel
	word(&b, rate)
	word(&b, rate)
	_ = binary.Write(&b, binary.LittleEndian, []uint16{1, 8}) // of a byte
	b.WriteString("data")
	word(&b, rate)
	for i := range rate {
		t := float64(i) / rate
		b.WriteByte(byte(128 + 90*math.Sin(math.Pi*t)*math.Sin(2*math.Pi*hertz*t)))
	}
	return b.Bytes()
}

// word writes a number of four bytes, the least first.
func word(b *bytes.Buffer, n uint32) { _ = binary.Write(b, binary.LittleEndian, n) }

// sticker is a picture of a label: bars that get narrower the more it is wrinkled.
func sticker(wrinkled int) *image.Gray {
	const wide, high = 160, 96
	img := image.NewGray(image.Rect(0, 0, wide, high))
	for y := range high {
		shift := int(math.Sin(float64(y)/9) * float64(wrinkled))
		for x := range wide {
			shade := color.Gray{Y: 235}
			inside := x > 20 && x < wide-20 && y > 16 && y < high-16
			if inside && ((x+shift)/3*7)%11 < 5 {
				shade.Y = 30
			}
			img.SetGray(x, y, shade)
		}
	}
	return img
}

// photo is the picture as PNG.
func photo(img image.Image) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, img) // to memory
	return b.Bytes()
}

// film shows the pictures, five a second, as AVI of JPEG pictures.
func film(pictures ...image.Image) []byte {
	size := pictures[0].Bounds().Size()
	wide, high := uint32(size.X), uint32(size.Y)
	count := uint32(len(pictures))
	var movie, index bytes.Buffer
	movie.WriteString("movi")
	for _, p := range pictures {
		var one bytes.Buffer
		_ = jpeg.Encode(&one, p, nil) // to memory
		if one.Len()%2 == 1 {
			one.WriteByte(0)
		}
		index.WriteString("00dc")
		word(&index, 0x10) // a whole picture
		word(&index, uint32(movie.Len()))
		word(&index, uint32(one.Len()))
		movie.Write(chunk("00dc", one.Bytes()))
	}
	var head, stream, format bytes.Buffer
	for _, n := range []uint32{200_000, 0, 0, 0x10, count, 0, 1, 0, wide, high, 0, 0, 0, 0} {
		word(&head, n)
	}
	stream.WriteString("vidsMJPG")
	for _, n := range []uint32{0, 0, 0, 1, 5, 0, count, 0, math.MaxUint32, 0, 0, high<<16 | wide} {
		word(&stream, n)
	}
	for _, n := range []uint32{40, wide, high, 24<<16 | 1} {
		word(&format, n)
	}
	format.WriteString("MJPG")
	for _, n := range []uint32{wide * high * 3, 0, 0, 0, 0} {
		word(&format, n)
	}
	strl := chunk("LIST", []byte("strl"), chunk("strh", stream.Bytes()), chunk("strf", format.Bytes()))
	hdrl := chunk("LIST", []byte("hdrl"), chunk("avih", head.Bytes()), strl)
	return chunk("RIFF", []byte("AVI "), hdrl, chunk("LIST", movie.Bytes()), chunk("idx1", index.Bytes()))
}

// chunk is a part of such a file: its name, its length, what is in it.
func chunk(name string, parts ...[]byte) []byte {
	content := bytes.Join(parts, nil)
	var b bytes.Buffer
	b.WriteString(name)
	word(&b, uint32(len(content)))
	b.Write(content)
	return b.Bytes()
}
