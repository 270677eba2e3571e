"""The labelled files again, with what is no secret in the secrets' places: nothing is found.

Each single file of tests/samples stands for a way to write a name beside a value. Here the values are placeholders,
masks, references, and other vendors' keys beside other vendors' names.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from helcim_audit.engine import inspect
from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.scanners import Context
from tests.score import SETTINGS, parts, samples

_SECRET = re.compile(r"\{\{(?:token|damaged|other|legacy|secrettoken|verifier|jskey|partner|gateway|pan|cardtoken)\d*(?:\|[a-z]+\d*)*\}\}")
_PLACEHOLDERS = ("your_helcim_api_token_here", "YOUR-API-TOKEN", "<API_TOKEN>", "xxxxxxxxxxxxxxxx", "changeme", "...", "replace-with-your-token", "test-token")
_MASKS = ("****{{token|last4}}", "************************************************************{{token|last4}}", "********", "[REDACTED]")
# Rules that do not look at a value, or not at one alone.
_BY_NAME = {"public-env-secret", "tls-verification-disabled", "http-debug-enabled", "cleartext-url", "unused-suppression"}
_WITH_MORE = {"partly-masked-token", "card-data-in-payload"}  # a mask, or a code, stands beside the placeholder


def _is_case(sample: dict[str, Any]) -> bool:
    rules = {rule for one in sample["finds"] for rule in (one["rule"] if isinstance(one["rule"], list) else [one["rule"]])}
    return bool(rules) and not rules & _WITH_MORE and _SECRET.search(sample["text"]) is not None and not sample.get("encode")


_CASES = [(part, sample) for part in parts() for sample in samples(part) if _is_case(sample)]


def _findings(path: str, text: str) -> Iterator[str]:
    for finding in inspect(Document(path, fill(text).encode()), Context(), SETTINGS):
        if finding.rule not in _BY_NAME:
            yield f"{finding.rule} {finding.start.line}:{finding.start.column}"


@pytest.mark.parametrize("part", sorted({part for part, _ in _CASES}))
@pytest.mark.parametrize("values", [_PLACEHOLDERS, _MASKS], ids=["placeholders", "masks"])
def test_no_value_no_finding(part: str, values: tuple[str, ...]) -> None:
    wrong = [
        f"({sample['about']}) {value}: {found}"
        for one, sample in _CASES
        if one == part
        for value in values
        for found in _findings(sample["path"], _SECRET.sub(lambda _, value=value: value, sample["text"]))  # type: ignore[misc]
    ]
    assert not wrong, "\n".join(wrong)


_OTHERS = (("helcim", "moneris"), ("Helcim", "Moneris"), ("HELCIM", "MONERIS"), ("helicm", "moneris"), ("HELICM", "MONERIS"))


@pytest.mark.parametrize("part", sorted({part for part, _ in _CASES}))
def test_another_vendor_no_finding(part: str) -> None:
    wrong = []
    for one, sample in _CASES:
        if one != part or "{{secrettoken" in sample["text"] or "{{checkouttoken" in sample["text"]:
            continue
        text, path = _SECRET.sub("{{hex40}}", sample["text"]), sample["path"]
        for ours, theirs in _OTHERS:
            text, path = text.replace(ours, theirs), path.replace(ours, theirs)
        wrong += [f"({sample['about']}): {found}" for found in _findings(path, text)]
    assert not wrong, "\n".join(wrong)
