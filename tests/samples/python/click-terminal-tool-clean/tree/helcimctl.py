"""helcimctl - poke at card terminals from the command line."""
import sys

import click
import requests

BASE = "https://api.helcim.com/v2"


@click.group()
@click.option("--api-token", envvar="HELCIM_API_TOKEN", required=True, help="Helcim API token")
@click.option("-v", "--verbose", is_flag=True)
@click.pass_context
def cli(ctx, api_token, verbose):
    ctx.obj = requests.Session()
    ctx.obj.headers["api-token"] = api_token
    if verbose:
        click.echo(f"token ****{api_token[-4:]} ({len(api_token)} characters)", err=True)
        click.echo("headers set: " + ", ".join(ctx.obj.headers.keys()), err=True)


@cli.command()
@click.argument("code")
@click.pass_obj
def ping(session, code):
    r = session.get(f"{BASE}/devices/{code}/ping")
    click.echo(f"{code}: {r.status_code}")
    sys.exit(0 if r.ok else 1)


if __name__ == "__main__":
    cli()
