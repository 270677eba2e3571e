<?php

return [
    'helcim' => [
        'url' => env('HELCIM_URL', 'https://api.helcim.com/v2'),
        'key' => env('HELCIM_API_TOKEN'),
    ],
];
