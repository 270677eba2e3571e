"""What do `.env.example` and `.gitignore` say once variables have moved to the environment?"""

import re
from collections.abc import Iterable

EXAMPLES = (".env.example", ".env.sample", ".env.template", ".env.dist", "env.example")
"""Names of the file that shows which variables there are; the first is written where none stands."""

IGNORED = ".env"


def example(text: str, variables: Iterable[str]) -> str:
    """The file of examples with a line for each variable, without values."""
    end = "\r\n" if "\r\n" in text else "\n"
    for name in variables:
        if not re.search(rf"(?m)^[ \t]*(?:export[ \t]+)?#?[ \t]*{re.escape(name)}[ \t]*=", text):
            text += ("" if not text or text.endswith("\n") else end) + name + "=" + end
    return text


def covers(text: str, path: str) -> bool:
    """Whether a `.gitignore` above `path` (relative to it) makes git ignore it."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(text.splitlines()).match_file(path)


def ignoring(text: str) -> str:
    """`.gitignore` with a line for `.env`, unless one covers it already."""
    if covers(text, IGNORED):
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    return text + ("" if not text or text.endswith("\n") else end) + IGNORED + end
