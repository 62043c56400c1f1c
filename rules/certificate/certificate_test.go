package certificate

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"heed/rules/label"
)

// A certificate says who was trained in what, in the company's language (D2-79).
func TestD2_79_CertificateSays(t *testing.T) {
	bare := func(l label.Locale) Certificate {
		c := sample(l)
		c.Post, c.Points, c.ValidUntil, c.Minutes = "", "", "", 60
		return c
	}
	always := []string{"华信软件服务（深圳）有限公司\n", "陳曉琳 Łucja\n", `投诉处理 (ISO 10002) \ 第一期` + "\n", "客户投诉\n", "https://heed.example/certificates/\nQm9v"}
	full := []string{"高级质量专员\n", "92 / 100\n"}
	for name, tc := range map[string]struct {
		c         Certificate
		has, not  []string
		lang, tip string
	}{
		"simplified": {
			sample(label.ZhHans), append(full,
				"培训合格证书\n", "证书编号：TC-2026-000123\n", "兹证明\n", "参加下列培训，并经考核合格\n", "特发此证。\n", "培训主题\n",
				"培训日期\n2026年11月20日\n", "培训时长\n3小时30分钟\n", "考核成绩\n", "发证日期\n2026年11月27日\n", "有效期至\n2028年2月1日\n", "扫码查验真伪\n"),
			[]string{"长期有效", "准予合格"},
			"zh-Hans", "培训合格证书 TC-2026-000123",
		},
		"traditional": {
			sample(label.ZhHant), append(full,
				"培訓合格證書\n", "證書編號：TC-2026-000123\n", "茲證明\n", "參加下列培訓，並經考核合格\n", "特發此證。\n", "培訓主題\n",
				"培訓日期\n2026年11月20日\n", "培訓時長\n3小時30分鐘\n", "考核成績\n", "發證日期\n2026年11月27日\n", "有效期至\n2028年2月1日\n", "掃碼查驗真偽\n"),
			[]string{"長期有效", "准予合格"},
			"zh-Hant", "培訓合格證書 TC-2026-000123",
		},
		"english": {
			sample(label.En), append(full,
				"Certificate of Training\n", "Certificate no. TC-2026-000123\n", "This is to certify that\n", "passed its assessment\n",
				"Held on\n20 November 2026\n", "Duration\n3 hours 30 minutes\n", "Result\n", "Issued on\n27 November 2026\n", "Valid until\n1 February 2028\n", "Scan to verify\n"),
			[]string{"No expiry"},
			"en", "Certificate of Training TC-2026-000123",
		},
		"simplified, bare": {
			bare(label.ZhHans),
			[]string{"参加并完成下列培训，准予合格\n", "培训时长\n1小时\n", "有效期至\n长期有效\n"},
			[]string{"专员", "考核", "/ 100"},
			"zh-Hans", "培训合格证书 TC-2026-000123",
		},
		"traditional, bare": {
			bare(label.ZhHant),
			[]string{"參加並完成下列培訓，准予合格\n", "培訓時長\n1小時\n", "有效期至\n長期有效\n"},
			[]string{"专员", "考核", "/ 100"},
			"zh-Hant", "培訓合格證書 TC-2026-000123",
		},
		"english, bare": {
			bare(label.En),
			[]string{"has completed the following training\n", "Duration\n1 hour\n", "Valid until\nNo expiry\n"},
			[]string{"专员", "assessment", "Result", "/ 100"},
			"en", "Certificate of Training TC-2026-000123",
		},
		"no language": {sample("fr"), []string{"培训合格证书\n"}, nil, "zh-Hans", "培训合格证书 TC-2026-000123"},
	} {
		t.Run(name, func(t *testing.T) {
			file, lines := read(t, tc.c)
			text := pageText(lines)
			for _, want := range append(always, tc.has...) {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in\n%s", want, text)
				}
			}
			for _, not := range tc.not {
				if strings.Contains(text, not) {
					t.Errorf("%q in\n%s", not, text)
				}
			}
			entry := func(name string) string {
				m := regexp.MustCompile(`(?s)/` + name + ` \((.*?)\)\n`).FindStringSubmatch(file)
				if m == nil {
					t.Fatalf("no %s", name)
				}
				return m[1]
			}
			if got := decode(entry("Title")); got != tc.tip {
				t.Errorf("title %q", got)
			}
			if got := decode(entry("Author")); got != tc.c.Company {
				t.Errorf("author %q", got)
			}
			if got := entry("Lang"); got != tc.lang {
				t.Errorf("language %q", got)
			}
			if n := strings.Count(file, `/URI (https://heed.example/certificates/Qm9vYmFyQmF6MTIzNDU2Nzg5MA?a=\(1\))`); n != 2 {
				t.Errorf("%d links", n)
			}
		})
	}
}

// The same certificate is the same file, also where many are written at once.
func TestD2_79_CertificateIsStable(t *testing.T) {
	write := func(c Certificate) []byte {
		b, err := Write(c)
		if err != nil {
			t.Error(err)
		}
		return b
	}
	c := sample(label.ZhHans)
	want := write(c)
	results := make(chan []byte)
	for i := range 8 {
		other := c
		other.Made = c.Made.In(time.FixedZone("", i*3600))
		go func() { results <- write(other) }()
	}
	for range 8 {
		if !bytes.Equal(<-results, want) {
			t.Error("another file")
		}
	}
	c.Made = time.Time{}
	if !bytes.Equal(write(c), write(c)) || bytes.Equal(write(c), want) {
		t.Error("without a date")
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, l := range []label.Locale{label.ZhHans, label.En} {
		c := sample(l)
		if l == label.En {
			c.Company, c.Member, c.Post, c.Training, c.Topic = "Brightwater Ltd.", "Anna Łukaszewicz", "Officer", "Handling complaints", "Complaints"
		}
		b.Run(string(l), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Write(c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
