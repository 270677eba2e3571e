"""Find exposed Helcim secrets in code, git history, payloads and logs."""

__version__ = "0.1.0"
