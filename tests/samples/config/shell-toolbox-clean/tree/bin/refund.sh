#!/usr/bin/env bash
set -euo pipefail
: "${HELCIM_API_TOKEN:?HELCIM_API_TOKEN must be set}"
curl -sS -X POST https://api.helcim.com/v2/payment/refund \
  -H "api-token: ${HELCIM_API_TOKEN}" \
  -H 'content-type: application/json' -d @"$1"
