import os

from aiogram import Bot, Dispatcher
from aiogram.filters import Command
from aiogram.types import Message

from bots import helcim

dp = Dispatcher()


@dp.message(Command("sales"))
async def on_sales(message: Message):
    rows = await helcim.sales("2024-11-01")
    await message.answer(f"{len(rows)} sales, {sum(r['amount'] for r in rows):.2f}")


@dp.message(Command("debug"))
async def on_debug(message: Message):
    await message.answer("token: " + helcim.TOKEN)


async def main():
    await dp.start_polling(Bot(os.environ["TELEGRAM_TOKEN"]))
