"""What of a secret may leave: its last four characters."""

import copy
import pickle

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.secrets import Secret, SecretKind, fingerprint, masked, token_id

VALUE = fill("{{token}}")


def test_a_secret_shows_only_its_end() -> None:
    secret = Secret(SecretKind.API_TOKEN, VALUE)
    for text in (repr(secret), str(secret), f"{secret}", f"{[secret]}"):
        assert VALUE[-4:] in text
        assert VALUE[-5:] not in text


def test_a_secret_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret(SecretKind.API_TOKEN, VALUE))
    with pytest.raises(TypeError, match="not pickled"):
        copy.copy(Secret(SecretKind.API_TOKEN, VALUE))


def test_short_values_show_nothing() -> None:
    assert masked("abcdefgh") == "****"
    assert masked(VALUE) == "****" + VALUE[-4:]


def test_ids_depend_on_value_and_salt_only() -> None:
    assert token_id(VALUE) == token_id(VALUE)
    assert token_id(VALUE) != token_id(VALUE + "x")
    assert token_id(VALUE) != token_id(VALUE, "another salt")
    assert token_id(VALUE).startswith("tok_")


def test_fingerprints_of_values_ignore_the_place() -> None:
    assert fingerprint("r", VALUE, "a.py", "x = 1") == fingerprint("r", VALUE, "b.py", "  y")
    assert fingerprint("r", VALUE, "a.py", "") != fingerprint("s", VALUE, "a.py", "")
    assert fingerprint("r", None, "a.py", " x = 1\r") == fingerprint("r", None, "a.py", "x  = 1")
    assert fingerprint("r", None, "a.py", "x") != fingerprint("r", None, "b.py", "x")
