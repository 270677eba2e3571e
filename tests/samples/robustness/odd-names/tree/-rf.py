helcim_api_token = "{{token527}}"
