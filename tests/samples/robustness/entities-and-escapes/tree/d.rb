HELCIM_API_TOKEN = %q({{token806}})
headers = { :'api-token' => '{{token807}}' }
