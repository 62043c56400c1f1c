package server

import (
	"heed/app/surveys"
	"heed/server/survey"
)

// surveys are the pages of those who fill in questionnaires.
func (s *Server) surveys() *survey.Pages {
	return &survey.Pages{
		Desk: &surveys.Desk{Client: s.o.DB.Client, Journal: s.o.Journal, Company: s.o.Who.AsSystem}, Now: s.o.Now,
	}
}
