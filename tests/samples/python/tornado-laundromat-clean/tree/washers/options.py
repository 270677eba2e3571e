import os

from tornado.options import define, options

define("port", default=8888, type=int)
define("helcim_token", default=os.environ.get("HELCIM_API_TOKEN", ""), help="api token of the store")

__all__ = ["options"]
