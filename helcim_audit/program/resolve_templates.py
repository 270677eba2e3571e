"""Which file of the project does the name of a template mean?

Names as `render`, `include` and `extends` know them: relative to the file, below a directory of templates
(`templates/`, `views/`, `resources/views/`, `app/views/`), with or without suffix, Blade's dots, Rails's
partials (`_form` for `form`), Twig's `@Namespace/`.
"""

import functools
import posixpath
from collections.abc import Collection, Iterator
from typing import Protocol

from helcim_audit.lazy import regex


class Project(Protocol):
    """The files of a scan: all their paths (POSIX, from the root) and the text of one, None if there is none."""

    def paths(self) -> Collection[str]: ...

    def read(self, path: str) -> str | None: ...

    def __hash__(self) -> int: ...


_WORDS = (
    "html htm jinja jinja2 j2 twig njk nunjucks liquid hbs handlebars mustache tmpl gohtml gotmpl tpl blade.php php ejs eta pug jade erb haml slim eex heex"
    " asp aspx jsp cshtml ftl ftlh vm mako smarty latte xhtml txt html.twig html.erb html.haml html.slim html.heex jbuilder json.jbuilder text.erb js.erb html.j2 html.jinja2 phtml"
)
_SUFFIXES = tuple("." + word for word in _WORDS.split())
_LONGEST_FIRST = tuple(sorted(_SUFFIXES, key=lambda suffix: -len(suffix)))
_SPACE = regex(r"^(?:@!?[\w-]+/|[\w-]+::|:)")
_MOST_ALIKE = 400


@functools.lru_cache(maxsize=4)
def _layout(project: Project) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """All paths, and templates by the last part of their names without suffix."""
    paths = frozenset(project.paths())
    stems: dict[str, list[str]] = {}
    for path in sorted(paths):
        name = posixpath.basename(path)
        suffix = next((one for one in _LONGEST_FIRST if name.lower().endswith(one)), None)
        if suffix is not None:
            stems.setdefault(name[: -len(suffix)].removeprefix("_"), []).append(path)
    return paths, {stem: tuple(found) for stem, found in stems.items()}


def resolve(importer: str, name: str, project: Project) -> str | None:
    """The path of the template that `importer` calls `name`, or None if it is no file of the project or of several."""
    name = _SPACE.sub("", name.strip()).lstrip("/")
    if not name or len(name) > 300 or "\0" in name:
        return None
    paths, stems = _layout(project)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(importer), name))
    for candidate in (beside, *(beside + suffix for suffix in _SUFFIXES)):
        if candidate in paths and candidate != importer:
            return candidate
    for spelled in _spellings(name):
        found = _below(spelled, stems, importer)
        if found is not None:
            return found
    return None


def _spellings(name: str) -> Iterator[str]:
    """`a/b.html`, and for Blade and Razor `a.b`."""
    yield posixpath.normpath(name).lstrip("./")
    if "/" not in name:
        yield name.replace(".", "/")


def _below(name: str, stems: dict[str, tuple[str, ...]], importer: str) -> str | None:
    """The only template whose path ends so; of several the one nearest to the importer."""
    suffix = next((one for one in _LONGEST_FIRST if name.lower().endswith(one)), "")
    directory, _, stem = (name[: -len(suffix)] if suffix else name).rpartition("/")
    alike = stems.get(stem.removeprefix("_"), ())[:_MOST_ALIKE]
    fits = [path for path in alike if path != importer and ("/" + posixpath.dirname(path)).endswith("/" + directory if directory else "") and path.endswith(suffix)]
    if len(fits) > 1:
        near = {path: len(posixpath.commonprefix((path, importer)).rpartition("/")[0]) for path in fits}
        most = max(near.values())
        fits = [path for path in fits if near[path] == most]
    if len(fits) > 1:  # Flask and Django look at the root of `templates` first
        shortest = min(path.count("/") for path in fits)
        fits = [path for path in fits if path.count("/") == shortest]
    return fits[0] if len(fits) == 1 else None
