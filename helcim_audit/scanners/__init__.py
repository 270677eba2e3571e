"""Analyzers that look at one document at a time."""
