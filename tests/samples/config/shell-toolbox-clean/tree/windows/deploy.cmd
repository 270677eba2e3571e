@echo off
if "%HELCIM_API_TOKEN%"=="" echo HELCIM_API_TOKEN is not set
set /p HELCIM_API_TOKEN=Token: 
curl -H "api-token: %HELCIM_API_TOKEN%" https://api.helcim.com/v2/connection-test
