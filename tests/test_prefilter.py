"""What an analyzer could report must be admitted, in whatever encoding; most other bytes must not."""

import base64

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.prefilter import Prefilter
from helcim_audit.rules import parse, source
from helcim_audit.sources.protocol import is_helcims
from tests.score import content, parts, samples

PREFILTER = Prefilter()


@pytest.mark.parametrize("rule", list(parse(source()).values()), ids=lambda rule: rule.id)
def test_every_example_that_is_found_is_admitted(rule: object) -> None:
    for example in rule.examples:  # type: ignore[attr-defined]
        if example.finds and rule.category != "policy":  # type: ignore[attr-defined]
            assert PREFILTER.admits(fill(example.path if example.metadata else example.text).encode())


@pytest.mark.parametrize("part", parts())
def test_every_labelled_sample_is_admitted(part: str) -> None:
    for sample in samples(part):
        data = content(sample)
        assert not sample["finds"] or PREFILTER.admits(data) or is_helcims(sample["path"].encode(), data), sample["about"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("text", ["{{token}}", " x={{token}} ", "the HELCIM key", "API-Token: x"])
def test_encodings(text: str, encoding: str) -> None:
    assert PREFILTER.admits(fill(text).encode(encoding))


@pytest.mark.parametrize("text", ["{{token|b64}}", "{{token|hex}}", "{{token|percent}}", "{{token|json}}", "{{token|shell}}", "{{token|html}}", "x\\n{{token}}\\n", "**{{token}}**", "{{token}}."])
def test_a_token_without_any_keyword(text: str) -> None:
    assert PREFILTER.admits(fill(text).encode())


@pytest.mark.parametrize("lead", ["", "a", "ab"])
def test_keywords_in_base64_at_every_alignment(lead: str) -> None:
    assert PREFILTER.admits(base64.b64encode(f"{lead}helcim_token=1".encode()))


def test_a_token_among_many_long_runs() -> None:
    noise = "\n".join(fill(f"{{{{hex{100 + n}}}}}") for n in range(400))
    assert not PREFILTER.admits(noise.encode())
    assert PREFILTER.admits((noise + fill("\nx={{token}}\n") + noise).encode())


@pytest.mark.parametrize("text", ["", "hello", "{{hash}}", "-" * 500, "{{plain}}", "import os\n" * 100, "sha512-{{hash}}{{hash2}}==", "{{hex40}} Api_Token"])
def test_rejected(text: str) -> None:
    assert not PREFILTER.admits(fill(text).encode())


def test_keywords_of_the_users_rules() -> None:
    assert Prefilter(["acme_key"]).admits(b"x ACME_KEY=1")
    assert not PREFILTER.admits(b"x ACME_KEY=1")
