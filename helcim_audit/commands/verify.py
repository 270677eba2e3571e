"""Which of these tokens does Helcim still accept? Asked one by one, slowly, and only when a user asks."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import AuditError, quoted
from helcim_audit.liveness import HOST, PATH, Answer, Endpoint, Pace, ask
from helcim_audit.reports.escape import json_text, visible
from helcim_audit.secrets import DEFAULT_SALT, Secret, SecretKind, masked, remembering, token_id
from helcim_audit.values import is_v2

_SHOWN = 5  # places of a token that are listed


@dataclass(frozen=True, slots=True)
class Question:
    """A token, its name, and where it stands ("path:line"); `secret` is None where the test cannot tell."""

    id: str
    masked: str
    kind: str
    secret: Secret | None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    question: Question
    answer: Answer


def from_lines(lines: Iterable[str]) -> Iterator[Question]:
    """One token a line, each once."""
    for value in dict.fromkeys(line.strip() for line in lines):
        if value:
            yield _question(value)


def from_environment(name: str) -> Iterator[Question]:
    """The value of an environment variable. Raises AuditError where it is unset or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise AuditError(f"the environment variable {quoted(name)} is not set or is empty")
    yield _question(value)


def _question(value: str) -> Question:
    return Question(token_id(value, DEFAULT_SALT), masked(value), SecretKind.API_TOKEN.value, Secret(SecretKind.API_TOKEN, value))


def from_scan(request: Request) -> tuple[list[Question], bool]:
    """The secrets that a scan finds, most exposed first, and whether the scan was complete. Raises AuditError."""
    with remembering() as values:
        report = scan(request).report
        places: dict[str, list[str]] = {}
        kinds: dict[str, tuple[str, str]] = {}
        for found in report.findings:
            if found.secret:
                places.setdefault(found.secret.id, []).append(f"{found.path}:{found.start.line}")
                kinds[found.secret.id] = (found.secret.masked, found.secret.kind)
        questions = [
            Question(name, *kinds[name], values.get(name) if kinds[name][1] == SecretKind.API_TOKEN else None, tuple(dict.fromkeys(where)))
            for name, where in sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
        ]
    return questions, report.complete


def verdicts(questions: Iterable[Question], to: Endpoint, pace: Pace) -> Iterator[Verdict]:
    """Ask one after the other. After "too many requests" nothing more is asked: the limit is the whole account's."""
    limited = False
    for question in questions:
        unasked = partial(Answer, "unknown", None)
        if question.secret is None:
            answer = unasked("not asked: the connection test knows only API tokens of version 2")
        elif limited:
            answer = unasked("not asked: the account's rate limit is reached")
        else:
            pace.wait()
            answer = ask(question.secret, to)
            limited = answer.status == 429
            if answer.state == "refused" and not is_v2(question.secret.value):
                answer = Answer("unknown", answer.status, "Helcim refused the value, but it is no whole token; the token that it was made from may be active")
        yield Verdict(question, answer)


def exit_code(given: Iterable[Verdict], complete: bool = True) -> int:
    """1 where a token is active, else 3 where something is unknown, else 0."""
    states = {verdict.answer.state for verdict in given}
    if "active" in states:
        return 1
    return 3 if "unknown" in states or not complete else 0


def as_text(verdict: Verdict) -> str:
    question, answer = verdict.question, verdict.answer
    status = f"HTTP {answer.status}, " if answer.status else ""
    lines = [f"{answer.state.upper():<8} {visible(question.masked)} {question.kind} {question.id}", f"  {status}{answer.reason}."]
    if answer.state == "active":
        lines.append("  Replace it now: All Tools > Integrations > the configuration > Actions.")
    lines += [f"  at {visible(place)}" for place in question.places[:_SHOWN]]
    if len(question.places) > _SHOWN:
        lines.append(f"  and {len(question.places) - _SHOWN} more places")
    return "\n".join(lines) + "\n"


def as_json(given: Iterable[Verdict], to: Endpoint, complete: bool) -> str:
    rows = [
        {
            "id": verdict.question.id,
            "masked": verdict.question.masked,
            "kind": verdict.question.kind,
            "state": verdict.answer.state,
            "status": verdict.answer.status,
            "reason": verdict.answer.reason,
            "places": list(verdict.question.places),
        }
        for verdict in given
    ]
    asked = f"{'https' if to.secure else 'http'}://{to.host}{'' if to.host == HOST else f':{to.port}'}{PATH}"
    return json_text({"version": 1, "asked": asked, "complete": complete, "tokens": rows}, 1) + "\n"
