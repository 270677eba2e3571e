#!/bin/sh
curl https://api.helcim.com/v2/connection-test \
  -H \
  'api-token: {{token540}}'
