"""Where do the secrets of a program go? All of it, from candidates to matches."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from helcim_audit.access import Use, need_of, needs
from helcim_audit.lazy import regex
from helcim_audit.model import Degraded, Match, Span, Step
from helcim_audit.program import ir
from helcim_audit.program.events import Event
from helcim_audit.program.front_ends import group
from helcim_audit.program.interpret import Machine
from helcim_audit.program.lattice import Mark, Root, Text, Value
from helcim_audit.program.linker import Linker, Near
from helcim_audit.program.models import models
from helcim_audit.program.reach import client_sides, importers, programs
from helcim_audit.program.recorder import Recorder
from helcim_audit.program.resolve_javascript import Tree
from helcim_audit.program.scopes import Shape
from helcim_audit.program.sides import Side
from helcim_audit.program.wired import wired
from helcim_audit.secrets import Secret, SecretKind
from helcim_audit.values import is_v2

_PASSES = 2
"""The first learns what classes hold and which unknown values are tokens by their use; the last reports."""

_QUOTES = regex(r"""[A-Za-z$@#]{0,3}(?P<quote>'{3}|"{3}|["'`])""")


@dataclass(slots=True)
class Flows:
    """What the analysis found. sides: of scripts; matches: by path, in order of place."""

    matches: dict[str, list[Match]] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)
    degraded: list[Degraded] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Operation:
    """A request to Helcim that a program makes. token: the name or the masked end of what authenticates it, or "".

    known: whether the path begins as one of the API's does.
    """

    path: str
    line: int
    method: str
    address: str
    token: str
    known: bool


def uses(operations: Iterable[Operation], rows: Iterable[Mapping[str, str]]) -> list[Use]:
    """Each operation once, in order of place, with what it needs. rows: those of rules.yaml."""
    table = needs(rows)
    return [Use(one.path, one.line, one.method, one.address, one.token, need_of(table, one.method, one.address)) for one in sorted(set(operations))]


@dataclass(slots=True)
class Plan:
    """Programs to follow, each as the paths of its modules, and what all of them share. Following one tells nothing of another."""

    linker: Linker
    sides: dict[str, Side]
    programs: list[list[str]]
    degraded: list[Degraded]

    def size(self, number: int | None = None) -> int:
        """Characters of one program, or of all."""
        chosen = self.programs if number is None else [self.programs[number]]
        return sum(len(self.linker.project.read(path) or "") for program in chosen for path in program)


def planned(candidates: Collection[str], project: Tree, near: Near) -> Plan:
    """`candidates` and the modules that they import or that import them, as programs."""
    linker = Linker(project, near)
    paths = importers(candidates, project, linker.load, linker.resolve)
    linker.wired = wired(paths, project)
    paths = sorted({*paths, *(path for path in linker.wired if linker.load(path) is not None)})
    scripts = [path for path in paths if (module := linker.load(path)) is not None and group(module.language) == "script"]
    sides, notes = client_sides(scripts, project, linker.load) if scripts else ({}, [])
    return Plan(linker, sides, programs(paths, linker.load, linker.resolve, linker.wired), notes)


def follow(plan: Plan, chosen: Iterable[list[str]]) -> Flows:
    """Follow values through some programs of `plan`."""
    flows = Flows(sides=plan.sides, degraded=list(plan.degraded))
    for program in chosen:
        plan.linker.enter()
        recorder, exhausted = _interpreted(program, plan.linker, plan.sides)
        if exhausted:
            flows.degraded.append(Degraded(program[0], f"the program of {len(program)} modules is too large: some flows were not followed to their end"))
        _written(recorder, plan.linker, flows)
    flows.degraded += plan.linker.degraded
    return flows


def analyse(candidates: Collection[str], project: Tree, near: Near) -> Flows:
    """Follow values through `candidates` and the modules that they import or that import them."""
    plan = planned(candidates, project, near)
    return follow(plan, plan.programs)


def _interpreted(program: list[str], linker: Linker, sides: dict[str, Side]) -> tuple[Recorder, bool]:
    """The events of one program, and whether it cost too much to follow all of it."""
    used: dict[Root, Mark] = {}
    shapes: dict[int, Shape] = {}
    nodes: dict[int, ir.Class] = {}
    members: dict[Root, dict[str, Value]] = {}
    shared: dict[str, Value] = {}
    exhausted = False
    recorder = Recorder()
    for number in range(_PASSES):
        recorder = Recorder()
        machine = Machine(models(), recorder, linker.link, linker.by_class, linker.imported, linker.template, linker.by_symbol, linker.by_method)
        machine.used, machine.shapes, machine.nodes, machine.members, machine.shared = used, shapes, nodes, members, shared
        linker.start(machine, number > 0, program)
        machine.own = frozenset(program)
        machine.spaces = linker.spaces
        for path in program:
            space = linker.space(path)
            if space is None:
                continue
            if path in sides:
                space.side, space.server_names, space.place = sides[path].kind, sides[path].server_names, sides[path].place
                space.desktop = any("can unpack" in step.note for step in sides[path].because)
            if number == 0 or path not in linker.rendered:  # a page is run with what it is given, if anything gives it something
                machine.space(space)
        machine.finish()
        machine.exported([linker.spaces[path] for path in program if path in linker.spaces])
        exhausted = machine.exhausted
        recorder.pages.finish(lambda: linker.has_pages)
    return recorder, exhausted


