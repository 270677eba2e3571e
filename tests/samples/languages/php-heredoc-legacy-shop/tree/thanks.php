<?php
require 'bootstrap.php';

$mine = hash('sha256', $_POST['raw'] . $_COOKIE['proof']);
echo $mine === $_POST['hash'] ? 'Thank you!' : 'Something is wrong.';
