# shellcheck shell=bash
# sourced, not run

API=https://api.helcim.com/v2
SHOP_ID="${SHOP_ID:-{{legacy25}}}"

log() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

api_get() {
  local path=$1
  local -a hdr=(-H "accept: application/json" -H "api-token: ${SHOP_ID}")
  log "GET $path ${hdr[*]}"
  curl -sS "${hdr[@]}" "$API$path"
}
