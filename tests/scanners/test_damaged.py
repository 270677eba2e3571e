"""Damaged tokens that no name stands beside."""

import pytest

from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.rules import load
from helcim_audit.scanners import Context, scan


def rules(path: str, text: str) -> list[str]:
    return [match.rule for match in scan(Document(path, fill(text).encode()), Context(load().patterns))]


@pytest.mark.parametrize(
    "text",
    [
        "# Helcim fix\n\n| | before |\n|---|---|\n| value | `{{damaged57}}` |\n",
        "Helcim answered 401. The container printed {{damaged58}} and nothing else.\n",
        "helcim support, please look: value={{damaged60}}\n",
        "# Helcim\n\nWe sent `{{other}}` and got 403.\n",
    ],
)
def test_what_stands_alone_in_a_text_about_helcim(text: str) -> None:
    assert rules("docs/FIX.md", text) == ["api-token-in-document"]


@pytest.mark.parametrize(
    "text",
    [
        "# Sendbird fix\n\n| value | `{{damaged57}}` |\n",
        "# Helcim\nSESSION_SECRET={{damaged60}}\n",
        "# Helcim\nStripe's is {{damaged58}}\n",
        "# Helcim\nhash {{hash}} and {{hex40}}\n",
        "# Helcim\nsee https://example.org/{{damaged57}}\n",
    ],
)
def test_what_is_not_helcims(text: str) -> None:
    assert rules("docs/FIX.md", text) == []
