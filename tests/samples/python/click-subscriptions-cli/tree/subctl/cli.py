import click
import requests
from rich.console import Console

from .config import Profile, load
from .masking import obscure

console = Console()
BASE = "https://api.helcim.com/v2"


@click.group()
@click.option("--profile", default="default", show_default=True)
@click.option("--debug/--no-debug", default=False)
@click.pass_context
def cli(ctx: click.Context, profile: str, debug: bool) -> None:
    """Manage Helcim subscriptions."""
    ctx.obj = load(profile)
    ctx.meta["debug"] = debug
    if debug:
        click.echo(f"profile: {ctx.obj}", err=True)


@cli.command()
@click.pass_obj
def whoami(profile: Profile) -> None:
    console.print("profile", profile.name, "token", obscure(profile.api_token))


@cli.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    req = requests.Request("GET", f"{BASE}/subscriptions", headers={"api-token": ctx.obj.api_token}).prepare()
    if ctx.meta["debug"]:
        for name, value in req.headers.items():
            click.secho(f"> {name}: {value}", fg="bright_black", err=True)
    with requests.Session() as s:
        for sub in s.send(req, timeout=30).json()["data"]:
            click.echo(f"{sub['id']}\t{sub['status']}\t{sub['recurringAmount']}")
