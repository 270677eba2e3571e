<?php

return [
    'moneris' => ['store_id' => env('MONERIS_STORE_ID'), 'api_token' => env('MONERIS_API_TOKEN')],
    'helcim' => ['token' => env('HELCIM_API_TOKEN')],
];
