"""What is there to know, and to do, once a secret has leaked?"""

from dataclasses import dataclass
from typing import Literal

from helcim_audit.model import Finding, SecretInfo, Skipped


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit, when it was made (ISO 8601) and by whom."""

    sha: str
    date: str
    author: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A name that leads to the secret. `tip`: its newest version has it; else only older ones do.

    kind: branch, tag, stash, pull request, remote-tracking, work tree, reflog, other.
    """

    name: str
    kind: str
    tip: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist. `by hand`: nothing here can measure it."""

    title: str
    state: Literal["done", "open", "by hand"]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Cleanup:
    """How git filter-repo takes the secret out, without being told it.

    expressions: lines of a --replace-text and --replace-message file. blobs: objects that no expression cleans (compressed,
    encoded, binary), to be dropped whole. renames: refs and files whose names hold it. unclean: messages that still
    hold it. All of it was tried on the objects at hand.
    """

    expressions: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()
    renames: tuple[str, ...] = ()
    unclean: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """The whole story of one leaked secret.

    places: where it stands now, in files. past: in the history. first: when it came in. last: when the newest version
    that has it was replaced; None while HEAD has it. authors: who brought or carried it. copies: who committed since,
    and so has a clone. remotes: name and host. others: secrets that were found besides.
    """

    secret: SecretInfo
    places: tuple[Finding, ...] = ()
    past: tuple[Finding, ...] = ()
    first: Moment | None = None
    last: Moment | None = None
    in_head: bool = False
    commits: int = 0
    authors: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    holders: tuple[Holder, ...] = ()
    unreachable: int = 0
    remotes: tuple[tuple[str, str], ...] = ()
    cleanup: Cleanup = Cleanup()
    checks: tuple[Check, ...] = ()
    incomplete: tuple[Skipped, ...] = ()
    others: tuple[SecretInfo, ...] = ()
