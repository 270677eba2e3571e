"""How is the command line read? Only parsing and wiring; what a command does stands in `commands`."""

import errno
import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

import click

from helcim_audit import __version__
from helcim_audit.cli_secrets import access, incident, verify
from helcim_audit.errors import AuditError, UnreadableError
from helcim_audit.exports import TARGETS, exporter
from helcim_audit.model import SEVERITIES, Report
from helcim_audit.reports import FORMATS, renderer
from helcim_audit.reports.output import put

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.commands.scan import Outcome, Request

EPILOG = "Exit codes: 0 nothing found, 1 findings, 2 wrong use or configuration, 3 something could not be read."


class _Formatted(click.ParamType[tuple[str, str]]):
    """`FORMAT=FILE` of --report."""

    name = "FORMAT=FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        kind, equals, path = str(value).partition("=")
        if kind not in FORMATS or not equals or not path:
            self.fail(f"{value!r} is not FORMAT=FILE with a format of {', '.join(FORMATS)}", param, ctx)
        return kind, path


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="helcim-audit")
def main() -> None:
    """Find Helcim secrets that are exposed in code, history, payloads and logs.

    Nothing is sent anywhere but by `verify`, and no more of a secret than its last four characters is ever shown.
    """


main.add_command(access)
main.add_command(incident)
main.add_command(verify)


