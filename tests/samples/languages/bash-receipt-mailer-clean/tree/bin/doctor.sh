#!/usr/bin/env bash
. "$(dirname "$0")/../lib/helcim.sh"

echo "helcim token: ${HELCIM_API_TOKEN:+SET} (${#HELCIM_API_TOKEN} characters, ends in ${HELCIM_API_TOKEN: -4})"
if [ -z "$HELCIM_API_TOKEN" ]; then
  echo "HELCIM_API_TOKEN is missing" >&2
  exit 1
fi
curl -sf -o /dev/null -w '%{http_code}\n' -H "api-token: $HELCIM_API_TOKEN" "$API/connection-test"
