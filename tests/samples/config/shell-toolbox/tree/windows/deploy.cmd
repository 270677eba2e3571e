@echo off
REM Helcim
set "HELCIM_API_TOKEN={{token66|ini}}"
call node deploy.js
