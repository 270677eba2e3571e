import base64
import os

BRANCHES = {name: os.environ[f"HELCIM_API_TOKEN_{name.upper()}"] for name in ("north", "south")}
PARKING = base64.b64decode("{{legacy30|b64}}").decode()
