package words

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestGrams(t *testing.T) {
	for _, c := range []struct{ name, text, index, query string }{
		{"nothing", "", "", ""},
		{"only separators", " ，。！?! \t\n", "", ""},
		{"one character", "水", "水", "水"},
		{"two characters", "客户", "客 客户 户", "客户"},
		{"a run", "客户反馈", "客 客户 户 户反 反 反馈 馈", "客户 户反 反馈"},
		{"two runs", "客户，反馈", "客 客户 户 反 反馈 馈", "客户 反馈"},
		{"a character alone in a query", "退 货物", "退 货 货物 物", "退 货物"},
		{"a repeated character", "天天天", "天 天天", "天天"},
		{"traditional stays traditional", "戰略", "戰 戰略 略", "戰略"},
		{"words", "Login is SLOW, very slow!", "login is slow very", "login is slow very"},
		{"a number of ours", "REQ-2026-00042", "req 2026 00042", "req 2026 00042"},
		{"mixed", "ERP系统v2上线", "erp 系 系统 统 v2 上 上线 线", "erp 系统 v2 上线"},
		{"full width", "ＡＢＣ１２３", "abc123", "abc123"},
		{"ideographic space", "客户　投诉", "客 客户 户 投 投诉 诉", "客户 投诉"},
		{"compatibility forms", "①㎏ ﬁne", "1kg fine", "1kg fine"},
		{"an ideographic zero", "二〇二六", "二 二〇 〇 〇二 二六 六", "二〇 〇二 二六"},
		{"accents", "Café CAFE\u0301", "cafe", "cafe"},
		{"dotted I", "İstanbul", "istanbul", "istanbul"},
		{"cyrillic and greek", "Привет Ωμέγα", "привет ωμεγα", "привет ωμεγα"},
		{"kana", "データを", "デ デー ー ータ タ タを を", "デー ータ タを"},
		{"half-width kana", "ﾃﾞｰﾀ", "デ デー ー ータ タ", "デー ータ"},
		{"hangul", "고객 의견", "고 고객 객 의 의견 견", "고객 의견"},
		{"hangul in parts", "\u1100\u1169", "고", "고"},
		{"emoji", "很好👍🏽服务👨‍👩‍👧", "很 很好 好 服 服务 务", "很好 服务"},
		{"rare characters", "𠮷野家", "𠮷 𠮷野 野 野家 家", "𠮷野 野家"},
		{"variation selectors", "葛\U000E0100城", "葛 葛城 城", "葛城"},
		{"invisible characters", "soft\u00adhyphen 客\u200b户", "softhyphen 客 客户 户", "softhyphen 客户"},
		{"quotes and operators", `a' & b | !c:* "d" (e)_f`, "a b c d e f", "a b c d e f"},
		{"broken UTF-8", "ab\xffcd", "ab cd", "ab cd"},
		{"NUL", "a\x00b", "a b", "a b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(Index(c.text), " "); got != c.index {
				t.Errorf("index %q, want %q", got, c.index)
			}
			if got := strings.Join(Query(c.text), " "); got != c.query {
				t.Errorf("query %q, want %q", got, c.query)
			}
		})
	}
}

func TestMatches(t *testing.T) {
	const text = "华东区ERP系统登录缓慢，客户要求本周内修复；Contact: Zoë (zoe@example.com)。"
	for query, want := range map[string]bool{
		"慢": true, "缓慢": true, "登录缓慢": true, "系统 客户": true, "erp": true, "ＥＲＰ系统": true, "Zoe": true,
		"zoë EXAMPLE": true, "慢，客": true, "修复 缓慢": true, "": true,
		"快": false, "慢客": false, "er": false, "缓慢 快": false, "登陆": false, "缓慢x": false,
	} {
		if got := matches(query, text); got != want {
			t.Errorf("%q matches: %v, want %v", query, got, want)
		}
	}
}

func TestBounds(t *testing.T) {
	var b strings.Builder
	for r := rune(0x4e00); r < 0x4e00+3000; r++ {
		b.WriteRune(r)
	}
	if got := Index(b.String()); len(got) != MaxGrams {
		t.Errorf("%d grams of a long text", len(got))
	}
	if got := Query(b.String()); len(got) != MaxQueryGrams {
		t.Errorf("%d grams of a long query", len(got))
	}
	if !matches("\u4e00\u4e01\u4e02", b.String()) {
		t.Error("the beginning of a long text is not found")
	}
	long := strings.Repeat("aé", 10) + strings.Repeat("ж", 50)
	got := Index(long)
	if len(got) != 1 || len(got[0]) > MaxGramBytes || !utf8.ValidString(got[0]) {
		t.Errorf("a long word gives %q", got)
	}
	if !slices.Equal(got, Query(long)) {
		t.Error("a long word is cut differently in a query")
	}
}

func TestPrefixed(t *testing.T) {
	if got := Prefixed("t1", []string{"客户", "erp"}); got != "t1_客户 t1_erp" {
		t.Errorf("got %q", got)
	}
	if got := Prefixed("t1", nil); got != "" {
		t.Errorf("no grams give %q", got)
	}
}

// matches is what the databases do: all grams of the query are in the index.
func matches(query, text string) bool {
	index := Index(text)
	for _, g := range Query(query) {
		if !slices.Contains(index, g) {
			return false
		}
	}
	return true
}

var samples = []string{
	"客户反馈：系统登录缓慢，请尽快处理。", "ERP系统v2.1上线后 REQ-2026-00042 仍未关闭",
	"データ連携エラーが発生しました ﾃﾞｰﾀ", "고객이 배송 지연에 대해 불만을 제기했습니다", "Café ＡＢＣ① ﬁne İstanbul",
	"很好👍🏽服务👨‍👩‍👧一流", "𠮷野家 葛\U000E0100城 soft\u00adhyphen", "a\xffb \u0301 \u3099 か\u3099",
}

func FuzzQueryFindsItsText(f *testing.F) {
	for i, s := range samples {
		f.Add(s, uint64(i))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		index := Index(text)
		checkGrams(t, index, MaxGrams)
		checkGrams(t, Query(text), MaxQueryGrams)
		if len(index) == MaxGrams {
			return
		}
		if !matches(text, text) {
			t.Errorf("%q does not find itself", text)
		}
		for _, part := range strings.Fields(text) {
			if !matches(part, text) {
				t.Errorf("%q does not find %q", part, text)
			}
		}
		r := rand.New(rand.NewPCG(seed, 1))
		for range 20 {
			if q := anyPart(r, text); !matches(q, text) {
				t.Errorf("%q does not find %q", q, text)
			}
		}
	})
}

// anyPart picks neighbouring whole words and characters of the text.
func anyPart(r *rand.Rand, text string) string {
	var units []string
	each(plain(text), func(run []rune, dense bool) bool {
		if dense {
			for _, c := range run {
				units = append(units, string(c))
			}
		} else {
			units = append(units, string(run))
		}
		units = append(units, " ")
		return true
	})
	from := r.IntN(len(units) + 1)
	return strings.Join(units[from:from+r.IntN(len(units)-from+1)], "")
}

func checkGrams(t *testing.T, grams []string, limit int) {
	t.Helper()
	if len(grams) > limit {
		t.Errorf("%d grams", len(grams))
	}
	seen := map[string]bool{}
	for _, g := range grams {
		if g == "" || len(g) > MaxGramBytes || !utf8.ValidString(g) || seen[g] {
			t.Errorf("gram %q", g)
		}
		seen[g] = true
		for _, r := range g {
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				t.Errorf("gram %q holds %U", g, r)
			}
		}
	}
}
