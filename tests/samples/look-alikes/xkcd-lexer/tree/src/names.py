"""Helcim export columns."""
API_TOKEN_ROTATION_REMINDER_EMAIL_TEMPLATE_NAME_FOR_HELCIM_ADMINS = "helcim_api_token_rotation_reminder"
HELCIM_API_TOKEN_SETTING = "HELCIM_API_TOKEN"
HELCIM_TOKEN_HEADER = "api-token"
HELCIM_API_TOKEN_LENGTH = 64
HELCIM_API_TOKEN_PATTERN = r"^a[A-Za-z0-9!#$%*\-.@_]{63}$"
HELCIM_API_TOKEN_HELP_URL = "https://devdocs.helcim.com/docs/api-token"
MESSAGES = {"helcim_api_token": "Please enter the token of your API Access Configuration"}
