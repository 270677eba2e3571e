def obscure(value: str, keep: int = 4) -> str:
    return "*" * (len(value) - keep) + value[-keep:] if len(value) > keep else "*" * len(value)
