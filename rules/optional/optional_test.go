package optional_test

import (
	"testing"

	"heed/rules/optional"
)

func TestOptional(t *testing.T) {
	five, nothing := 5, ""
	if optional.Value(&five) != 5 || optional.Value[int](nil) != 0 {
		t.Error("a value is another")
	}
	if optional.Or(&nothing, "other") != "" || optional.Or(nil, "other") != "other" {
		t.Error("what is given empty is not left out")
	}
}
