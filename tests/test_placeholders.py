"""Placeholders are stable, of the right shape, and leave template braces alone."""

import base64

import pytest

from helcim_audit.placeholders import fill


def test_stable_and_distinct() -> None:
    assert fill("{{token}}") == fill("{{token}}")
    assert fill("{{token}}") != fill("{{token2}}")


@pytest.mark.parametrize(("name", "length"), [("token", 64), ("damaged57", 57), ("other", 64), ("legacy16", 16), ("secrettoken", 22), ("hash", 64), ("pan", 16)])
def test_lengths(name: str, length: int) -> None:
    assert len(fill(f"{{{{{name}}}}}")) == length


def test_filters() -> None:
    token = fill("{{token}}")
    assert base64.b64decode(fill("{{token|b64}}")).decode() == token
    assert bytes.fromhex(fill("{{token|hex}}")).decode() == token
    assert fill("{{token|head}}") + fill("{{token|tail}}") == token
    assert fill("{{token|first10}}") == token[:10]
    assert fill("{{token|mask}}").strip("*") == token[-4:]


def test_other_braces_stay() -> None:
    assert fill("{{ apiKey }} {{apiKey}} ${{ secrets.X }}") == "{{ apiKey }} {{apiKey}} ${{ secrets.X }}"


def test_an_unknown_filter_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{{token|rot13}}")
