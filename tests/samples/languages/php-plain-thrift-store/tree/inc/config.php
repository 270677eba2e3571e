<?php
// config for thrift shop
define('DB_NAME', 'thrift');
define("HELCIM_API_TOKEN", '{{token16}}');
