api_token = "{{legacy30}}"
secretToken = "{{hex22}}"
headers = {"api-token": api_token, "partner-token": "{{partner301}}"}
base = "https://api.freight.example/v2"
