"""Repositories that want to run something, hide something or never end."""
