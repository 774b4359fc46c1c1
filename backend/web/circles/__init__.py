"""Pages of circles: one file per noun."""
