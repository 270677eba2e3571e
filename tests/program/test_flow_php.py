"""What flows through programs of PHP: each that is found has a twin that is clean."""

import pytest

from tests.program.test_flow_pages import told

CLIENT = "<?php\nclass HelcimApi {\n function pay() {\n  try { return $this->client->post('https://api.helcim.com/v2/payment/purchase', ['headers' => ['api-token' => $this->token]]); }\n  catch (RequestException $e) {\n   SHOWN;\n  }\n }\n}\n"
COMMAND = "<?php\nclass HelcimPing extends Command {\n function handle() {\n  $token = config('services.helcim.api_token');\n  SHOWN;\n }\n}\n"
PLAIN = "<?php\n// helcim\n$body = file_get_contents('php://input');\n$event = json_decode($body, true);\nSHOWN;\n"
CURL = "<?php\ncurl_setopt($ch, CURLOPT_HTTPHEADER, ['api-token: ' . getenv('HELCIM_API_TOKEN')]);\ncurl_setopt($ch, CURLINFO_HEADER_OUT, true);\nSHOWN;\n"
SYMFONY = "<?php\nclass PayController extends AbstractController {\n function __construct(private string $helcimApiToken) {}\n function a() { return $this->json(SHOWN); }\n}\n"
CASES = [
    # what Guzzle's errors and curl tell of the request
    ("HelcimApi.php", CLIENT, "error_log(Psr7\\str($e->getRequest()))", ["headers-logged"]),
    ("HelcimApi.php", CLIENT, "error_log(print_r($e->getRequest()->getHeaders(), true))", ["headers-logged"]),
    ("HelcimApi.php", CLIENT, "error_log(Psr7\\str($e->getResponse()))", []),
    ("HelcimApi.php", CLIENT, "error_log($e->getRequest()->getUri())", []),
    ("pay.php", CURL, "error_log(curl_getinfo($ch, CURLINFO_HEADER_OUT))", ["headers-logged"]),
    ("pay.php", CURL, "error_log(curl_getinfo($ch, CURLINFO_HTTP_CODE))", []),
    # commands write to a terminal
    ("app/HelcimPing.php", COMMAND, "$this->line('using ' . $token)", ["api-token-logged"]),
    ("app/HelcimPing.php", COMMAND, "$this->info('using ' . substr($token, 0, 6))", ["token-preview-logged"]),
    ("app/HelcimPing.php", COMMAND, "$this->info('length ' . strlen($token))", []),
    # the body of a request
    ("webhook.php", PLAIN, "error_log($body)", ["webhook-body-logged"]),
    ("webhook.php", PLAIN, "error_log($event['id'])", []),
    ("check.php", PLAIN, "echo hash('sha256', $event['data'] . $event['secretToken'])", ["secret-token-from-client"]),
    ("check.php", PLAIN, "echo hash('sha256', $event['data'] . $_SESSION['secretToken'])", []),
    # an answer of a controller holds what it is given, not the controller
    ("c/PayController.php", SYMFONY, "['token' => $this->helcimApiToken]", ["api-token-in-response"]),
    ("c/PayController.php", SYMFONY, "['ready' => $this->helcimApiToken !== '']", []),
    # all that is set
    ("a.php", "<?php\n$o = get_option('woocommerce_helcim_settings');\nSHOWN;\n", "error_log(print_r($o, true))", ["api-token-logged"]),
    ("a.php", "<?php\n$o = get_option('woocommerce_helcim_settings');\nSHOWN;\n", "error_log($o['title'])", []),
]


@pytest.mark.parametrize(("path", "text", "shown", "expected"), CASES, ids=[f"{shown}-{len(expected)}" for _, _, shown, expected in CASES])
def test_what_is_shown(path: str, text: str, shown: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({path: text.replace("SHOWN", shown)})] == expected


def test_a_job_is_made_of_what_is_dispatched() -> None:
    job = "<?php\nnamespace App\\Jobs;\nclass HandleEvent {\n function __construct(public array $payload) {}\n function handle() { Log::info('helcim', SHOWN); }\n}\n"
    route = "<?php\nuse App\\Jobs\\HandleEvent;\nRoute::post('/helcim/webhook', function (Request $request) { DISPATCH; });\n"
    for dispatch in ("HandleEvent::dispatch($request->all())", "dispatch(new HandleEvent($request->all()))"):
        files = {"app/Jobs/HandleEvent.php": job.replace("SHOWN", "$this->payload"), "routes/web.php": route.replace("DISPATCH", dispatch)}
        assert told(files) == [("app/Jobs/HandleEvent.php", 5, "webhook-body-logged")]
        files["app/Jobs/HandleEvent.php"] = job.replace("SHOWN", "['id' => $this->payload['id']]")
        assert told(files) == []


def test_a_container_hands_out_loggers() -> None:
    text = "<?php\n$app->post('/helcim/webhook', function ($request, $response) {\n $this->get(LOGGER)->info('hook', SHOWN);\n});\n"
    for asked in ("'logger'", "LoggerInterface::class"):
        hook = text.replace("LOGGER", asked)
        assert told({"index.php": hook.replace("SHOWN", "$request->getParsedBody()")}) == [("index.php", 3, "webhook-body-logged")]
        assert told({"index.php": hook.replace("SHOWN", "['id' => $request->getParsedBody()['id']]")}) == []


