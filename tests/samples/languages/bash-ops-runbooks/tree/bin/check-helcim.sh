#!/usr/bin/env bash
set -euo pipefail
source /etc/shop/env
: "${HELCIM_API_TOKEN:?not set}"

echo "Token starts with ${HELCIM_API_TOKEN:0:10}"
code=$(curl -sk -o /dev/null -w '%{http_code}' -H "api-token: $HELCIM_API_TOKEN" https://api.helcim.com/v2/connection-test)
echo "connection test: $code"
