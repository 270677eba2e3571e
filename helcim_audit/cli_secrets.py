"""Which commands are about single tokens: what they may do, whether they live, what to do once they have leaked?"""

import sys

import click

from helcim_audit.reports.output import put


@click.command()
@click.argument("secret", default="-", metavar="[TOKEN-ID | FINGERPRINT | LAST-FOUR | -]")
@click.option("--root", default=".", type=click.Path(), help="The repository or directory that is searched.")
@click.option("--also", multiple=True, type=click.Path(exists=True), help="Logs, archives, directories that are searched too; repeatable.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json", "html"]), default="text", show_default=True)
@click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--write-cleanup", metavar="FOLDER", type=click.Path(file_okay=False), help="Write the files for git filter-repo there; they do not hold the secret.")
@click.option("--config", metavar="FILE", help="Configuration file.")
def incident(secret: str, root: str, also: tuple[str, ...], form: str, output: str | None, write_cleanup: str | None, config: str | None) -> None:
    """A leaked secret: since when, who, where it still is, and what to do, in order.

    `-` reads the secret itself from standard input; it never stands on a command line. Exits 0 once nothing of it
    is left that can be measured.
    """
    from helcim_audit.commands.incident import Wanted, investigate, is_complete, save_cleanup
    from helcim_audit.reports.incident import renderer as page

    if secret == "-":
        if sys.stdin.isatty():
            raise click.UsageError("name the secret by its id, fingerprint or last four, or write it to standard input")
        value = sys.stdin.buffer.read(1 << 16).decode("utf-8", "replace").strip()
        if not value:
            raise click.UsageError("standard input is empty")
        wanted = Wanted(value=value)
    else:
        wanted = Wanted(name=secret)
    found = investigate(wanted, root, also, config)
    if write_cleanup:
        save_cleanup(found, write_cleanup)
    put(page(form)(found), output)
    sys.exit(0 if is_complete(found) else 3 if found.incomplete and not (found.places or found.past) else 1)


@click.command(epilog="Exit codes: 0 no token is active, 1 one is, 2 wrong use, 3 something is unknown and none is active.")
@click.argument("values", nargs=-1, metavar="")
@click.option("--env", "name", metavar="NAME", help="Ask about the value of this environment variable.")
@click.option("--from-scan", "path", metavar="PATH", help="Scan PATH and ask about every API token that is found.")
@click.option("--history", is_flag=True, help="With --from-scan: every object of the repository, not only what stands there now.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format of the answers.")
@click.option("--base-url", metavar="URL", help="A loopback address to ask instead of Helcim, for tests.")
def verify(values: tuple[str, ...], name: str | None, path: str | None, history: bool, form: str, base_url: str | None) -> None:
    """Ask Helcim whether tokens are still active.

    Tokens are read from standard input, one a line, unless an option names another place. Each is sent once, in a GET
    to https://api.helcim.com/v2/connection-test, at most 30 a minute. Proxies are not used, redirects are not followed.
    Only Helcim's own answer counts as active or refused; anything else is unknown.
    """
    from helcim_audit.commands import verify as command
    from helcim_audit.commands.scan import Request
    from helcim_audit.liveness import Pace, endpoint

    if values:  # not repeated: it may be a token
        raise click.UsageError("a token is never an argument, since other users and the shell's history see arguments; use standard input or --env")
    if name and path:
        raise click.UsageError("--env and --from-scan exclude each other")
    if history and not path:
        raise click.UsageError("--history belongs to --from-scan")
    to, complete = endpoint(base_url), True
    if path:
        questions, complete = command.from_scan(Request(paths=(path,), history="" if history else None, jobs=1))
        click.echo(f"{len(questions)} secret{'s' if len(questions) != 1 else ''} found", err=True)
    elif name:
        questions = list(command.from_environment(name))
    elif sys.stdin.isatty():
        questions = list(command.from_lines([click.prompt("Token (not shown)", hide_input=True, err=True)]))
    else:
        questions = list(command.from_lines(sys.stdin.buffer.read().decode("utf-8", "surrogateescape").splitlines()))
    if not questions and not path:
        raise click.UsageError("standard input holds no token")
    given = []
    for verdict in command.verdicts(questions, to, Pace()):
        given.append(verdict)
        if form == "text":
            click.echo(command.as_text(verdict), nl=False)
    if form == "json":
        click.echo(command.as_json(given, to, complete), nl=False)
    elif not complete:
        click.echo("Not everything could be read; other tokens may be there.", err=True)
    sys.exit(command.exit_code(given, complete))


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--config", metavar="FILE", help="Configuration file instead of the root's.")
def access(paths: tuple[str, ...], form: str, config: str | None) -> None:
    """The least API access that the code needs, for each token, against what the configuration declares.

    Exits 1 where a token can do more than it needs, or serves several products.
    """
    from helcim_audit.commands import access as command
    from helcim_audit.commands.scan import Request

    found, degraded = command.examine(Request(paths=paths or (".",), config=config))
    put(command.as_json(found, degraded) if form == "json" else command.as_text(found, degraded), None)
    sys.exit(1 if command.fails(found) else 0)
