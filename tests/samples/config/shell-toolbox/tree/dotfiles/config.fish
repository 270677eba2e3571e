set -gx EDITOR vim
set -gx HELCIM_API_TOKEN '{{token63}}'
