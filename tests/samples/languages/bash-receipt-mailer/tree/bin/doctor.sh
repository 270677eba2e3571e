#!/usr/bin/env bash
. "$(dirname "$0")/../lib/helcim.sh"

echo "helcim token: ${HELCIM_API_TOKEN:0:8}...${HELCIM_API_TOKEN: -4}"
if ! curl -sf "$API/connection-test?api-token=$HELCIM_API_TOKEN" >/dev/null; then
  echo "connection test failed with token $HELCIM_API_TOKEN" | tee -a /var/log/receipts.log
  exit 1
fi
curl -v -H "api-token: $HELCIM_API_TOKEN" "$API/devices"
