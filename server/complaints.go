package server

import (
	"heed/app/complaints"
	"heed/server/complaint"
)

// complaints are the pages of those who complain.
func (s *Server) complaints() *complaint.Pages {
	return &complaint.Pages{
		Desk:  &complaints.Desk{Client: s.o.DB.Client, Journal: s.o.Journal, Company: s.o.Who.AsSystem},
		Files: s.o.Files, Feed: s.o.Feed, Now: s.o.Now,
		Enter: s.transport.Enter, Leave: s.transport.Leave, Closing: s.closing, Heartbeat: s.o.Heartbeat,
	}
}
