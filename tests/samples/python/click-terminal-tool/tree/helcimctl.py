"""helcimctl - poke at card terminals from the command line."""
import sys

import click
import requests

BASE = "https://api.helcim.com/v2"


@click.group()
@click.option("--api-token", envvar="HELCIM_API_TOKEN", default="{{token5}}", help="Helcim API token")
@click.option("-v", "--verbose", is_flag=True)
@click.pass_context
def cli(ctx, api_token, verbose):
    ctx.obj = requests.Session()
    ctx.obj.headers["api-token"] = api_token
    click.echo(f"token {api_token[:6]}...{api_token[-4:]}", err=True)
    if verbose:
        click.echo("session headers: %s" % ctx.obj.headers, err=True)


@cli.command()
@click.pass_obj
def devices(session):
    for d in session.get(f"{BASE}/devices").json():
        click.echo("{code}\t{status}".format(**d))


@cli.command()
@click.argument("code")
@click.pass_obj
def ping(session, code):
    r = session.get(f"{BASE}/devices/{code}/ping")
    sys.exit(0 if r.ok else 1)


if __name__ == "__main__":
    cli()
