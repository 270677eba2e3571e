"""What the user decided: configuration, suppressions, baseline."""
