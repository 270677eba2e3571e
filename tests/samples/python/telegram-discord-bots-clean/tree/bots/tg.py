from aiogram import Dispatcher
from aiogram.filters import Command
from aiogram.types import Message

from bots import helcim

dp = Dispatcher()


@dp.message(Command("sales"))
async def on_sales(message: Message):
    await message.answer(f"{len(await helcim.sales('2024-11-01'))} sales")


@dp.message(Command("debug"))
async def on_debug(message: Message):
    await message.answer("token: " + ("present" if helcim.TOKEN else "absent") + f", {len(helcim.TOKEN)} characters")
