function Get-HelcimCustomer {
    [CmdletBinding()]
    param(
        [string]$ApiToken = '{{token14}}',
        [int]$Limit = 50
    )
    $headers = @{ 'api-token' = $ApiToken; 'accept' = 'application/json' }
    Write-Host "Headers: $($headers | ConvertTo-Json -Compress)"
    Invoke-RestMethod -Uri "https://api.helcim.com/v2/customers?limit=$Limit" -Headers $headers -SkipCertificateCheck
}

function Test-Helcim {
    Write-Verbose "Testing with $env:HELCIM_API_TOKEN"
    Invoke-RestMethod -Uri 'https://api.helcim.com/v2/connection-test' -Headers @{ 'api-token' = $env:HELCIM_API_TOKEN }
}

Export-ModuleMember -Function Get-HelcimCustomer, Test-Helcim
