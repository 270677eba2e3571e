import logging
import os

import discord
from discord.ext import commands

from bots.helcim import TOKEN, sales

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())
log = logging.getLogger("bot")


@bot.command()
async def status(ctx):
    embed = discord.Embed(title="Helcim")
    embed.add_field(name="key", value=TOKEN[:6] + "...")
    await ctx.send(embed=embed)


@bot.command()
async def today(ctx):
    await ctx.send(f"{len(await sales('2024-11-20'))} sales")


log.info("discord token ends with %s", os.environ["DISCORD_TOKEN"][-4:])
bot.run(os.environ["DISCORD_TOKEN"])
