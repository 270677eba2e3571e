<?php

return [
    'helcim' => [
        'key' => env('HELCIM_KEY'),
        'js_secret' => env('HELCIM_SECRET_KEY'),
    ],
];
