import os

import discord
from discord.ext import commands

from bots.helcim import TOKEN

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())


@bot.command()
async def status(ctx):
    embed = discord.Embed(title="Helcim")
    embed.add_field(name="key", value="…" + TOKEN[-4:])
    await ctx.send(embed=embed)


print("discord token", os.environ["DISCORD_TOKEN"][:5])
bot.run(os.environ["DISCORD_TOKEN"])
