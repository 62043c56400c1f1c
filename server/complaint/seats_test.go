package complaint

import "testing"

// So many pages follow one complaint and no more; who leaves makes room.
func TestSeats(t *testing.T) {
	var s seats
	for range seatsAtLink {
		if !s.enter("one") {
			t.Fatal("there is no seat")
		}
	}
	if s.enter("one") || !s.enter("other") {
		t.Error("seats are not counted by their links")
	}
	s.leave("one")
	if !s.enter("one") || s.enter("one") {
		t.Error("who leaves makes no room")
	}
	s.all = seatsInAll
	if s.enter("third") {
		t.Error("there is no end of seats")
	}
}
