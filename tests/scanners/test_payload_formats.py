"""Every format that tools print requests in: secrets are found where they stand, masks and other vendors stay silent.

`python -m tests.scanners.test_payload_formats [FORMAT...]` prints recall and precision for each format.
"""

import sys

import pytest

from helcim_audit.engine import inspect
from helcim_audit.model import Document
from helcim_audit.prefilter import Prefilter
from helcim_audit.scanners import Context
from tests.payload_formats import Format, Variant, formats, variants
from tests.score import SETTINGS

FORMATS = formats()
_PREFILTER = Prefilter()


def _judge(variant: Variant) -> list[str]:
    """What is wrong with the findings of one file."""
    data = variant.text.encode()
    found = [(f.start.line, f.rule, f.start.column) for f in inspect(Document(variant.path, data), Context(), SETTINGS)] if _PREFILTER.admits(data) else []
    wrong = []
    if variant.rule is not None:
        right = next((one for one in found if one[0] == variant.line and one[1] in variant.rule.split(",") and one[2] == variant.column), None)
        if right:
            found.remove(right)
        else:
            wrong.append(f"missed {variant.format}, {variant.what}: {variant.line}:{variant.column} {variant.rule}; found {found}")
            found = []
    return wrong + [f"false {variant.format}, {variant.what}: {rule} in line {line}" for line, rule, _ in found]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_format(form: Format) -> None:
    wrong = [note for variant in variants(form) for note in _judge(variant)]
    assert not wrong, "\n".join(wrong)


def test_there_are_many_formats() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS) >= 150


def main() -> None:
    """Recall and precision for each format."""
    total = [0, 0, 0, 0]
    for form in FORMATS:
        if sys.argv[1:] and form.name not in sys.argv[1:]:
            continue
        cases = list(variants(form))
        notes = [note for variant in cases for note in _judge(variant)]
        missed = sum(note.startswith("missed") for note in notes)
        secrets = sum(case.rule is not None for case in cases)
        for place, count in enumerate((len(cases), secrets, missed, len(notes) - missed)):
            total[place] += count
        sys.stdout.write(f"{form.name:22} {len(cases):3} files {secrets:3} secrets  recall {1 - missed / secrets:.3f}  false {len(notes) - missed}\n")
        sys.stdout.writelines(f"    {note}\n" for note in notes)
    sys.stdout.write(f"{total[0]} files, {total[1]} secrets, recall {1 - total[2] / total[1]:.4f}, false {total[3]}\n")


if __name__ == "__main__":
    main()
