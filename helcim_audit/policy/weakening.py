"""Which edits of a change would weaken the check that it has to pass?

Each file that holds policy is compared between the base and the head: the configuration, the baseline, rules of
one's own, hook manifests, CI files, attributes. What only makes the check stricter is no weakening.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from helcim_audit.errors import AuditError, quoted
from helcim_audit.filetypes import identify
from helcim_audit.lazy import regex
from helcim_audit.model import SEVERITIES
from helcim_audit.policy import baseline, config

Reader = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Weakening:
    """One edit. `line` counts from one, in the head's version (1 where there is none)."""

    path: str
    line: int
    message: str


_CI = regex(
    r"\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.gitlab/.+\.ya?ml|azure-pipelines[\w.-]*\.ya?ml|\.azure[\w-]*/.+\.ya?ml|bitbucket-pipelines\.ya?ml|\.circleci/[^/]+\.ya?ml"
    r"|(?:.*/)?Jenkinsfile[\w.-]*|\.travis\.ya?ml|\.drone\.ya?ml|\.woodpecker(?:/.+)?\.ya?ml|\.buildkite/.+|\.cirrus\.ya?ml|appveyor\.ya?ml|\.semaphore/.+|buildspec[\w.-]*\.ya?ml|lefthook[\w.-]*\.ya?ml|\.husky/.+|(?:.*/)?Makefile|tox\.ini|noxfile\.py|package\.json"
)
_HOOKS = (".pre-commit-config.yaml", ".pre-commit-config.yml")
_OURS = "helcim-audit"


def weakenings(changed: Sequence[str], old: Reader, new: Reader, tracked: Callable[[], Sequence[str]]) -> list[Weakening]:
    """What the change of the files `changed` (deleted ones too) would weaken. `tracked`: all paths of the head."""
    found: list[Weakening] = []
    before = _config(old)
    accepted = before.baseline or baseline.NAME
    for path in changed:
        was, now = old(path), new(path)
        if path in (config.NAME, "pyproject.toml"):
            found += _configuration(path, was, now)
        elif path == accepted:
            found += _baseline(path, was, now)
        elif path in before.rules:
            found.append(Weakening(path, 1, "This change edits rules of the project." if now is not None else "This change removes rules of the project."))
        elif path in _HOOKS:
            found += _hooks(path, was, now)
        elif path.rpartition("/")[2] == ".gitattributes":
            found += _attributes(path, was, now, tracked)
        if _CI.fullmatch(path):
            found += _steps(path, was, now)
    return found


def _config(read: Reader) -> config.Config:
    try:
        return config.load("", read=read)
    except AuditError:
        return config.Config()


def _text(raw: bytes | None) -> str:
    return raw.decode("utf-8", "replace") if raw else ""


def _line(text: str, *words: str) -> int:
    """The first line that holds all `words`, or one of them, or 1."""
    lines = text.split("\n")
    for test in (all, any):
        for number, line in enumerate(lines, 1):
            if test(word in line for word in words):
                return number
    return 1


# --- the configuration ---------------------------------------------------------------------------------


def _configuration(path: str, was: bytes | None, now: bytes | None) -> Iterator[Weakening]:
    try:
        old = config.parse(was, path, required=False) if was is not None else config.Config()
    except AuditError:
        old = config.Config()
    text = _text(now)
    try:
        new = config.parse(now, path, required=False) if now is not None else config.Config()
    except AuditError as error:
        yield Weakening(path, error.line or 1, "This change breaks the configuration: " + error.message + ".")
        return
    if SEVERITIES.index(new.fail_on) < SEVERITIES.index(old.fail_on):
        yield Weakening(path, _line(text, "fail-on"), f"This change lets findings below {new.fail_on} pass (before: {old.fail_on}).")
    for pattern in set(new.exclude) - set(old.exclude):
        yield Weakening(path, _line(text, pattern), "This change excludes more files from the check.")
    for rule in sorted(set(new.disable) - set(old.disable)):
        yield Weakening(path, _line(text, rule), f"This change disables the rule {quoted(rule)}.")
    levels = dict(old.severity)
    for rule, level in new.severity:
        if rule not in levels or SEVERITIES.index(level) > SEVERITIES.index(levels[rule]):
            yield Weakening(path, _line(text, rule, level), f"This change sets the severity of {quoted(rule)} to {level}.")
    known = {(entry.rule, entry.path): entry.until for entry in old.ignore}
    for entry in new.ignore:
        until = known.get((entry.rule, entry.path), "")
        if until == "" or (until is not None and (entry.until is None or entry.until > until)):
            yield Weakening(path, _line(text, entry.rule, entry.path), f"This change accepts findings of {quoted(entry.rule)}" + (" for longer." if until else "."))
    if set(old.rules) - set(new.rules):
        yield Weakening(path, _line(text, "rules"), "This change leaves out rules of the project.")
    if new.baseline != old.baseline:
        yield Weakening(path, _line(text, "baseline"), "This change names another baseline.")
    if new.salt != old.salt:
        yield Weakening(path, _line(text, "salt"), "This change of the salt makes the baseline and all names of secrets void.")


