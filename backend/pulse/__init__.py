"""Pulse: two anonymous minutes, results nobody can use to unmask a colleague."""
