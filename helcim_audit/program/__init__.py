"""What programs tell that no single line does: which side a module runs on, and what a build publishes.

Nothing here is imported before a scan has found something in a script.
"""

import re
from collections.abc import Collection

from helcim_audit.filetypes import identify
from helcim_audit.model import Degraded, Document, Match

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.resolve_javascript import Project
    from helcim_audit.program.sides import Side

__all__ = ["client_sides", "literals", "may_publish", "published"]

_BUILD_NAME = re.compile(r"(?:^|/)[\w.-]*(?:config|webpack|vite|esbuild|rollup|rspack|rsbuild|craco)[\w.-]*\.[cm]?[jt]s$")
# Where none of these stands, no header is set either, and LibCST need not be loaded.
_REACHES = re.compile(r"(?i)[\"'](?:x-)?api[-_]?token[\"']|x-auth-token|js-token|helcim\w*\([^()]{0,400}(?:token|key|auth)\s{0,3}=")
LARGEST = 1 << 19


def client_sides(targets: Collection[str], project: "Project") -> tuple[dict[str, "Side"], list[Degraded]]:
    """The side of each of the scripts `targets`, with the chain of imports that tells it."""
    from helcim_audit.program.reach import client_sides as find

    return find(targets, project)


def literals(document: Document) -> tuple[list[Match], list[Degraded]]:
    """Literals of a Python document that reach an auth header, and why it was not analysed if it was not."""
    if not _REACHES.search(document.text):
        return [], []
    if len(document.data) > LARGEST:
        return [], [Degraded(document.path, "too large to be analysed as a program")]
    from helcim_audit.program.python_literals import literals as find

    try:
        return find(document), []
    except ValueError as error:
        return [], [Degraded(document.path, f"not analysed as a program: {error}")]


def may_publish(path: str) -> bool:
    """Whether a file's name is that of a build configuration."""
    return _BUILD_NAME.search(path) is not None


def published(document: Document) -> list[Match]:
    """Secrets that a build configuration hands to the browser or the app by listing them."""
    from helcim_audit.program.javascript import lower
    from helcim_audit.program.public_env import public_environment

    if len(document.data) > LARGEST:
        return []
    try:
        module = lower(document.path, identify(document.path).language, document.text)
    except ValueError:
        return []
    return public_environment({document.path: module}).get(document.path, [])
