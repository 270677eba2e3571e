"""Readers of files that hold other files: one module for each family of formats."""
