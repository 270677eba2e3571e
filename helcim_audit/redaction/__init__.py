"""Copies that are safe to share: every secret masked to its last four characters, everything else as it was."""
