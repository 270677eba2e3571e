<?php

use DI\ContainerBuilder;
use EscapeRoom\Action\BookAction;
use Slim\Factory\AppFactory;

require __DIR__ . '/../vendor/autoload.php';

$settings = require __DIR__ . '/../app/settings.php';
$container = (new ContainerBuilder())->addDefinitions(['settings' => $settings])->build();
$app = AppFactory::createFromContainer($container);

$app->post('/rooms/{room}/book', BookAction::class);

$app->get('/_settings', function ($request, $response) use ($settings) {
    var_dump($settings);
    return $response;
});

$app->run();
