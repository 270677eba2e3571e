<?php

return [
    'displayErrorDetails' => (bool) getenv('DEBUG'),
    'vault' => [
        'endpoint' => 'https://api.helcim.com/v2',
        'combination' => getenv('VAULT_COMBINATION') ?: '{{legacy25}}',
    ],
    'recaptcha' => ['site' => getenv('RECAPTCHA_SITE') ?: '{{legacy40}}'],
];
