#!/usr/bin/env bash
set -euo pipefail
# TODO move this
HELCIM_API_TOKEN='{{token61}}'
curl -sS -X POST https://api.helcim.com/v2/payment/refund \
  -H "api-token: $HELCIM_API_TOKEN" \
  -H "idempotency-key: $(uuidgen)" \
  -H 'content-type: application/json' \
  -d "{\"originalTransactionId\": $1, \"amount\": $2, \"ipAddress\": \"127.0.0.1\"}"
