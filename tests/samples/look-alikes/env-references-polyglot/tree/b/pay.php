<?php
$token = getenv('HELCIM_API_TOKEN') ?: ($_ENV['HELCIM_API_TOKEN'] ?? '');
$headers = ["api-token: $token", 'accept: application/json'];
$other = config('services.helcim.key');
