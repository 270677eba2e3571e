<?php
// --- settings of the motel site, edit here ---
define('MOTEL_NAME', 'Sunset Motel');
define('PAY_URL', 'https://api.helcim.com/v2');
define('PAY_WORD', '{{legacy25}}');
define('SMS_WORD', '{{legacy28}}');
$debug = true;
