from tornado.options import define, options

define("port", default=8888, type=int)
define("helcim_token", default="{{legacy25}}", help="api token of the store")
define("helcim_url", default="https://api.helcim.com/v2", help="")

__all__ = ["options"]
