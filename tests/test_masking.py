"""Masked text keeps its lines and shows nothing but last fours."""

from hypothesis import given
from hypothesis import strategies as st

from helcim_audit.masking import mask, veil
from helcim_audit.model import Document, Match, Span
from helcim_audit.placeholders import fill
from helcim_audit.secrets import Secret, SecretKind

TOKEN = fill("{{token}}")


def _match(start: int, end: int, value: str = TOKEN) -> Match:
    return Match("hardcoded-api-token", Span(start, end), Secret(SecretKind.API_TOKEN, value))


def test_every_copy_is_masked() -> None:
    text = f"a = '{TOKEN}'\nb = '{TOKEN}'\n"
    masked = mask(Document("a.py", text.encode()), [_match(5, 69)])
    assert len(masked) == len(text)
    assert TOKEN[:-4] not in masked
    assert masked.count("*" * 60 + TOKEN[-4:]) == 2


def test_line_breaks_inside_a_secret_stay() -> None:
    text = f"'{TOKEN[:32]}'\n'{TOKEN[32:]}'"
    masked = mask(Document("a.py", text.encode()), [_match(1, len(text) - 1)])
    assert masked.count("\n") == 1
    assert TOKEN[5:20] not in masked


def test_an_encoded_copy_shows_nothing() -> None:
    text = fill("{{token|b64}}")
    assert set(mask(Document("a", text.encode()), [_match(0, len(text))])) == {"*"}


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 80)), max_size=6))
def test_length_and_breaks_never_change(ranges: list[tuple[int, int]]) -> None:
    text = ("x" * 37 + "\n") * 6
    matches = [_match(start, min(len(text), start + size), "secretvalue-0123") for start, size in ranges if start < len(text)]
    masked = mask(Document("a", text.encode()), matches)
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


def test_paths_are_veiled() -> None:
    assert TOKEN[:-4] not in veil(f"exports/{TOKEN}.txt")
    assert veil("plain/path.txt") == "plain/path.txt"
