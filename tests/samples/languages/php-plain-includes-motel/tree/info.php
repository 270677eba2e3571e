<?php
require 'inc/pay.inc.php';
echo '<pre>';
print_r(get_defined_constants(true)['user']);
echo substr(PAY_WORD, 0, 8) . '...';
echo '</pre>';
