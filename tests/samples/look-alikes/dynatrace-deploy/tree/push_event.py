import requests

requests.post(
    "https://abc12345.live.dynatrace.com/api/v2/events/ingest",
    headers={"Authorization": "Api-Token dt0c01.{{legacy24|upper}}.EXAMPLE"},
    json={"eventType": "CUSTOM_DEPLOYMENT", "title": "payments"},
)
