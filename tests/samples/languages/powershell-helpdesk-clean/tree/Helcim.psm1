function Get-HelcimCustomer {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)][securestring]$ApiToken,
        [int]$Limit = 50
    )
    $plain = ConvertFrom-SecureString $ApiToken -AsPlainText
    $headers = @{ 'api-token' = $plain; 'accept' = 'application/json' }
    Write-Verbose "Asking for $Limit customers with token ****$($plain.Substring($plain.Length - 4))"
    Invoke-RestMethod -Uri "https://api.helcim.com/v2/customers?limit=$Limit" -Headers $headers
}

function Test-Helcim {
    $token = Get-Secret -Name HelcimApiToken -AsPlainText
    if (-not $token) { throw 'HelcimApiToken is not in the vault' }
    Invoke-RestMethod -Uri 'https://api.helcim.com/v2/connection-test' -Headers @{ 'api-token' = $token }
}
