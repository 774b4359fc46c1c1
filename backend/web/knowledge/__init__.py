"""Pages of knowledge, one file per noun."""
