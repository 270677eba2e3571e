<?php

declare(strict_types=1);

namespace App\Controller;

use App\Payment\HelcimClient;
use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Routing\Attribute\Route;

final class SeatController extends AbstractController
{
    #[Route('/seats', methods: ['GET'])]
    public function index(): Response
    {
        return $this->render('seat/index.html.twig', ['screen' => 4]);
    }

    #[Route('/seats/pay', methods: ['POST'])]
    public function pay(Request $request, HelcimClient $helcim): JsonResponse
    {
        $seats = $request->getPayload()->getInt('seats');
        $session = $helcim->initialize($seats * 11.5);

        return $this->json(['seats' => $seats] + $session);
    }

    #[Route('/seats/paid', methods: ['POST'])]
    public function paid(Request $request): JsonResponse
    {
        $payload = $request->toArray();
        $expected = hash('sha256', json_encode($payload['data']).$payload['secretToken']);

        return new JsonResponse(['paid' => hash_equals($expected, $payload['hash'])]);
    }
}
