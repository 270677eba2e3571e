"""What do the models say of a call, a decorator or a file: is it a source, a sink, a reducer?

Models are data (`models:` of rules.yaml): for each role, patterns of dotted names by language. A pattern is a
dotted name in which `*` stands for any characters, `{a,b}` for one of several, and a leading `*.` for any
prefix or none. Case does not count.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.rules import models as load

_PIECE = regex(r"\{[^{}]*\}|\*|[^{}*]+")


def _regex(pattern: str) -> str:
    prefix = ""
    if pattern.startswith("*."):
        prefix, pattern = r"(?:.*\.)?", pattern[2:]
    out: list[str] = []
    for piece in _PIECE.findall(pattern):
        if piece == "*":
            out.append(".*")
        elif piece.startswith("{"):
            out.append("(?:" + "|".join(re.escape(one).replace(r"\*", ".*") for one in piece[1:-1].split(",")) + ")")
        else:
            out.append(re.escape(piece))
    return prefix + "".join(out)


class _Names:
    """The roles of one language by name. Few patterns are more than lists of names: those are looked up, not matched."""

    def __init__(self, roles: Iterable[tuple[str, list[str]]]) -> None:
        self.whole: dict[str, set[str]] = {}
        self.ends: dict[str, set[str]] = {}  # after a dot, or whole
        self.matched: list[tuple[str, re.Pattern[str]]] = []
        for role, patterns in roles:
            left = [one for pattern in patterns for one in self._listed(role, pattern)]
            if left:
                self.matched.append((role, re.compile("|".join(f"(?:{_regex(one)})" for one in left), re.IGNORECASE)))

    def _listed(self, role: str, pattern: str) -> list[str]:
        """List the names of a pattern; what is left of it has to be matched."""
        anywhere = pattern.startswith("*.")
        rest = pattern[2:] if anywhere else pattern
        pieces = [piece[1:-1].split(",") if piece.startswith("{") else [piece] for piece in _PIECE.findall(rest)]
        if ["*"] in pieces:
            return [pattern]
        plain = [[one for one in piece if "*" not in one] for piece in pieces]
        names = self.ends if anywhere else self.whole
        for parts in itertools.product(*plain):
            names.setdefault("".join(parts), set()).add(role)
        return [] if plain == pieces else [pattern]

    def roles(self, name: str) -> frozenset[str]:
        low = name.lower()
        found = set(self.whole.get(low, ()))
        at = 0
        while True:
            found |= self.ends.get(low[at:], _NONE)
            at = low.find(".", at) + 1
            if not at:
                break
        return frozenset(found).union(role for role, pattern in self.matched if role not in found and pattern.fullmatch(name))


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Models:
    """calls: role -> language -> patterns; paths: place -> regular expression of the paths of its files."""

    calls: Mapping[str, Mapping[str, list[str]]]
    paths: Mapping[str, "re.Pattern[str]"]

    def roles(self, names: Iterable[str], language: str) -> frozenset[str]:
        """All roles that one of `names` plays in `language`."""
        group = _GROUPS.get(language, language)
        return frozenset().union(*(_roles(self, name, group) for name in names))

    def in_place(self, place: str, path: str) -> bool:
        """Whether a file's path is one of the `place` that models name."""
        pattern = self.paths.get(place)
        return pattern is not None and pattern.search(path) is not None

    @functools.cached_property
    def _known(self) -> dict[str, _Names]:
        return {}

    def of(self, language: str) -> _Names:
        """The names of one language, listed when it is first met."""
        if language not in self._known:
            self._known[language] = _Names((role, [*by_language.get("any", ()), *by_language.get(language, ())]) for role, by_language in self.calls.items())
        return self._known[language]


@functools.lru_cache(maxsize=65536)
def _roles(models: Models, name: str, language: str) -> frozenset[str]:
    return models.of(language).roles(name)


_GROUPS = {"typescript": "javascript", "tsx": "javascript", "vue": "javascript", "svelte": "javascript", "astro": "javascript", "html": "javascript", "c": "cpp", "objc": "cpp", "batch": "shell"}


@functools.cache
def models() -> Models:
    """The models of the catalogue."""
    data = load()
    paths = {place: re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE) for place, patterns in data["paths"].items()}
    return Models(data["calls"], paths)
