from .core import Helcim, HelcimHTTPError

__all__ = ["Helcim", "HelcimHTTPError"]
__version__ = "0.1.7"
