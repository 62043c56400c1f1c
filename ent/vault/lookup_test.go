package vault

import (
	"bytes"
	"testing"
)

func TestLookup(t *testing.T) {
	k := keys(t, "k1:"+testKey(1))
	h := k.Lookup("ten_a", Phone, "+8613812345678")
	if len(h) != 32 || !bytes.Equal(h, k.Lookup("ten_a", Phone, "+8613812345678")) {
		t.Error("the hash is not stable")
	}
	for name, other := range map[string][]byte{
		"other value":  k.Lookup("ten_a", Phone, "+8613812345679"),
		"other tenant": k.Lookup("ten_b", Phone, "+8613812345678"),
		"other kind":   k.Lookup("ten_a", WeChat, "+8613812345678"),
		"other key":    keys(t, "k1:"+testKey(100)).Lookup("ten_a", Phone, "+8613812345678"),
	} {
		if bytes.Equal(h, other) {
			t.Errorf("%s has the same hash", name)
		}
	}
	if k.Lookup("ten_a", Phone, "") != nil || k.Lookups("ten_a", Phone, "") != nil {
		t.Error("nothing has a hash")
	}
	rotated := keys(t, "k2:"+testKey(100)+" k1:"+testKey(1)).Lookups("ten_a", Phone, "+8613812345678")
	if len(rotated) != 2 || bytes.Equal(rotated[0], h) || !bytes.Equal(rotated[1], h) {
		t.Error("what was stored before the keys changed is not found")
	}
}

func TestNormalize(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func(string) string
		in   string
		want string
	}{
		{"phone", NormalizePhone, "13812345678", "+8613812345678"},
		{"phone", NormalizePhone, " 138-1234 5678 ", "+8613812345678"},
		{"phone", NormalizePhone, "+86 138 1234 5678", "+8613812345678"},
		{"phone", NormalizePhone, "(+86)13812345678", "+8613812345678"},
		{"phone", NormalizePhone, "008613812345678", "+8613812345678"},
		{"phone", NormalizePhone, "86-13812345678", "+8613812345678"},
		{"phone", NormalizePhone, "１３８１２３４５６７８", "+8613812345678"},
		{"phone", NormalizePhone, "电话：13812345678", "+8613812345678"},
		{"phone", NormalizePhone, "Tel: 13812345678", "+8613812345678"},
		{"phone", NormalizePhone, "0755-2345 6789", "+8675523456789"},
		{"phone", NormalizePhone, "+86 (0)755 23456789", "+8675523456789"},
		{"phone", NormalizePhone, "010-12345678转801", "+861012345678x801"},
		{"phone", NormalizePhone, "(010) 12345678 ext. 801", "+861012345678x801"},
		{"phone", NormalizePhone, "010 12345678 x801", "+861012345678x801"},
		{"phone", NormalizePhone, "+1 (415) 555-2671", "+14155552671"},
		{"phone", NormalizePhone, "400-800-1234", "4008001234"},
		{"phone", NormalizePhone, "95588", "95588"},
		{"phone", NormalizePhone, "none", ""},
		{"phone", NormalizePhone, "+", ""},
		{"phone", NormalizePhone, "00", ""},
		{"email", NormalizeEmail, " Zhang.San@Example.COM ", "zhang.san@example.com"},
		{"email", NormalizeEmail, "ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "zhang@example.com"},
		{"email", NormalizeEmail, "张三@例子.中国", "张三@例子.中国"},
		{"email", NormalizeEmail, "İm@example.com", "İm@example.com"}, // no capital of ASCII
		{"email", NormalizeEmail, "no address", ""},
		{"email", NormalizeEmail, "a@b@c", ""},
		{"email", NormalizeEmail, "@example.com", ""},
		{"email", NormalizeEmail, "a@", ""},
		{"email", NormalizeEmail, "a b@example.com", ""},
		{"email", NormalizeEmail, "a@example.com\nBcc: b@example.com", ""},
		{"wechat", NormalizeWeChat, " WxID_Zhang ", "wxid_zhang"},
	} {
		got := tt.f(tt.in)
		if got != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.name, tt.in, got, tt.want)
		}
		if again := tt.f(got); again != got {
			t.Errorf("%s %q: twice gives %q, then %q", tt.name, tt.in, got, again)
		}
	}
}

func TestMasks(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func(string) string
		in   string
		want string
	}{
		{"phone", MaskPhone, "13812345678", "138****5678"},
		{"phone", MaskPhone, "+86 138-1234-5678", "138****5678"},
		{"phone", MaskPhone, "+8613812345678", "138****5678"},
		{"phone", MaskPhone, "0755-23456789", "075****6789"},
		{"phone", MaskPhone, "0755-23456789转801", "075****6789"},
		{"phone", MaskPhone, "+14155552671", "141****2671"},
		{"phone", MaskPhone, "23456789", "****89"},
		{"phone", MaskPhone, "95588", "****"},
		{"phone", MaskPhone, "ask the secretary", "****"},
		{"phone", MaskPhone, "", ""},
		{"email", MaskEmail, "zhang@example.com", "z***@e***.com"},
		{"email", MaskEmail, "张三@例子.中国", "张***@例***.中国"},
		{"email", MaskEmail, "zhang@mail.example.com.cn", "z***@m***.cn"},
		{"email", MaskEmail, "z@e.com", "***@***.com"},
		{"email", MaskEmail, "zhang@localhost", "***"},
		{"email", MaskEmail, "13812345678", "***"},
		{"email", MaskEmail, "", ""},
		{"wechat", MaskWeChat, "wxid_zhang", "wx****"},
		{"wechat", MaskWeChat, "zhang", "****"},
		{"wechat", MaskWeChat, "", ""},
	} {
		if got := tt.f(tt.in); got != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}
