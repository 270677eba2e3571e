<?php
require_once 'lib/Registry.php';
require_once 'lib/Gateway.php';

$ini = parse_ini_file('/etc/shop.ini', true);
Registry::set('gateway.pass', $ini['helcim']['api_token']);
Registry::set('shop.title', 'Vintage Records');
