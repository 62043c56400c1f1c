package password_test

import (
	"errors"
	"testing"

	"heed/app/password"
	"heed/rules/fault"
)

func TestCommon(t *testing.T) {
	for _, pass := range []string{
		"1234567890", "0987654321", "qwertyuiop", "password123", "Password!2026", "P@ssw0rd2024!", "Pa55word-0000", "p.a.s.s.w.o.r.d",
		"passwordpassword", "abcabcabcabc", "aaaaaaaaaaaa", "abcdefghijkl", "1q2w3e4r5t", "woaini1314520", "welcome-2026",
		"ｐａｓｓｗｏｒｄ１２", "Administrator", "2026summer2026", "qazwsxedcrfv", "iloveyou!!!!",
	} {
		if err := password.Check("password", pass); !errors.Is(err, fault.Input("password", "password.too_common")) {
			t.Errorf("%s: %v", pass, err)
		}
	}
	for _, pass := range []string{
		"correct horse battery", "wrong horse, other battery", "demo-password-1", "k7x9q-mmw2h-4vd8r-pz3ta", "门锁离线也能打开吧朋友",
		"green-2026-kettle", "the 4 doors of march", "xkcd 936 staple", "1849-2711-0653", "password of the lighthouse",
	} {
		if err := password.Check("password", pass); err != nil {
			t.Errorf("%s: %v", pass, err)
		}
	}
}

func TestPersonal(t *testing.T) {
	about := password.About{Email: "lin.xiaolan+work@yuanjian.example", Company: "远见 客服", CompanySlug: "yuan-jian"}
	for _, pass := range []string{
		"my heed password", "H33D and then some", "linxiaolan 5 doors", "Lin-Xiaolan-5-doors", "at yuanjian 2 doors", "Yu4n-J1an 2 doors", "我在远见客服上班很久", "门锁远见-客服",
	} {
		if err := password.Personal("password", pass, about); !errors.Is(err, fault.Input("password", "password.personal")) {
			t.Errorf("%s: %v", pass, err)
		}
	}
	for _, pass := range []string{"correct horse battery", "work hard, play hard", "远处的见习生真的很多", "lin has 5 doors"} {
		if err := password.Personal("password", pass, about); err != nil {
			t.Errorf("%s: %v", pass, err)
		}
	}
	short := password.About{Email: "li@x.example", Company: "AB", CompanySlug: "abc"}
	if err := password.Personal("password", "a little abc table", short); err != nil {
		t.Errorf("short words: %v", err)
	}
}