def _written(recorder: Recorder, linker: Linker, flows: Flows) -> None:
    writer = _Writer(linker)
    for request in recorder.requests.told:
        span = writer.span(request.space.path, request.at)
        if span is not None:
            flows.operations.append(Operation(request.space.path, writer.line(request.space.path, span.start), request.method, request.path, request.token, request.known))
    shown = any(event.rule == "partly-masked-token" and not event.steps[-1].note.startswith("left visible") for event in recorder.events.values())
    for event in [*recorder.sent.headers.values(), *recorder.events.values()]:
        if shown and event.rule == "partly-masked-token" and event.steps[-1].note.startswith("left visible"):
            continue  # said where it is shown
        if event.literal is not None and event.rule == "hardcoded-api-token" and any(key[0] in recorder.sent.foreign and one is event for key, one in recorder.sent.headers.items()):
            continue
        if event.steps and id(event.steps[0].at) in recorder.sent.theirs:
            continue  # another vendor's: it is sent there
        match = writer.match(event)
        if match is not None:
            flows.matches.setdefault(event.literal.path if event.rule == "hardcoded-api-token" and event.literal else event.space.path, []).append(match)


_AT_LITERALS = frozenset(("hardcoded-api-token", "helcimjs-secret-key-in-client"))
"""Rules whose events stand at the literal, if there is one."""


class _Writer:
    """Turns events into matches: places become spans, marks become steps."""

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        self.starts: dict[str, list[int]] = {}

    def match(self, event: Event) -> Match | None:
        literal = event.literal if event.rule in _AT_LITERALS else None
        path = literal.path if literal is not None else event.space.path
        span = self.span(path, literal.at if literal is not None else event.at, literal is not None, literal.parts if literal is not None else ())
        if span is not None and event.base is not None and (base := self.span(path, event.base)) is not None:
            span = self.link(path, span, base)
        if span is None:
            return None
        notebook = path.endswith(".ipynb")
        language = "notebook" if notebook else event.space.language
        rule = "api-token-in-document" if notebook and event.rule == "hardcoded-api-token" else event.rule  # what its text says too
        trace = tuple(self.steps(event.steps))
        if literal is None:
            return Match(rule, span, at_secret=False, trace=trace, language=language)
        kind = SecretKind(event.kind) if event.rule != "hardcoded-api-token" else SecretKind.API_TOKEN if is_v2(literal.value) or len(literal.value) >= 50 else SecretKind.LEGACY_API_TOKEN
        hidden = tuple(sorted({one for leaf in literal.leaves if leaf.path == path and (one := self.span(path, leaf.at, inner=True)) is not None}))
        return Match(rule, span, Secret(kind, literal.value), hidden=hidden, confidence="high" if is_v2(literal.value) or event.rule != "hardcoded-api-token" else "medium", trace=trace, language=language)

    def link(self, path: str, span: Span, base: Span) -> Span:
        """The last link of a chain of calls that is written over lines: from the dot, where it stands on a line of its own."""
        text = self.linker.project.read(path) or ""
        between = re.match(r"\s*", text[base.end : base.end + 400])
        if span.start <= base.start and base.end < span.end and between is not None and "\n" in between[0]:
            return Span(base.end + between.end(), span.end)
        return span

    def span(self, path: str, at: ir.Handle, inner: bool = False, parts: tuple[Text, ...] = ()) -> Span | None:
        space = self.linker.spaces.get(path)
        if space is None:
            return None
        span = space.module.locate(at)
        if inner and parts and parts[0].path == path and (first := self.span(path, parts[0].at, inner=True)) is not None and first.end < span.start:
            return first  # put together elsewhere: the literal is where its first piece stands
        if inner:
            text = (self.linker.project.read(path) or "")[span.start : span.end]
            opening = _QUOTES.match(text)
            if opening is not None and text.endswith(opening["quote"]) and len(text) >= opening.end() + len(opening["quote"]):
                return Span(span.start + opening.end(), span.end - len(opening["quote"]))
        return span

    def steps(self, marks: Iterable[Mark]) -> Iterable[Step]:
        last: tuple[str, int, str] | None = None
        for mark in marks:
            span = self.span(mark.path, mark.at)
            if span is None or not mark.note:
                continue
            step = (mark.path, self.line(mark.path, span.start), mark.note)
            if step != last:
                yield Step(*step)
            last = step

    def line(self, path: str, offset: int) -> int:
        if path not in self.starts:
            text = self.linker.project.read(path) or ""
            self.starts[path] = [0, *(hit.end() for hit in re.finditer("\n", text))]
        return bisect.bisect_right(self.starts[path], offset)
