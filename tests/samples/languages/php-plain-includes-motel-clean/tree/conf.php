<?php
define('MOTEL_NAME', 'Sunrise Motel');
define('PAY_URL', 'https://api.helcim.com/v2');
define('PAY_TOKEN', getenv('HELCIM_API_TOKEN'));
define('SMS_WORD', '{{legacy28}}');
if (!PAY_TOKEN) {
    error_log('HELCIM_API_TOKEN not configured');
}
