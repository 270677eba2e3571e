<?php

use EscapeRoom\Action\BookAction;
use Slim\Factory\AppFactory;

require __DIR__ . '/../vendor/autoload.php';

session_start();
$settings = require __DIR__ . '/../app/settings.php';
$app = AppFactory::create();

$app->post('/rooms/{room}/book', BookAction::class);
$app->get('/_settings', function ($request, $response) use ($settings) {
    $response->getBody()->write(json_encode(['vault' => !empty($settings['vault']['token']), 'keys' => array_keys($settings)]));
    return $response;
});

$app->run();
