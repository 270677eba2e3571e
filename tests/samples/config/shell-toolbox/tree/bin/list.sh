#!/bin/sh
TOKEN=${HELCIM_API_TOKEN:-"{{token62|shell}}"}
curl -s --header "api-token:$TOKEN" "https://api.helcim.com/v2/card-transactions?limit=10" | jq .
