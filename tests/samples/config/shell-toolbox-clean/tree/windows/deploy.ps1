$env:HELCIM_API_TOKEN = Get-Secret -Name HelcimApiToken -AsPlainText
$headers = @{ "api-token" = $env:HELCIM_API_TOKEN }
