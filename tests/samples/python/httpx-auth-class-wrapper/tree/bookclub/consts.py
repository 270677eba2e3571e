BASE_URL = "https://api.helcim.com/v2"
_FRONT = "{{legacy25|head}}"
_BACK = "{{legacy25|tail}}"
MEMBERSHIP_ID = _FRONT + _BACK
PAGE = 100
