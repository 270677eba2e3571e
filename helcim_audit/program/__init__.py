"""The flow of values through programs: one engine, one thin front end for each language."""
