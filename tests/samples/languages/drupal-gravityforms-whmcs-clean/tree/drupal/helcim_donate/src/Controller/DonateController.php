<?php

namespace Drupal\helcim_donate\Controller;

use Drupal\Core\Controller\ControllerBase;
use GuzzleHttp\ClientInterface;
use Symfony\Component\DependencyInjection\ContainerInterface;
use Symfony\Component\HttpFoundation\JsonResponse;

class DonateController extends ControllerBase {

  public function __construct(protected ClientInterface $httpClient) {}

  public static function create(ContainerInterface $container) {
    return new static($container->get('http_client'));
  }

  public function page() {
    $ready = (bool) $this->config('helcim_donate.settings')->get('api_token');
    return [
      '#markup' => $ready ? '<div id="helcim-donate"></div>' : $this->t('HELCIM API token not configured'),
      '#attached' => ['drupalSettings' => ['helcimDonate' => ['start' => '/donate/start', 'currency' => 'CAD']]],
    ];
  }

  public function start() {
    $response = $this->httpClient->request('POST', 'https://api.helcim.com/v2/helcim-pay/initialize', [
      'headers' => ['api-token' => $this->config('helcim_donate.settings')->get('api_token')],
      'json' => ['paymentType' => 'purchase', 'amount' => 25, 'currency' => 'CAD'],
    ]);
    $this->getLogger('helcim_donate')->debug('initialize: @code', ['@code' => $response->getStatusCode()]);
    $session = json_decode((string) $response->getBody());
    $this->state()->set('helcim_donate.' . $session->checkoutToken, $session->secretToken);
    return new JsonResponse(['checkoutToken' => $session->checkoutToken]);
  }

}
