<?php
return [
    'backend' => ['frontName' => 'admin_1x'],
    'system' => [
        'default' => [
            'payment' => [
                'helcim_api' => [
                    'api_token' => '{{token69}}',
                ],
            ],
        ],
    ],
];
