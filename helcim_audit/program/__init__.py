"""What programs tell that no single line does: which side a module runs on, and what a build publishes.

Nothing here is imported before a scan has found something in a script.
"""

from collections.abc import Collection

from helcim_audit.filetypes import identify
from helcim_audit.lazy import regex
from helcim_audit.model import Document, Match

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.analysis import Flows
    from helcim_audit.program.linker import Near
    from helcim_audit.program.resolve_javascript import Tree

__all__ = ["analyse", "is_candidate", "may_publish", "published", "speaks", "unit"]

_BUILD_NAME = regex(r"(?:^|/)[\w.-]*(?:config|webpack|vite|esbuild|rollup|rspack|rsbuild|craco)[\w.-]*\.[cm]?[jt]s$|(?:^|/)config/environment\.js$")
LARGEST = 1 << 19


_CANDIDATE = regex(rb"(?i)hel(?:ci|ic)m|api[-_]?token|secret[-_]?token|verifier[-_]?token|rawDataResponse")


def is_candidate(path: str, data: bytes) -> bool:
    """Whether the program analysis starts at this document."""
    from helcim_audit.program import command_blocks
    from helcim_audit.program.front_ends import HEAD, has_front_end

    if identify(path).language in command_blocks.LANGUAGES - {"groovy"} and not command_blocks.holds_commands(data):
        return False
    head = data[:HEAD].decode("latin-1") if data.startswith(b"#!") else ""
    return has_front_end(path, head) and (_CANDIDATE.search(data) is not None or "helcim" in path.lower())


_SPEAKS = regex(rb"(?i:hel(?:ci|ic)m|rawDataResponse|checkout_?token)|secretToken")  # HelcimPay.js's own words too
_UNIT = regex(r"(?:.*/)?(?:node_modules|site-packages|dist-packages|vendor|bower_components)/[^/]+")


def speaks(path: str, data: bytes) -> bool:
    """Whether a document names Helcim, or what only Helcim calls so."""
    return _SPEAKS.search(data) is not None or "helcim" in path.lower()


def unit(path: str) -> str:
    """The folder of the installed package that a file belongs to; "" for a project's own files.

    Every tenth package somewhere says `api_token`; where neither it nor the project speaks of Helcim, it is another vendor's.
    """
    found = _UNIT.match(path)
    return found[0] if found else ""


def analyse(candidates: Collection[str], tree: "Tree", near: "Near") -> "Flows":
    """Follow values through `candidates` and what they import or what imports them."""
    from helcim_audit.program.analysis import analyse as follow

    return follow(candidates, tree, near)


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
