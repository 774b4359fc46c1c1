"""Pages of immersions."""
