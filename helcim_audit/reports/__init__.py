"""Output formats: each a function of a report."""
