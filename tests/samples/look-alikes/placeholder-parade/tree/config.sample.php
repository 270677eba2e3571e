<?php
define('HELCIM_API_TOKEN', 'PUT_YOUR_TOKEN_HERE');
define('HELCIM_JS_SECRET_KEY', '*** CHANGE ME ***');
$helcim = ['api_token' => '[your api token]', 'partner_token' => 'n/a'];
