<?php

return [
    'Helcim' => [
        'apiToken' => env('HELCIM_API_TOKEN', null),
        'currency' => 'CAD',
    ],
];
