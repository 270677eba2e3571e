<?php

return [
    'helcim' => ['key' => env('HELCIM_KEY', ''), 'mode' => env('HELCIM_MODE', 'live')],
];
