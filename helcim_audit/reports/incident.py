"""How is an incident told: what to do first, what happened, how to clean up, what is left?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from helcim_audit.incidents import Holder, Incident, Moment
from helcim_audit.model import Commit, Finding, Member
from helcim_audit.reports import blocks, shape
from helcim_audit.reports.blocks import Block, Commands, Heading, Items, Prose, Table
from helcim_audit.reports.escape import json_text

EXPRESSIONS, BLOBS = "helcim-expressions.txt", "helcim-blobs.txt"
_SHOWN = 20
_LEVELS = (
    ("None", "nothing with payments"),
    ("Auth", "verify cards, place holds"),
    ("Positive Transaction", "also charge cards, capture holds, withdraw from bank accounts"),
    ("Admin", "also refund and reverse: send money out"),
    ("General: Read, Read & Write", "read, or change, customers, invoices and what is stored of their cards"),
    ("Settings: Read, Read & Write", "read, or change, the settings of the account"),
)
_HOSTS = {
    "github.com": "GitHub keeps pull requests (refs/pull), forks and cached pages: ask its support to remove them; name the commits above.",
    "gitlab.com": "GitLab: Settings > Repository > Repository cleanup, with the commit-map that filter-repo wrote; close or delete merge requests that hold it.",
    "bitbucket.org": "Bitbucket: ask its support to run garbage collection; pull requests keep their commits.",
    "dev.azure.com": "Azure Repos: delete the pull requests' source branches; ask its support where refs/pull keep the commits.",
}


def renderer(form: str) -> Callable[[Incident], str]:
    """The function for `text`, `markdown`, `json` or `html`."""
    if form == "json":
        return lambda incident: json_text(_data(incident)) + "\n"
    write = {"text": blocks.text, "markdown": blocks.markdown, "html": blocks.html}[form]
    return lambda incident: write(title(incident), list(page(incident)))


FORMS = ("text", "markdown", "json", "html")


def title(incident: Incident) -> str:
    return f"Leaked {incident.secret.kind} {incident.secret.masked} ({incident.secret.id})"


def page(incident: Incident) -> Iterator[Block]:
    if not incident.places and not incident.past:
        yield Prose("Nothing of it was found here: not in the files" + (", not in the history." if not incident.incomplete else "; but not everything could be read."))
        if incident.others:
            yield Prose("Other secrets were: " + ", ".join(f"{other.masked} {other.id}" for other in incident.others[:_SHOWN]) + ".")
    yield from _incomplete(incident)
    yield Heading("Do first, in this order")
    yield Items(tuple(steps(incident)))
    yield from _worst(incident)
    yield from _window(incident)
    yield from _places(incident)
    yield from _people(incident)
    yield from _cleanup(incident)
    yield Heading("Checklist")
    yield Prose("Run the same command again: what can be measured ticks itself off.")
    marks = {"done": "[x]", "open": "[ ]", "by hand": "[?]"}
    yield Items(tuple(check.title + (f" ({check.detail})" if check.detail else "") for check in incident.checks), tuple(marks[check.state] for check in incident.checks))
    yield Prose("[x] done  [ ] open  [?] nobody but you can tell")


def _incomplete(incident: Incident) -> Iterator[Block]:
    if incident.incomplete:
        yield Prose("Not everything could be read, so there may be more:")
        yield Items(tuple(f"{note.path}: {note.reason}" for note in incident.incomplete[:_SHOWN]), ("!",) * len(incident.incomplete[:_SHOWN]))


def steps(incident: Incident) -> list[str]:
    """What to do in Helcim and in production, before anything is cleaned up."""
    since = f" since {incident.first.date[:10]}" if incident.first else ""
    if incident.secret.kind in ("card-number", "card-cvv", "card-token", "bank-token"):
        return [
            "Remove the data from everywhere it was shared.",
            "Tell whoever answers for PCI DSS in your organisation: full card numbers and security codes may not be stored after a payment.",
        ]
    return [
        "In Helcim: All Tools > Integrations > the configuration > Actions (top right): generate a new token, or disable the configuration if a gap in payments is better than a thief. There is no API for it.",
        "Put the new token into the secret store of each deployment, never into a file of the repository, and deploy.",
        "Check the new one: GET https://api.helcim.com/v2/connection-test answers \"Connected Successfully\".",
        "Change the passwords of the Helcim account.",
        "Audit user access: remove people and configurations that nobody knows.",
        f"Go through the transactions{since}: refunds, withdrawals and amounts that nobody made.",
        "Give the new configuration no more access than its code needs (`helcim-audit access`).",
    ]


def _worst(incident: Incident) -> Iterator[Block]:
    if incident.secret.kind.endswith("api-token") or incident.secret.kind == "secret":
        yield Heading("The worst that its holder could do")
        yield Prose("It depends on the access of its API Access Configuration, which only Helcim shows. Suppose the highest that you cannot rule out.")
        yield Table(("access", "what the holder could do"), _LEVELS)


def _window(incident: Incident) -> Iterator[Block]:
    yield Heading("Since when")
    if incident.first is None:
        yield Prose("No commit has it. It stands in files only, so its age is theirs." if incident.places else "No commit has it.")
        return
    yield Prose(f"Since {_moment(incident.first)}; {incident.commits} commit{'s' if incident.commits != 1 else ''} brought it.")
    if incident.in_head:
        yield Prose("HEAD still has it.")
    elif incident.last:
        yield Prose(f"Taken out of the files on {_moment(incident.last)}. The history still has it, and so has every clone.")


def _moment(moment: Moment) -> str:
    return f"{moment.date} (commit {moment.sha[:12]} by {moment.author})"


def _places(incident: Incident) -> Iterator[Block]:
    groups: list[tuple[str, list[str]]] = [
        ("Files", [_place(one) for one in incident.places if not isinstance(one.origin, Member) and not one.path.startswith(".git/")]),
        ("Inside archives", [_place(one) for one in incident.places if isinstance(one.origin, Member)]),
        ("git's own files", [_place(one) for one in incident.places if one.path.startswith(".git/")]),
        ("Old versions", [_old(one) for one in incident.past]),
    ]
    if any(items for _, items in groups) or incident.holders:
        yield Heading("Where it is")
    for name, items in groups:
        if items:
            yield Prose(f"{name} ({len(items)}):")
            yield from _list(items)
    if incident.holders:
        yield Prose("Names that lead to it:")
        yield Table(("kind", "name", "newest version"), tuple((holder.kind, holder.name, "has it" if holder.tip else "only older ones") for holder in incident.holders[:100]))
        if len(incident.holders) > 100:
            yield Prose(f"and {len(incident.holders) - 100} more; --format json lists them.")
    if incident.unreachable:
        yield Prose(f"{incident.unreachable} of the old versions stand in objects that no name leads to; whoever knows their names can still fetch them from some hosts.")


def _list(items: Sequence[str]) -> Iterator[Block]:
    shown = [*items[:_SHOWN], *([f"and {len(items) - _SHOWN} more; --format json lists them"] if len(items) > _SHOWN else [])]
    yield Items(tuple(shown), ("-",) * len(shown))


def _place(one: Finding) -> str:
    return f"{one.path}:{one.start.line} {one.rule}"


def _old(one: Finding) -> str:
    origin = one.origin
    names = f", also as {', '.join(path for path in origin.paths if path != one.path)}" if isinstance(origin, Commit) and len(origin.paths) > 1 else ""
    return f"{one.path}{names}: {shape.whence(origin)}"


def _people(incident: Incident) -> Iterator[Block]:
    if not incident.authors and not incident.copies:
        return
    yield Heading("Whom to tell")
    if incident.authors:
        yield Prose("Brought, carried or removed it: " + ", ".join(incident.authors[:_SHOWN]) + ".")
    if incident.copies:
        more = f" and {len(incident.copies) - _SHOWN} more" if len(incident.copies) > _SHOWN else ""
        yield Prose("Committed since, and so have had a copy: " + ", ".join(incident.copies[:_SHOWN]) + more + ". And whoever else reads the repository, its forks, builds and logs.")


def _cleanup(incident: Incident) -> Iterator[Block]:
    plan = incident.cleanup
    if not incident.past:
        return
    yield Heading("Clean up, once the token is dead")
    yield Prose("A dead token in a history harms nobody; cleaning is for those who must. These commands need the token nowhere, and were tried on every object that holds it.")
    if plan.expressions:
        yield Prose(f"{EXPRESSIONS} (written by --write-cleanup FOLDER):")
        yield Commands(plan.expressions)
    if plan.blobs:
        yield Prose(f"{BLOBS}: {len(plan.blobs)} blob{'s' if len(plan.blobs) != 1 else ''} that are compressed, encoded or binary, and are dropped whole.")
    parts = ["git filter-repo"]
    if plan.expressions:
        parts.append(f"--replace-text ../{EXPRESSIONS} --replace-message ../{EXPRESSIONS}")
    if plan.blobs:
        parts.append(f"--strip-blobs-with-ids ../{BLOBS}")
    remote = incident.remotes[0][0] if incident.remotes else "origin"
    yield Commands(
        (
            f'git clone --mirror "$(git remote get-url {remote})" ../cleanup && cd ../cleanup' if incident.remotes else "git clone --mirror --no-local . ../cleanup && cd ../cleanup && git update-ref -d refs/stash",
            " ".join(parts),
            "helcim-audit scan --history   # must not find it any more",
        )
    )
    if plan.renames:
        yield Prose("Names that hold it are changed by hand (git branch -m, git tag, filter-repo --path-rename): " + ", ".join(plan.renames[:_SHOWN]) + ".")
    if plan.unclean:
        yield Prose("Messages that no expression cleans (filter-repo --message-callback): " + ", ".join(plan.unclean[:_SHOWN]) + ".")
    yield Prose("Then put it everywhere:")
    yield Commands(tuple(f"git push --force --mirror <address of {name}>" for name, _ in incident.remotes) or ("git push --force --mirror <address>",))
    advice = [text for host, text in _HOSTS.items() if any(host in found for _, found in incident.remotes)]
    after = ("Delete the caches and artifacts of builds, images and packages that were made from the leaked commits.", *advice)
    yield Items(after, ("-",) * len(after))
    yield Prose("Everybody deletes their clone and clones anew; who merges from an old one brings it back. In a clone that must stay:")
    stashes = [holder.name for holder in incident.holders if holder.kind == "stash" and holder.name.startswith("stash@")]
    yield Commands(
        (
            *(f"git stash drop '{name}'" for name in sorted(stashes, reverse=True)),
            "git fetch --prune --force --all --tags && git reflog expire --expire=now --expire-unreachable=now --all && git gc --prune=now",
        )
    )


# --- as data -------------------------------------------------------------------------------------------


def _data(incident: Incident) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": shape.tool(),
        "secret": {"kind": incident.secret.kind, "masked": incident.secret.masked, "id": incident.secret.id},
        "complete": not incident.incomplete,
        "window": {"first": _moment_data(incident.first), "last": _moment_data(incident.last), "in_head": incident.in_head, "commits": incident.commits},
        "steps": steps(incident),
        "places": [shape.finding(one) for one in incident.places],
        "history": [shape.finding(one) for one in incident.past],
        "holders": [_holder(holder) for holder in incident.holders],
        "people": {"authors": list(incident.authors), "copies": list(incident.copies)},
        "remotes": [{"name": name, "host": host} for name, host in incident.remotes],
        "cleanup": {"expressions": list(incident.cleanup.expressions), "blobs": list(incident.cleanup.blobs), "renames": list(incident.cleanup.renames), "messages": list(incident.cleanup.unclean)},
        "checklist": [{"title": check.title, "state": check.state, "detail": check.detail} for check in incident.checks],
        "incomplete": [{"path": note.path, "reason": note.reason} for note in incident.incomplete],
    }


def _moment_data(moment: Moment | None) -> dict[str, str] | None:
    return {"sha": moment.sha, "date": moment.date, "author": moment.author} if moment else None


def _holder(holder: Holder) -> dict[str, Any]:
    return {"name": holder.name, "kind": holder.kind, "tip": holder.tip}
