"""A transform for Vector: VRL that masks every string of an event."""

from helcim_audit.exports.portable import PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue

_HEAD = """transforms:
  helcim_scrub:
    type: remap
    inputs: [REPLACE_WITH_YOUR_SOURCE]
    source: |
      . = map_values(., recursive: true) -> |value| {
        if is_string(value) {
          text = string!(value)
"""
_TAIL = """          text
        } else {
          value
        }
      }
"""


def render(catalogue: Catalogue) -> str:
    extra = ["Vector cannot measure entropy; the pattern of the API token may mask other strings of its shape."]
    return comments([*remarks(catalogue), *extra]) + _HEAD + "".join(map(_line, PORTABLE)) + _TAIL


def _line(one: Portable) -> str:
    # A raw string of VRL ends at a quote, which a pattern writes as its code.
    pattern = f"({one.before}){one.secret}({one.after})".replace("'", r"\x27")
    return f"          text = replace(text, r'{pattern}', \"$${{1}}[{one.id}]$${{2}}\")\n"
