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
        $players = (int) ($request->getParsedBody()['players'] ?? 2);
        $session = $this->vault->session($players * 32);
        $out = ['room' => $args['room'], 'pay' => $session];

        $response->getBody()->write(json_encode($out));

        return $response->withHeader('Content-Type', 'application/json');
    }
}
