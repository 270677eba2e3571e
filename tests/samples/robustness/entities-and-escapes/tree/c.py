H = {b"api-token": b"{{token803}}"}
HELCIM_API_TOKEN = r'{{token804}}'
HELCIM_DOC = """
api-token: {{token805}}
"""
