package httpql

import (
	"net/http"
	"testing"

	"heed/rules/label"
)

func TestNegotiate(t *testing.T) {
	for _, c := range []struct {
		accept []string
		want   string // "" for neither
	}{
		{nil, typeJSON},
		{[]string{""}, typeJSON},
		{[]string{"*/*"}, typeJSON},
		{[]string{"application/*"}, typeJSON},
		{[]string{"application/json"}, typeJSON},
		{[]string{"APPLICATION/JSON"}, typeJSON},
		{[]string{gr}, gr},
		{[]string{gr + "; charset=utf-8"}, gr},
		{[]string{gr + "; charset=utf-16"}, ""},
		{[]string{gr + "; charset=utf-16, application/json"}, typeJSON},
		{[]string{gr + ", application/json"}, gr},
		{[]string{"application/json, " + gr}, gr},
		{[]string{"application/json", gr}, gr},
		{[]string{gr + ";q=0.8, application/json"}, typeJSON},
		{[]string{gr + ", application/json;q=0.9"}, gr},
		{[]string{gr + ";q=0.8, application/json;q=0.9"}, typeJSON},
		{[]string{gr + ", */*;q=0.1"}, gr},
		{[]string{gr + ", */*"}, gr},
		{[]string{"application/json, text/plain, */*"}, typeJSON},
		{[]string{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, typeJSON},
		{[]string{"application/json;q=0, */*"}, gr},
		{[]string{"application/json;q=0, application/*;q=0.5"}, gr},
		{[]string{"*/*, " + gr + ";q=0"}, typeJSON},
		{[]string{gr + ";q=0.3, application/*;q=0.5"}, typeJSON},
		{[]string{"application/json;q=0"}, ""},
		{[]string{"*/*;q=0"}, ""},
		{[]string{"image/png"}, ""},
		{[]string{"text/event-stream"}, ""},
		{[]string{"application/json;q=2"}, ""},
		{[]string{"application/json;q=NaN"}, ""},
		{[]string{";;,/,application/json;;q,"}, ""},
		{[]string{"a/b;c, application/json"}, typeJSON},
	} {
		got, ok := negotiate(c.accept)
		if ok != (c.want != "") || ok && got != c.want || !ok && got != typeJSON {
			t.Errorf("%q: %s %t, want %s", c.accept, got, ok, c.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for header, want := range map[string]label.Locale{
		"":                                label.Default,
		"*":                               label.Default,
		"de-DE, fr":                       label.Default,
		"zh":                              label.ZhHans,
		"zh-CN":                           label.ZhHans,
		"zh-SG":                           label.ZhHans,
		"zh-Hans-HK":                      label.ZhHans,
		"zh-TW":                           label.ZhHant,
		"zh-HK":                           label.ZhHant,
		"zh-mo":                           label.ZhHant,
		"ZH-HANT":                         label.ZhHant,
		"zh_Hant":                         label.ZhHant,
		"zh-Hant-CN":                      label.ZhHant,
		"en":                              label.En,
		"en-GB,en;q=0.9,zh;q=0.8":         label.En,
		"de, en;q=0.5, zh-TW;q=0.7":       label.ZhHant,
		"en;q=0, zh-TW;q=0.1":             label.ZhHant,
		"en;q=0":                          label.Default,
		"en;q=x, zh-TW;q=0.1":             label.ZhHant,
		"en ; Q = 0.2 , zh-TW ; q = 0.3":  label.ZhHant,
		"zh-TW,zh;q=0.9,en-US;q=0.8,en;q": label.ZhHant,
		"english":                         label.Default,
		",;,-,;q=1":                       label.Default,
	} {
		r := &http.Request{Header: http.Header{"Accept-Language": {header}}}
		if got := Language(r); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
	r := &http.Request{Header: http.Header{"Accept-Language": {"de", "en;q=0.5"}}}
	if got := Language(r); got != label.En {
		t.Errorf("two headers: %s", got)
	}
}
