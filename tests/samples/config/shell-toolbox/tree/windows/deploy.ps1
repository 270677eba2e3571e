param([string]$Env = "prod")
$env:HELCIM_API_TOKEN = '{{token65}}'
[Environment]::SetEnvironmentVariable("HELCIM_WEBHOOK_VERIFIER", "{{verifier21}}", "Machine")
$headers = @{ "api-token" = $env:HELCIM_API_TOKEN; accept = "application/json" }
Invoke-RestMethod https://api.helcim.com/v2/connection-test -Headers $headers
