import os

import click
import requests

from .masking import obscure
from .profile import Profile

HIDDEN = {"api-token", "authorization"}


@click.group()
@click.option("--debug", is_flag=True)
@click.pass_context
def cli(ctx, debug):
    token = os.environ.get("HELCIM_API_TOKEN")
    if not token:
        raise click.UsageError("HELCIM_API_TOKEN not configured")
    ctx.obj = Profile("default", token)
    ctx.meta["debug"] = debug
    if debug:
        click.echo(f"profile: {ctx.obj}", err=True)


@cli.command()
@click.pass_obj
def whoami(profile):
    click.echo(f"{profile.name}: {obscure(profile.api_token)}")


@cli.command()
@click.pass_context
def plans(ctx):
    req = requests.Request("GET", "https://api.helcim.com/v2/payment-plans", headers={"api-token": ctx.obj.api_token}).prepare()
    if ctx.meta["debug"]:
        for name, value in req.headers.items():
            click.echo(f"> {name}: {'<hidden>' if name.lower() in HIDDEN else value}", err=True)
    reply = requests.Session().send(req, timeout=30)
    if ctx.meta["debug"]:
        click.echo(f"< {reply.status_code} {dict(reply.headers)}", err=True)
    for plan in reply.json():
        click.echo(f"{plan['id']}\t{plan['name']}")
