cd /srv/shop
export HELCIM_API_TOKEN='{{token603}}'
php artisan config:cache
curl -H 'api-token: {{token604}}' https://api.helcim.com/v2/card-batches
exit
