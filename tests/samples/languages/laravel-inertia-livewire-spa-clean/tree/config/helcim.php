<?php

return [
    'token' => env('HELCIM_GENERAL_API_TOKEN'),
    'currency' => env('HELCIM_CURRENCY', 'CAD'),
];
