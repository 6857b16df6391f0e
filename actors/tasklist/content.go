package tasklist

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// clean is the content as it is kept: the title on one line, labels in lower
// case and once each. What is over a limit is refused.
func (c Content) clean() (Content, error) {
	var err error
	if c.Title, err = cleanTitle("title", c.Title); err != nil {
		return c, err
	}
	if err = checkNotes(c.Notes); err != nil {
		return c, err
	}
	if c.Priority < NoPriority || c.Priority > Low {
		return c, refuse(CodeBadPriority, "priority", "A priority is 1 (urgent) to 4 (low), or 0 for none; %d is not.", c.Priority)
	}
	if c.Labels, err = cleanLabels("labels", c.Labels); err != nil {
		return c, err
	}
	if c.Project, err = cleanProject("project", c.Project); err != nil {
		return c, err
	}
	if c.Minutes < 0 || time.Duration(c.Minutes)*time.Minute > MaxDuration {
		return c, refuse(CodeBadDuration, "durationMin", "A task takes 0 minutes to %d days; %d minutes are not that.", int(MaxDuration.Hours()/24), c.Minutes)
	}
	c.Reminders, err = cleanReminders(c.Reminders)
	return c, err
}

// edited is the content with the fields of the verb that are set.
func (c Content) edited(v EditTask) (Content, error) {
	c = c.clone()
	if v.Title != nil {
		c.Title = *v.Title
	}
	if v.Notes != nil {
		c.Notes = *v.Notes
	}
	c.Notes = below(c.Notes, v.AddNotes)
	if v.Priority != nil {
		c.Priority = *v.Priority
	}
	if v.Labels != nil {
		c.Labels = slices.Clone(*v.Labels)
	}
	c.Labels = append(c.Labels, v.Tag...)
	for _, gone := range v.Untag {
		c.Labels = slices.DeleteFunc(c.Labels, func(l string) bool { return l == strings.ToLower(strings.TrimSpace(gone)) })
	}
	if v.Project != nil {
		c.Project = *v.Project
	}
	if v.Minutes != nil {
		c.Minutes = *v.Minutes
	}
	if v.Reminders != nil {
		c.Reminders = slices.Clone(*v.Reminders)
	}
	for _, r := range v.AddReminders {
		c.Reminders = beside(c.Reminders, r)
	}
	return c.clean()
}

// cleanProject is a project's name on one line, in lower case; empty is none.
func cleanProject(field, name string) (string, error) {
	name = strings.ToLower(strings.Join(strings.Fields(name), " "))
	if !utf8.ValidString(name) || utf8.RuneCountInString(name) > MaxLabel || strings.ContainsFunc(name, unicode.IsControl) {
		return "", refuse(CodeBadLabel, field, "%q cannot be a project: its name has at most %d characters.", clip(name), MaxLabel)
	}
	return name, nil
}
