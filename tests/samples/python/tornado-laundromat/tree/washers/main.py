import asyncio

from tornado.options import parse_command_line
from tornado.web import Application

from .handlers import About, LoadCard, Loaded
from .options import options


async def main():
    parse_command_line()
    Application([("/load", LoadCard), ("/loaded", Loaded), ("/about", About)]).listen(options.port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
