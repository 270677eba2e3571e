<?php
session_start();

$mine = hash('sha256', $_POST['raw'] . $_SESSION['proof']);
echo $mine === $_POST['hash'] ? 'Thank you!' : 'Something is wrong.';