def _baseline(path: str, was: bytes | None, now: bytes | None) -> Iterator[Weakening]:
    try:
        new = baseline.parse(now, path) if now is not None else None
        old = baseline.parse(was, path).entries if was is not None else {}
    except AuditError as error:
        yield Weakening(path, error.line or 1, "This change breaks the baseline.")
        return
    more = sorted(set(new.entries) - set(old)) if new else []
    if more:
        what = "one more finding" if len(more) == 1 else f"{len(more)} more findings"
        yield Weakening(path, _line(_text(now), more[0]), f"This change accepts {what} in the baseline.")


# --- what runs the check -------------------------------------------------------------------------------


def _hooks(path: str, was: bytes | None, now: bytes | None) -> Iterator[Weakening]:
    old, new = _hook_entries(was), _hook_entries(now)
    for name, entry in old.items():
        if name not in new:
            yield Weakening(path, 1, f"This change removes the hook {quoted(name)}.")
            continue
        changed = [key for key in ("entry", "args", "exclude", "files", "stages", "types", "exclude_types", "always_run", "language") if entry.get(key) != new[name].get(key)]
        if changed:
            yield Weakening(path, _line(_text(now), name), f"This change edits {', '.join(changed)} of the hook {quoted(name)}.")
    if old and _top(was) != _top(now):
        yield Weakening(path, 1, "This change edits what all hooks leave out or when they run.")


def _hook_entries(raw: bytes | None) -> dict[str, dict[str, Any]]:
    found = {}
    for repository in _loaded(raw).get("repos") or ():
        hooks = repository.get("hooks") if isinstance(repository, dict) else None
        for hook in hooks if isinstance(hooks, list) else ():
            if isinstance(hook, dict) and (str(hook.get("id", "")).startswith(_OURS) or _OURS in str(hook.get("entry", ""))):
                found[str(hook.get("id", ""))] = hook
    return found


def _top(raw: bytes | None) -> list[Any]:
    data = _loaded(raw)
    return [data.get(key) for key in ("exclude", "files", "default_stages", "fail_fast")]


def _loaded(raw: bytes | None) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.safe_load(raw or b"")
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


_SOFT = regex(r"--exit-zero|\|\|\s*(?:true|:|exit 0)|;\s*(?:true|exit 0)|continue-on-error\s*:\s*true|allow_failure\s*:\s*true|continueOnError\s*:\s*true|soft_fail\s*:\s*true|--no-verify|SKIP\s*[=:].*helcim-audit|ignore_failure")
_COMMENT = regex(r"\s*(?:#|//)")


def _steps(path: str, was: bytes | None, now: bytes | None) -> Iterator[Weakening]:
    """Lines that run the check and are gone, or that no longer fail."""
    old = [line.strip() for line in _text(was).split("\n") if _OURS in line and not _COMMENT.match(line)]
    if not old:
        return
    text = _text(now)
    lines = text.split("\n")
    new = [line.strip() for line in lines if _OURS in line and not _COMMENT.match(line)]
    if len(new) < len(old):
        yield Weakening(path, 1, "This change removes a step that runs helcim-audit.")
    fresh = set(lines) - set(_text(was).split("\n"))
    for number, line in enumerate(lines, 1):
        if line in fresh and not _COMMENT.match(line) and _SOFT.search(line) and (_OURS in line or ":" in line):
            yield Weakening(path, number, "This change lets the step go on where helcim-audit fails.")


# --- what reviewers see --------------------------------------------------------------------------------

_HIDING = regex(r"(?:^|\s)(-diff|binary|linguist-generated(?:=true)?|linguist-vendored(?:=true)?|filter=\S+|diff=\S+|working-tree-encoding=\S+|-text\s+-diff)(?=\s|$)")
_MADE = regex(r"(?i)lock|\.min\.|\bdist\b|\bvendor|generated|snap|fixture|testdata|\bgen\b|_pb2?\b|\.pb\.")
_READABLE = frozenset(("code", "config", "template", "collection", "document"))


def _attributes(path: str, was: bytes | None, now: bytes | None, tracked: Callable[[], Sequence[str]]) -> Iterator[Weakening]:
    """Attributes that keep the text of hand-written files out of the diffs that reviewers are shown."""
    known = set(_text(was).split("\n"))
    for number, line in enumerate(_text(now).split("\n"), 1):
        pattern, _, rest = line.strip().partition(" ")
        hiding = _HIDING.search(" " + rest)
        if line in known or not hiding or pattern.startswith("#") or _MADE.search(pattern):
            continue
        from pathspec import GitIgnoreSpec

        folder = path.rpartition("/")[0]
        match = GitIgnoreSpec.from_lines([pattern]).match_file
        below = (name[len(folder) + 1 :] if folder else name for name in tracked() if not folder or name.startswith(folder + "/"))
        if any(match(name) and not _MADE.search(name) and identify(name).family in _READABLE for name in below):
            yield Weakening(path, number, f"This change hides hand-written files from the diffs of reviewers ({hiding[1].split('=')[0]}).")
