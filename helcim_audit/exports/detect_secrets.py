"""A plug-in for detect-secrets: `detect-secrets scan -p FILE`."""

from helcim_audit.exports.portable import PLACEHOLDERS, PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue

_HEAD = '''
import math
import re
from collections import Counter

from detect_secrets.plugins.base import RegexBasedDetector

_PLACEHOLDERS = [re.compile(pattern) for pattern in (
{placeholders}
)]


def _entropy(value):
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())
'''

_CLASS = '''

class {name}(RegexBasedDetector):
    secret_type = "{title}"
    denylist = [re.compile({regex!r})]

    def analyze_string(self, string):
        for value in super().analyze_string(string):
            if _entropy(value) >= {entropy} and not any(pattern.search(value) for pattern in _PLACEHOLDERS):
                yield value
'''


def render(catalogue: Catalogue) -> str:
    placeholders = "\n".join(f"    {pattern!r}," for pattern in PLACEHOLDERS)
    return comments(remarks(catalogue)) + _HEAD.format(placeholders=placeholders) + "".join(map(_class, PORTABLE))


def _class(one: Portable) -> str:
    name = "".join(part.capitalize() for part in one.id.split("-")) + "Detector"
    return _CLASS.format(name=name, title=one.title, regex=one.lookahead, entropy=one.entropy)
