package words

import (
	"slices"
	"testing"
)

func TestThemes(t *testing.T) {
	texts := []string{"安装困难，请上门", "门锁安装困难", "安装说明不清楚", "Delivery is late", "late delivery and the invoice", "发票 2026", "发票 2026", "唯一的话题"}
	for _, c := range []struct {
		most int
		want []Theme
	}{
		{1, []Theme{{"安装", 3}}},
		{10, []Theme{{"安装", 3}, {"delivery", 2}, {"late", 2}, {"发票", 2}, {"困难", 2}}},
		{0, nil},
	} {
		if got := Themes(texts, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%d: %v, want %v", c.most, got, c.want)
		}
	}
	if got := Themes(nil, 5); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