@main.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH...]")
@click.option("--staged", is_flag=True, help="What is about to be committed: the index, and only what it adds.")
@click.option("--history", is_flag=False, flag_value="", metavar="[RANGE]", help="Every object of the repository, once; or what the commits of RANGE brought.")
@click.option("--diff", is_flag=False, flag_value="auto", metavar="[BASE[..HEAD]]", help="What a branch adds, judged by the policy of BASE; without a value, what the build's variables name.")
@click.option("--follow", metavar="FILE", help="A log that grows, rotation included, until interrupted; as text or jsonl.")
@click.option("--stdin-name", metavar="NAME", help="What to call standard input (PATH is `-`); its suffix tells the format.")
@click.option("--no-ignore", is_flag=True, help="Read also what git ignores.")
@click.option("--no-ignores", is_flag=True, help="Show everything: suppressions, baseline and `ignore` do not apply.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="Format of the main report.")
@click.option("--output", "-o", metavar="FILE", help="Write the main report to FILE instead of standard output.")
@click.option("--report", "reports", multiple=True, type=_Formatted(), help="One more report from the same run; repeatable.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Lowest severity that fails the run (default: low, or the configuration's).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 also with findings, for steps that only upload.")
@click.option("--config", metavar="FILE", help="Configuration file instead of the root's .helcim-audit.yaml or pyproject.toml.")
@click.option("--baseline", metavar="FILE", help="Baseline instead of the root's .helcim-audit-baseline.json.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), help="Worker processes (default: the processors at hand).")
@click.option("--color/--no-color", default=None, help="Colour, instead of only on a terminal.")
@click.pass_obj
def scan(done: "Outcome | None", /, paths: tuple[str, ...], form: str, output: str | None, reports: tuple[tuple[str, str], ...], exit_zero: bool, color: bool | None, **asked: Any) -> None:
    """Scan files, directories, standard input (`-`) or the git index for Helcim secrets."""
    from helcim_audit.commands.scan import Request
    from helcim_audit.commands.scan import scan as run_scan

    if followed := asked.pop("follow"):
        if paths or output or reports or form not in ("text", "jsonl") or any(asked[mode] not in (None, False) for mode in ("staged", "history", "diff")):
            raise click.UsageError("--follow reads one log, and writes text or jsonl to standard output")
        sys.exit(_follow(Request(paths=(followed,), **asked), form, exit_zero))
    if asked["staged"] and paths:
        raise click.UsageError("--staged scans the index; it takes no PATH")
    chosen = [mode for mode in ("staged", "history", "diff") if asked[mode] not in (None, False)]
    if len(chosen) > 1:
        raise click.UsageError(f"--{chosen[0]} and --{chosen[1]} are different scans: run one after the other")
    for mode, default in (("history", ""), ("diff", "auto")):
        if asked[mode] is not None:
            if os.path.isdir(asked[mode]):  # `--history PATH`: an optional value takes what follows
                paths, asked[mode] = (*paths, asked[mode]), default
            if len(paths) > 1 or asked["stdin_name"]:
                raise click.UsageError(f"--{mode} scans one repository, and nothing else with it")
    output = None if output == "-" else output
    if output or reports:
        from helcim_audit.reports.output import check

        check(*filter(None, [output]), *(path for _, path in reports))
    with _progress() as progress:
        outcome = done or run_scan(Request(paths=paths or (".",), progress=progress, **asked))
    _write(outcome.report, form, output, color)
    for kind, path in reports:
        from helcim_audit.reports.output import write

        write(path, renderer(kind)(outcome.report))
    if outcome.report.interrupted:
        sys.exit(130)
    sys.exit(0 if exit_zero and outcome.exit_code == 1 else outcome.exit_code)


def _follow(request: "Request", form: str, exit_zero: bool) -> int:
    """Until an interrupt, which is how it ends: then the exit code tells whether there were findings."""
    from helcim_audit.commands import follow
    from helcim_audit.reports.escape import visible
    from helcim_audit.reports.output import show

    failed = False
    try:
        for report, fails in follow.follow(request, follow.pause):
            failed = failed or fails
            show(renderer(form)(report) if form == "jsonl" else "".join(visible(line) + "\n" for line in follow.lines(report)))
    except KeyboardInterrupt:
        pass
    return 1 if failed and not exit_zero else 0


def _paints() -> bool:
    """Whether standard output is a terminal that wants colour (no-color.org)."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(report: Report, form: str, output: str | None, color: bool | None) -> None:
    if form == "text":
        from helcim_audit.reports.text import render

        colour = color if color is not None else output is None and _paints()
        text = render(report, colour)
    else:
        text = renderer(form)(report)
    put(text, output)


class _progress:
    """A line on standard error while it takes long, only where a person looks at a terminal."""

    def __enter__(self) -> Any:
        if sys.stderr is None or not sys.stderr.isatty():
            return None
        import time

        self.shown = False
        self.next = time.monotonic() + 0.5

        started = time.monotonic()

        def show(documents: int, size: int, total: int = 0) -> None:
            now = time.monotonic()
            if now >= self.next:
                self.next = now + 0.2
                self.shown = True
                line = f"reading: {documents} files, {size / 1e6:.0f} MB"
                if total and documents:
                    left = (now - started) * (total - documents) / documents
                    line = f"reading: {documents} of {total} objects, {size / 1e6:.0f} MB, about {left:.0f} s left"
                sys.stderr.write(f"\r\x1b[K{line}")
                sys.stderr.flush()

        return show

    def __exit__(self, *_: object) -> None:
        if getattr(self, "shown", False):
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@main.command(epilog="Exit codes: 0 written or safe, 1 not safe (--check), 2 wrong use, 3 something could not be made safe and was not written.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option("--output", "-o", metavar="DIR", help="Write the copies into DIR instead of beside the files (app.log to app.redacted.log).")
@click.option("--in-place", is_flag=True, help="Replace the files themselves.")
@click.option("--check", is_flag=True, help="Only answer whether the files are safe to share.")
@click.option("--manifest", metavar="FILE", help="Write a record of what was masked, as JSON.")
@click.option("--stdin-name", metavar="NAME", default="stdin.log", help="What to call standard input (FILE is `-`).")
def redact(paths: tuple[str, ...], **asked: Any) -> None:
    """Make copies that are safe to share: every secret masked to its last four characters.

    Logs, HAR files and other payloads, archives, office files, databases, mail. `app | helcim-audit redact -`
    masks line by line. What still shows something after masking is not written.
    """
    from helcim_audit.commands import redact as command

    if "-" in paths:
        if paths != ("-",) or asked["output"] or asked["in_place"] or asked["manifest"] or asked["check"]:
            raise click.UsageError("`-` reads standard input, writes standard output, and stands alone")
        command.pipe(asked["stdin_name"])
        return
    results, code = command.redact(command.Request(paths, **asked))
    from helcim_audit.reports.escape import visible

    for line in command.lines(results, asked["check"]):
        click.echo(visible(line))
    sys.exit(code)


@main.command()
@click.argument("what", nargs=-1, metavar="[ID | check [FILE] | export]")
@click.option("--to", "target", type=click.Choice(list(TARGETS)), help="With `export`: the tool to write the rules for.")
def rules(what: tuple[str, ...], target: str | None) -> None:
    """List the rules, explain one, check a rules file and its examples, or write the rules for another tool."""
    from helcim_audit.commands import rules as command
    from helcim_audit.rules import load

    if what == ("export",):
        if target is None:
            raise click.UsageError(f"export needs --to, with one of {', '.join(TARGETS)}")
        put(exporter(target)(load()), None)
        return
    if target:
        raise click.UsageError("--to belongs to `rules export`")

    if what[:1] == ("check",):
        lines, failures = command.check(Path(what[1]) if len(what) > 1 else None)
        click.echo("\n".join(lines))
        sys.exit(2 if failures else 0)
    if len(what) > 1:
        raise click.UsageError("name one rule")
    put(command.explanation(load(), what[0]) if what else command.overview(load()), None)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", type=click.Choice(["pre-push", "pre-receive"]))
@click.argument("arguments", nargs=-1, metavar="[WHAT GIT GIVES]")
@click.option("--budget", type=click.IntRange(1, 3600), default=60, show_default=True, metavar="SECONDS", help="A push that is not scanned within this time is refused.")
def hook(name: str, arguments: tuple[str, ...], budget: int) -> None:
    """Judge a push, from .git/hooks/pre-push or a server's hooks/pre-receive; refs are read from standard input."""
    from helcim_audit.commands import push

    lines = b"" if sys.stdin.isatty() else sys.stdin.buffer.read()
    outcome = push.pre_push(lines, arguments[0] if arguments else "", os.environ, budget) if name == "pre-push" else push.pre_receive(lines, budget)
    _write(outcome.report, "text", None, None)
    sys.exit(outcome.exit_code)


@main.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH...]")
@click.option("--write", is_flag=True, help="Apply the changes, instead of showing them as a diff.")
@click.option("--config", metavar="FILE", help="Configuration file instead of the root's.")
def fix(paths: tuple[str, ...], write: bool, config: str | None) -> None:
    """Move hard-coded secrets of Python code to the environment, and keep them out of logs and responses."""
    from helcim_audit.commands import fix as command
    from helcim_audit.commands.fix_told import difference, notes
    from helcim_audit.commands.scan import Request

    if "-" in paths:
        raise click.UsageError("standard input cannot be fixed; name files")
    made = command.plan(Request(paths=paths or (".",), config=config))
    if write:
        command.write(made)
    else:
        put(difference(made), None)
    click.echo(notes(made, write), nl=False, err=True)
    sys.exit(made.exit_code(write))


@main.command()
@click.argument("path", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def doctor(path: str, form: str) -> None:
    """Say what is wrong with the set-up, each with the command that mends it. Exits 1 where something is."""
    from helcim_audit.commands.doctor import examine, render
    from helcim_audit.reports.escape import json_text, visible

    found = examine(path)
    if form == "json":
        rows = [{"name": one.name, "state": one.state, "text": one.text, "mend": one.mend or None} for one in found]
        put(json_text({"version": 1, "diagnoses": rows}) + "\n", None)
    else:
        put("".join(visible(line) + "\n" for line in render(found).splitlines()), None)
    sys.exit(1 if any(one.state == "wrong" for one in found) else 0)


@main.group()
def baseline() -> None:
    """Accept what is there today, so that only what is new fails."""


def _placed(function: Any) -> Any:
    """Arguments that all commands of `baseline` share."""
    for decorate in (
        click.option("--config", metavar="FILE", help="Configuration file."),
        click.option("--output", "--file", "-o", "file", metavar="FILE", help="The baseline (default: .helcim-audit-baseline.json in PATH)."),
        click.option("--history", is_flag=True, help="Old versions of the repository too."),
        click.argument("path", default=".", type=click.Path()),
    ):
        function = decorate(function)
    return function


@baseline.command("create")
@_placed
def baseline_create(**place: Any) -> None:
    """Write a baseline of all findings in PATH that nothing else suppresses."""
    from helcim_audit.commands.baseline import Place, create

    count = create(Place(**place))
    click.echo(f"{Place(**place).target}: {count} finding{'s' if count != 1 else ''} accepted. Their secrets still have to be replaced.")


@baseline.command("update")
@click.option("--add", is_flag=True, help="Accept new findings too.")
@_placed
def baseline_update(add: bool, **place: Any) -> None:
    """Drop entries of what is not found any more; answers of `audit` stay."""
    from helcim_audit.commands.baseline import Place, update

    kept, dropped, new = update(Place(**place), add)
    click.echo(f"{Place(**place).target}: {kept} kept, {dropped} dropped, {new} new {'accepted' if add else 'not accepted (--add does)'}.")


@baseline.command("show")
@_placed
def baseline_show(**place: Any) -> None:
    """List the entries by secret, with what was said of them."""
    from helcim_audit.commands.baseline import Place, show

    click.echo(show(Place(**place)), nl=False)


@baseline.command("audit")
@click.option("--real", multiple=True, metavar="ID", help="Say that this secret is real, without being asked; repeatable.")
@click.option("--not-real", multiple=True, metavar="ID", help="Say that this is no secret; repeatable.")
@click.option("--reason", default="", help="Why, for --real and --not-real.")
@click.option("--again", is_flag=True, help="Ask also of those that were answered before.")
@_placed
def baseline_audit(real: tuple[str, ...], not_real: tuple[str, ...], reason: str, again: bool, **place: Any) -> None:
    """Go through the secrets of the baseline, one by one: yes, no, skip or quit."""
    from helcim_audit.commands.baseline import Answer, Place, Question, audit

    def ask(question: Question) -> Answer:
        click.echo(question.text)
        word = click.prompt("real secret?", type=click.Choice(["y", "n", "s", "q"]), default="s")
        why = click.prompt("why", default="", show_default=False) if word == "n" else ""
        return Answer({"y": True, "n": False}.get(word), why, word == "q")

    given = {**dict.fromkeys(real, True), **dict.fromkeys(not_real, False)}
    counts = audit(Place(**place), ask, given, reason, again)
    click.echo("; ".join(f"{count} {verdict}" for verdict, count in counts.items()) or "the baseline is empty")


def _show(error: click.ClickException) -> None:
    """click repeats the argument that is wrong; it may be a token that was put in a wrong place."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        return
    from helcim_audit.masking import veil
    from helcim_audit.reports.escape import visible

    text = "\n".join(visible(veil(line)) for line in error.format_message().split("\n"))
    click.UsageError(text, error.ctx if isinstance(error, click.UsageError) else None).show()


def entry(done: "Outcome | None" = None) -> None:
    """The console script: clear lines instead of tracebacks, and the product's exit codes. done: what the scan that is asked for has found."""
    try:
        if hasattr(signal, "SIGPIPE"):
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `helcim-audit scan | head` ends quietly
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a narrow encoding is no reason to fail
        main.main(prog_name="helcim-audit", standalone_mode=False, obj=done)
    except click.exceptions.Abort:
        click.echo("helcim-audit: interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        _show(error)
        sys.exit(2)
    except AuditError as error:
        from helcim_audit.masking import veil
        from helcim_audit.reports.escape import visible

        click.echo(f"helcim-audit: {visible(veil(str(error)))}", err=True)
        sys.exit(3 if isinstance(error, UnreadableError) else 2)
    except KeyboardInterrupt:
        click.echo("helcim-audit: interrupted before anything was read", err=True)
        sys.exit(130)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        click.echo("helcim-audit: no space left on the device that is written to", err=True)
        sys.exit(2)
