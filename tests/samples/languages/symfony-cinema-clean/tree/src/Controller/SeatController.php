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
    public function index(HelcimClient $helcim): Response
    {
        return $this->render('seat/index.html.twig', ['screen' => 4, 'online' => $helcim->isConfigured()]);
    }

    #[Route('/seats/pay', methods: ['POST'])]
    public function pay(Request $request, HelcimClient $helcim): JsonResponse
    {
        $session = $helcim->initialize($request->getPayload()->getInt('seats') * 11.5);
        $request->getSession()->set('helcim', $session['secretToken']);

        return $this->json(['checkoutToken' => $session['checkoutToken']]);
    }

    #[Route('/seats/paid', methods: ['POST'])]
    public function paid(Request $request): JsonResponse
    {
        $payload = $request->toArray();
        $expected = hash('sha256', json_encode($payload['data']).$request->getSession()->get('helcim'));

        return $this->json(['paid' => hash_equals($expected, $payload['hash'])]);
    }
}