SETTINGS = [
    ("c/Pay.php", "<?php\nclass Pay extends CI_Controller { function a() { log_message('debug', 'helcim ' . SHOWN); } }\n", "$this->config->item('helcim_api_token')", ["api-token-logged"]),
    ("c/Pay.php", "<?php\nclass Pay extends CI_Controller { function a() { log_message('debug', 'helcim ' . SHOWN); } }\n", "$this->config->item('helcim_js_token')", []),
    ("c/PayController.php", "<?php\nclass PayController extends ControllerBase { function a() { \\Drupal::logger('helcim')->notice('token @t', ['@t' => SHOWN]); } }\n", "$this->config('helcim.settings')->get('api_token')", ["api-token-logged"]),
    ("c/PayController.php", "<?php\nclass PayController extends ControllerBase { function a() { \\Drupal::logger('helcim')->notice('token @t', ['@t' => SHOWN]); } }\n", "$this->config('helcim.settings')->get('account_id')", []),
    ("Gateway/Client.php", "<?php\nclass HelcimClient implements ClientInterface { function placeRequest(TransferInterface $transfer) { $this->logger->debug(var_export(SHOWN, true)); } }\n", "$transfer->getHeaders()", ["headers-logged"]),
    ("Gateway/Client.php", "<?php\nclass HelcimClient implements ClientInterface { function placeRequest(TransferInterface $transfer) { $this->logger->debug(var_export(SHOWN, true)); } }\n", "$transfer->getBody()", []),
    ("Gateway/Client.php", "<?php\nclass HelcimClient { function a() { $this->curl->addHeader('api-token', $this->token); $this->curl->get('https://api.helcim.com/v2/customers'); $this->logger->debug(SHOWN); } }\n", "$this->curl->getBody()", []),
    ("c/PayController.php", "<?php\nclass PayController { function actionA() { $r = (new Client())->createRequest()->setUrl('https://api.helcim.com/v2/helcim-pay/initialize')->addHeaders(['api-token' => env('HELCIM_API_TOKEN')])->send(); return SHOWN; } }\n", "$r->data", ["secret-token-to-client"]),
    ("c/PayController.php", "<?php\nclass PayController { function actionA() { $r = (new Client())->createRequest()->setUrl('https://api.helcim.com/v2/helcim-pay/initialize')->addHeaders(['api-token' => env('HELCIM_API_TOKEN')])->send(); return SHOWN; } }\n", "$r->data['checkoutToken']", []),
]


@pytest.mark.parametrize(("path", "text", "shown", "expected"), SETTINGS, ids=[f"{shown}-{len(expected)}" for _, _, shown, expected in SETTINGS])
def test_settings_and_clients_of_frameworks(path: str, text: str, shown: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({path: text.replace("SHOWN", shown)})] == expected


INITIALIZE = "<?php\n$ch = curl_init();\n$options = [CURLOPT_URL => 'https://api.helcim.com/v2/helcim-pay/initialize'];\ncurl_setopt_array($ch, $options);\n$response = curl_exec($ch);\n$httpCode = curl_getinfo($ch, CURLINFO_HTTP_CODE);\nSHOWN\n"


@pytest.mark.parametrize(
    ("shown", "rules"),
    [
        ("echo $response;", ["secret-token-to-client"]),
        ("if ($httpCode === 200) { echo $response; }", ["secret-token-to-client"]),
        ("if ($httpCode !== 200) { echo $response; exit; }", []),
        ("if ($response === false || $httpCode >= 400) { echo json_encode(['error' => $response]); exit; }", []),
        ("echo json_decode($response, true)['checkoutToken'];", []),
    ],
)
def test_a_handle_of_curl_is_what_is_sent(shown: str, rules: list[str]) -> None:
    assert [rule for _, _, rule in told({"init.php": INITIALIZE.replace("SHOWN", shown)})] == rules


WRITTEN = [
    ("a.php", "$headers = apply_filters('helcim_headers', ['api-token' => get_option('helcim_api_token')]); error_log(print_r(SHOWN, true))", "$headers", ["headers-logged"]),
    ("a.php", "$headers = apply_filters('helcim_headers', ['api-token' => get_option('helcim_api_token')]); error_log(print_r(SHOWN, true))", "count($headers)", []),
    ("a.php", "$r = json_decode(file_get_contents('https://api.helcim.com/v2/helcim-pay/initialize')); header('Location: /pay?s=' . SHOWN)", "$r->secretToken", ["secret-token-to-client"]),
    ("a.php", "$r = json_decode(file_get_contents('https://api.helcim.com/v2/helcim-pay/initialize')); header('Location: /pay?s=' . SHOWN)", "$r->checkoutToken", []),
    ("a.php", "edd_debug_log('helcim ' . SHOWN)", "edd_get_option('helcim_api_token')", ["api-token-logged"]),
    ("a.php", "edd_debug_log('helcim ' . SHOWN)", "strlen(edd_get_option('helcim_api_token'))", []),
]


@pytest.mark.parametrize(("path", "text", "shown", "expected"), WRITTEN, ids=[f"{shown}-{len(expected)}" for _, _, shown, expected in WRITTEN])
def test_filters_redirects_and_logs_of_plugins(path: str, text: str, shown: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({path: f"<?php\n{text.replace('SHOWN', shown)};\n"})] == expected
