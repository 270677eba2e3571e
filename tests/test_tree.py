"""The tree as the program analysis sees it: what it searches is what is there."""

import re

from hypothesis import given
from hypothesis import strategies as st

from helcim_audit.model import Document
from helcim_audit.tree import Tree, _held

WORDS = ("Helcim_API", "_x", "a1", "client", "helcim-api", "pay")
PIECES = [*WORDS, "-", "_", ".", "/", " ", "\n", "x", "("]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_words_stand_between_what_is_no_part_of_them(text: str) -> None:
    plain = {*re.findall(r"[\w-]+", text), *re.findall(r"[A-Za-z0-9]+", text)}
    assert _held(Document("a.py", text.encode()), WORDS) == sorted(plain & set(WORDS))


class _Files:
    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def paths(self) -> list[str]:
        return list(self.texts)

    def document(self, path: str) -> Document | None:
        return Document(path, self.texts[path].encode()) if path in self.texts else None


def test_files_by_word() -> None:
    tree = Tree(_Files({"b.py": "import pay", "a.py": "from pay import x", "c.py": "repay", "d.js": "pay", "é.py": "x = 'é'; pay"}))
    assert tree.search(["pay", "client"], lambda path: path.endswith(".py")) == {"pay": ["a.py", "b.py", "é.py"]}
    assert tree.search([], lambda path: True) == {}
    assert tree.read("no.py") is None
