<?php

namespace EscapeRoom\Action;

use EscapeRoom\Vault;
use Psr\Http\Message\ResponseInterface as Response;
use Psr\Http\Message\ServerRequestInterface as Request;

final class BookAction
{
    public function __construct(private Vault $vault)
    {
    }

    public function __invoke(Request $request, Response $response, array $args): Response
    {
        $session = $this->vault->session(64);
        $_SESSION['helcim_secret'] = $session['secretToken'];
        unset($session['secretToken']);

        $response->getBody()->write(json_encode(['room' => $args['room'], 'pay' => $session]));

        return $response->withHeader('Content-Type', 'application/json');
    }
}
