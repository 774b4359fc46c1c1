"""Pages of recognition: one's face, the bravos one shares."""
