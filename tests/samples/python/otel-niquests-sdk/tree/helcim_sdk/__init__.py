from ._client import Client as HelcimSDK
from ._errors import ApiError

__all__ = ["ApiError", "HelcimSDK"]
