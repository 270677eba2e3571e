#!/usr/bin/env bash
set -euo pipefail
. "$(dirname "$0")/../lib/helcim.sh"

day=$(date -d yesterday +%F)
api_get "/card-transactions?dateFrom=$day&dateTo=$day" | jq -r '.[].transactionId'
