"""Pages of administrators. For everybody else they do not exist."""
