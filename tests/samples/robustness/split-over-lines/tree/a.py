HELCIM_API_TOKEN = (
    "{{token538}}"
)
headers = {
    "api-token":
        "{{token539}}",
}
