"""Tools without a domain noun."""
