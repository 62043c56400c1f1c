package text

// Checks cleans the texts of an input where they stand and keeps the first mistake.
type Checks struct{ Err error }

// Fail keeps a mistake, unless there was one before.
func (c *Checks) Fail(err error) {
	if c.Err == nil {
		c.Err = err
	}
}

// Line is a text of one line, of so many characters.
func (c *Checks) Line(field, value string, least, most int) string {
	cleaned, err := Line(field, value, least, most)
	if err != nil {
		c.Fail(err)
	}
	return cleaned
}

// Lines is Line for a text of several lines.
func (c *Checks) Lines(field, value string, least, most int) string {
	cleaned, err := Lines(field, value, least, most)
	if err != nil {
		c.Fail(err)
	}
	return cleaned
}
