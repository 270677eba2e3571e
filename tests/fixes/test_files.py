import pytest

from helcim_audit.fixes.files import example, ignoring


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "A=\nB=\n"),
        ("X=1", "X=1\nA=\nB=\n"),
        ("A=\r\n", "A=\r\nB=\r\n"),
        ("# A=\nexport B = x\n", "# A=\nexport B = x\n"),
        ("AA=\nB=\n", "AA=\nB=\nA=\n"),
    ],
)
def test_example(text: str, expected: str) -> None:
    assert example(text, ["A", "B"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ".env\n"), ("dist", "dist\n.env\n"), ("x\r\n", "x\r\n.env\r\n"), (".env\n", ".env\n"), (".env*\n", ".env*\n"), ("*.env\n", "*.env\n"), (".env\n!.env\n", ".env\n!.env\n.env\n")],
)  # fmt: skip
def test_gitignore(text: str, expected: str) -> None:
    assert ignoring(text) == expected
