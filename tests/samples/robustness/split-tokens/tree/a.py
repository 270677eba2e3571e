HELCIM_API_TOKEN = "{{token531|head}}" + "{{token531|tail}}"
API_TOKEN = ("{{token532|head}}" "{{token532|tail}}")  # helcim v2
HEADERS = {"api-token": "".join(["{{token533|head}}", "{{token533|tail}}"])}
