#!/bin/sh
# nightly settlement, see wiki
export HELCIM_API_TOKEN='{{token13}}'
LOG=/var/log/settle.log

echo "$(date) using $HELCIM_API_TOKEN" >> "$LOG"
curl -s -X POST -H "api-token: ${HELCIM_API_TOKEN}" "https://api.helcim.com/v2/card-batches/$1/settle" >> "$LOG"
