API_TOKEN = "{{token507}}"  # helcim
