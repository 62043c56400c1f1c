package governance

import (
	"testing"

	"heed/app/apptest"
)

func TestMain(m *testing.M) { apptest.Main(m) }
