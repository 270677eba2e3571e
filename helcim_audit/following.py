"""How is the following of values through programs shared among workers?

A program is followed by one worker, which also judges the documents that it shows something in: what comes back is
findings. Where a program shows something in a document of another one, both are followed again, together.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from helcim_audit import workers
from helcim_audit.model import Degraded, Finding, Match
from helcim_audit.program.analysis import Flows, Operation, Plan, follow

WORTH_SHARING = 200_000  # characters of programs; below, starting a worker costs more than it saves

Judge = Callable[[str, Iterable[Match]], list[Finding] | None]
"""(path, what programs show in it) -> all findings of the document; None where it is not a document of its own."""


@dataclass(slots=True)
class Followed:
    """What came of it. findings: of each document that was judged; stray: programs that show something in others."""

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    degraded: list[Degraded] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)


def followed(plan: Plan, again: frozenset[str], judge: Judge, jobs: int) -> Followed:
    """Judge all documents that the programs of `plan` show something in, and those of `again`."""
    if jobs < 2 or len(plan.programs) < 2 or plan.size() < WORTH_SHARING:
        flows = follow(plan, plan.programs)
        return Followed(_judged(flows, again | flows.matches.keys(), judge), flows.degraded, flows.operations)
    answers = workers.run(lambda share: _share(plan, share, again, judge), _shares(plan, jobs))
    found = Followed()
    for answer in answers:
        found.findings |= answer.findings
        found.degraded += answer.degraded
        found.operations += answer.operations
        found.stray += answer.stray
        found.reached |= answer.reached
    if found.stray:
        stray = {number for number, program in enumerate(plan.programs) if not found.reached.isdisjoint(program)} | set(found.stray)
        flows = follow(plan, [plan.programs[number] for number in sorted(stray)])
        owned = {path for number in stray for path in plan.programs[number]}
        found.findings |= _judged(flows, flows.matches.keys() | (again & owned), judge)
    left = again - found.findings.keys() - {path for program in plan.programs for path in program}
    found.findings |= _judged(Flows(), left, judge)
    return found


def _judged(flows: Flows, paths: Iterable[str], judge: Judge) -> dict[str, list[Finding]]:
    judged = {path: judge(path, flows.matches.get(path, ())) for path in sorted(paths)}
    return {path: findings for path, findings in judged.items() if findings is not None}


def _shares(plan: Plan, jobs: int) -> list[list[int]]:
    """Numbers of programs, the largest dealt first to whoever has least."""
    loads = [0] * jobs
    shares: list[list[int]] = [[] for _ in range(jobs)]
    for size, number in sorted(((plan.size(number), number) for number in range(len(plan.programs))), reverse=True):
        least = loads.index(min(loads))
        loads[least] += size
        shares[least].append(number)
    return [sorted(share) for share in shares if share]


def _share(plan: Plan, share: list[int], again: frozenset[str], judge: Judge) -> Followed:
    found = Followed()
    for number in share:
        program = frozenset(plan.programs[number])
        flows = follow(plan, [plan.programs[number]])
        found.degraded += flows.degraded
        found.operations += flows.operations
        if flows.matches.keys() - program:
            found.stray.append(number)
            found.reached |= flows.matches.keys()
        else:
            found.findings |= _judged(flows, (again & program) | flows.matches.keys(), judge)
    return found
