"""What do the models say of a call, a decorator or a file: is it a source, a sink, a reducer?

Models are data (`models:` of rules.yaml): for each role, patterns of dotted names by language. A pattern is a
dotted name in which `*` stands for any characters, `{a,b}` for one of several, and a leading `*.` for any
prefix or none. Case does not count.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helcim_audit.rules import models as load


def _regex(pattern: str) -> str:
    prefix = ""
    if pattern.startswith("*."):
        prefix, pattern = r"(?:.*\.)?", pattern[2:]
    out: list[str] = []
    for piece in re.findall(r"\{[^{}]*\}|\*|[^{}*]+", pattern):
        if piece == "*":
            out.append(".*")
        elif piece.startswith("{"):
            out.append("(?:" + "|".join(re.escape(one).replace(r"\*", ".*") for one in piece[1:-1].split(",")) + ")")
        else:
            out.append(re.escape(piece))
    return prefix + "".join(out)


def _compile(patterns: Iterable[str]) -> "re.Pattern[str]":
    return re.compile("|".join(f"(?:{_regex(pattern)})" for pattern in patterns), re.IGNORECASE)


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
    def _compiled(self) -> dict[str, tuple[tuple[str, "re.Pattern[str]"], ...]]:
        return {}

    def of(self, language: str) -> tuple[tuple[str, "re.Pattern[str]"], ...]:
        """The roles of one language, compiled when it is first met."""
        if language not in self._compiled:
            found = ((role, [*by_language.get("any", ()), *by_language.get(language, ())]) for role, by_language in self.calls.items())
            self._compiled[language] = tuple((role, _compile(patterns)) for role, patterns in found if patterns)
        return self._compiled[language]


@functools.lru_cache(maxsize=65536)
def _roles(models: Models, name: str, language: str) -> frozenset[str]:
    return frozenset(role for role, pattern in models.of(language) if pattern.fullmatch(name))


_GROUPS = {"typescript": "javascript", "tsx": "javascript", "vue": "javascript", "svelte": "javascript", "astro": "javascript", "html": "javascript"}


@functools.cache
def models() -> Models:
    """The models of the catalogue."""
    data = load()
    paths = {place: re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE) for place, patterns in data["paths"].items()}
    return Models(data["calls"], paths)
