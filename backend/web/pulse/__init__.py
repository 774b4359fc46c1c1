"""Pages of pulse: answering a survey, composing one."""
