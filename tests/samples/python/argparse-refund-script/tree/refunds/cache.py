from pathlib import Path

WHERE = Path.home() / ".refunds-token"


def remember(token):
    WHERE.write_text(token)


def recall():
    return WHERE.read_text().strip() if WHERE.exists() else None
