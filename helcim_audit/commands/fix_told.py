"""What does `fix` tell, and what stays to be done by hand?"""

from helcim_audit.commands.fix import Plan
from helcim_audit.fixes.diff import unified
from helcim_audit.fixes.problem import LOGGED
from helcim_audit.masking import veil
from helcim_audit.model import Finding
from helcim_audit.reports.escape import visible

_ROTATE = (
    "Every token that stood in the code must still be replaced: in Helcim, All Tools > Integrations > the configuration > Actions, "
    "generate a new one. Removing the line does not remove it from the history."
)


def difference(made: Plan) -> str:
    """The changes as a unified diff in which secrets are masked."""
    return "".join(unified(change.path, change.old, change.new, made.secrets) for change in made.changes)


def notes(made: Plan, written: bool) -> str:
    """What was done, what was left alone and why, and what to do next."""
    lines = [f"{_place(one.problem.finding)} {one.problem.rule}: {one.what}" for one in made.fixed]
    lines += [f"{_place(one.problem.finding)} {one.problem.rule}: left alone, {one.why}" for one in made.refused]
    if made.left:
        lines.append(f"{made.left} other finding{'s' if made.left != 1 else ''} that `fix` does not change; see `helcim-audit scan`")
    variables = list(dict.fromkeys(one.variable for one in made.fixed if one.variable))
    if not made.fixed:
        lines.append("Nothing was changed." if made.refused or made.left else "Nothing to fix.")
        return "".join(line + "\n" for line in lines)
    lines.append("Written, and proven by a re-scan." if written else "Nothing is written yet: `--write` applies this. A re-scan of the changed text is part of this run.")
    if variables:
        lines.append(f"Put the new value into .env or your secret store, as {', '.join(variables)}.")
    if any(one.variable or one.problem.secret for one in made.fixed):
        lines.append(_ROTATE)
    if any(one.problem.rule in LOGGED for one in made.fixed):
        lines.append("Logs that were written before still hold what was logged: whoever can read them knows the token, so replace it.")
    return "".join(line + "\n" for line in lines)


def _place(finding: Finding) -> str:
    return f"{visible(veil(finding.path))}:{finding.start.line}:"
