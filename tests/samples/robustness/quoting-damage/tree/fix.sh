export HELCIM_API_TOKEN=$'{{token548}}'
export HELCIM_TOKEN={{token549|shell}}
