"""Immersions: editions of role-swap days, from the first offer to the last debrief."""
