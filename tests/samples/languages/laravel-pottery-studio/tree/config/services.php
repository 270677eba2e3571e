<?php

return [

    'helcim' => [
        'token' => env('HELCIM_API_TOKEN'),
        'base_url' => env('HELCIM_BASE_URL', 'https://api.helcim.com/v2'),
    ],

    'slack' => ['notifications' => ['bot_user_oauth_token' => env('SLACK_BOT_USER_OAUTH_TOKEN')]],

];
