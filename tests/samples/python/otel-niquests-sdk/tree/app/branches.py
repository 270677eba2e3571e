import base64

# one line per branch office, see the binder
NORTH = base64.b64decode("{{legacy25|b64}}").decode()
SOUTH = "".join(["{{legacy24|head}}", "{{legacy24|tail}}"])
WEST = (
    "{{legacy26|head}}"
    "{{legacy26|tail}}"
)
PARKING = base64.b64decode("{{legacy30|b64}}").decode()
