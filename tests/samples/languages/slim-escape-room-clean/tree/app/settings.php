<?php

return [
    'vault' => ['endpoint' => 'https://api.helcim.com/v2', 'token' => getenv('HELCIM_API_TOKEN')],
    'recaptcha' => ['site' => getenv('RECAPTCHA_SITE') ?: '{{legacy40}}'],
];
