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
    $config = $this->config('helcim_donate.settings');
    return [
      '#markup' => '<div id="helcim-donate"></div>',
      '#attached' => [
        'library' => ['helcim_donate/donate'],
        'drupalSettings' => [
          'helcimDonate' => ['apiToken' => $config->get('api_token'), 'currency' => 'CAD'],
        ],
      ],
    ];
  }

  public function start() {
    $options = [
      'headers' => ['api-token' => $this->config('helcim_donate.settings')->get('api_token')],
      'json' => ['paymentType' => 'purchase', 'amount' => 25, 'currency' => 'CAD'],
    ];
    $this->getLogger('helcim_donate')->debug('Request: <pre>@options</pre>', ['@options' => print_r($options, TRUE)]);
    $response = $this->httpClient->request('POST', 'https://api.helcim.com/v2/helcim-pay/initialize', $options);
    return new JsonResponse(json_decode((string) $response->getBody()));
  }

}
