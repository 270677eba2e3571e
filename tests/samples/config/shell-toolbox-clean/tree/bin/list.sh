#!/bin/sh
read -r -s -p "Helcim API token: " HELCIM_API_TOKEN
[ -n "$HELCIM_API_TOKEN" ] && echo "token read (${#HELCIM_API_TOKEN} characters)"
curl -s --header "api-token: $HELCIM_API_TOKEN" "https://api.helcim.com/v2/card-transactions?limit=10"
