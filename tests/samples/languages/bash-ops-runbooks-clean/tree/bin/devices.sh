#!/bin/bash
TOKEN=$(vault kv get -field=api_token secret/helcim)
curl --silent https://api.helcim.com/v2/devices -H "api-token: $TOKEN" | jq .
