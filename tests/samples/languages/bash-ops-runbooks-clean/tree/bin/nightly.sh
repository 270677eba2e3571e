#!/bin/sh
[ -n "$HELCIM_API_TOKEN" ] && echo "HELCIM_API_TOKEN is SET" || { echo "HELCIM_API_TOKEN is NOT SET"; exit 1; }
LOG=/var/log/settle.log
echo "$(date) settling batch $1" >> "$LOG"
curl -s -X POST -H "api-token: ${HELCIM_API_TOKEN}" "https://api.helcim.com/v2/card-batches/$1/settle" -o /dev/null -w '%{http_code}\n' >> "$LOG"
