"""What do `.env.example` and `.gitignore` say once variables have moved to the environment?"""

import re
from collections.abc import Iterable

EXAMPLE = ".env.example"
IGNORED = ".env"


def example(text: str, variables: Iterable[str]) -> str:
    """`.env.example` with a line for each variable, without values."""
    end = "\r\n" if "\r\n" in text else "\n"
    for name in variables:
        if not re.search(rf"(?m)^[ \t]*(?:export[ \t]+)?#?[ \t]*{re.escape(name)}[ \t]*=", text):
            text += ("" if not text or text.endswith("\n") else end) + name + "=" + end
    return text


def ignoring(text: str) -> str:
    """`.gitignore` with a line for `.env`, unless one covers it already."""
    from pathspec import GitIgnoreSpec

    if GitIgnoreSpec.from_lines(text.splitlines()).match_file(IGNORED):
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    return text + ("" if not text or text.endswith("\n") else end) + IGNORED + end
