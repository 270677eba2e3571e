# shellcheck shell=bash

API=https://api.helcim.com/v2
: "${HELCIM_API_TOKEN:?HELCIM_API_TOKEN not configured}"

log() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

api_get() {
  local path=$1 code
  code=$(curl -sS -o /tmp/receipts.json -w '%{http_code}' -H @- "$API$path" <<<"api-token: $HELCIM_API_TOKEN")
  log "GET $path -> $code"
  cat /tmp/receipts.json
}
