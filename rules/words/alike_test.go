package words

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// What people tell of the same thing in other words is alike; what merely uses
// the same words is less so.
func TestAlike(t *testing.T) {
	for _, c := range []struct {
		name, one, other string
		least, most      float64
	}{
		{"the same", "冷柜温度异常自动报警", "冷柜温度异常自动报警", 1, 1},
		{"punctuation and order", "冷柜，温度异常！自动报警", "自动报警：冷柜，温度异常", 1, 1},
		{"a word more", "冷柜温度异常自动报警", "冷柜温度异常时自动报警", 0.8, 0.99},
		{"other words", "扫码枪识别不了起皱的标签", "标签起皱，扫码枪无法识别", 0.4, 0.9},
		{"the same customer, another matter", "收银机断网时继续收款", "收银机打印小票缺字", 0.1, 0.35},
		{"nothing in common", "冷柜温度异常自动报警", "希望提供英文说明书", 0, 0},
		{"one character in common", "冷柜", "冷气", 0, 0},
		{"a short one in a long one", "收银机", strings.Repeat("我们有很多门店每天都要盘点库存非常麻烦", 1) + "收银机也旧了", 0, 0.35},
		{"Latin", "ERP login is slow", "Slow login to the ERP", 0.6, 0.9},
		{"mixed", "ERP系统登录缓慢", "登录erp系统很慢", 0.4, 0.8},
		{"two scripts, but for what both write alike", "戰略客戶", "战略客户", 0.3, 0.35},
		{"nothing", "", "冷柜", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			one, other := Telling(Index(c.one)), Telling(Index(c.other))
			score, _ := Alike(one, other)
			if score < c.least || score > c.most+1e-9 {
				t.Errorf("%.2f, want %.2f to %.2f", score, c.least, c.most)
			}
			if back, _ := Alike(other, one); math.Abs(back-score) > 1e-9 {
				t.Errorf("%.2f one way, %.2f the other", score, back)
			}
		})
	}
}

func TestTelling(t *testing.T) {
	if got := strings.Join(Telling(Index("客户 a客户 ERP 水")), " "); got != "erp 客户" {
		t.Errorf("%q", got)
	}
}

func TestProbes(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "，。": "", "水": "", "冷柜": "冷柜", "冷柜温度": "冷柜+柜温 柜温+温度",
		"ERP系统": "erp+系统", "冷 柜 a b": "",
	} {
		var got []string
		for _, p := range Probes(text) {
			got = append(got, strings.Join(p, "+"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
	var long strings.Builder
	for r := rune(0x4e00); r < 0x4e00+300; r++ {
		long.WriteRune(r)
	}
	probes := Probes(long.String())
	if len(probes) != MaxProbes || probes[0][0] != "\u4e00\u4e01" || probes[len(probes)-1][0] < "\u4e30" {
		t.Errorf("%d probes of a long text: %v", len(probes), probes)
	}
}

func TestBare(t *testing.T) {
	company := Company("ten_1")
	grams := Index("客户 ERP")
	if got := Bare(company, strings.Fields(Prefixed(company, grams))); !slices.Equal(got, grams) {
		t.Errorf("%v, want %v", got, grams)
	}
	if got := Bare(company, []string{"", "x", company + "_", "other_客户"}); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
