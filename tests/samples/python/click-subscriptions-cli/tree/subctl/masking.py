def obscure(value: str, show: int = 5) -> str:
    """Hides the middle of a secret."""
    if len(value) < 2 * show:
        return "*" * len(value)
    return value[:show] + "*" * (len(value) - 2 * show) + value[-show:]
