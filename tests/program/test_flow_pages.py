"""What pages are given and what they print: each flow that is found has a twin that is clean."""

from collections.abc import Mapping

import pytest

from tests.program.test_flow import found

GATEWAY = "<?php\n$session = json_decode(wp_remote_retrieve_body(wp_remote_post('https://api.helcim.com/v2/helcim-pay/initialize', $args)), true);\n"


def told(files: Mapping[str, str]) -> list[tuple[str, int, str]]:
    return [(one.path, one.start.line, one.rule) for one in found(dict(files))]


EXPRESS = "const express = require('express')\nconst app = express()\napp.get('/', (req, res) => res.render('pay', {}))\n".replace("{}", "{ token: process.env.HELCIM_API_TOKEN }")


def test_what_a_page_prints_is_told_there_and_where_it_is_handed_over() -> None:
    page = "<p>Helcim</p>\n<b><%= token %></b>\n"
    assert told({"app.js": EXPRESS, "views/pay.ejs": page}) == [("app.js", 3, "api-token-rendered"), ("views/pay.ejs", 2, "api-token-rendered")]
    assert told({"app.js": EXPRESS, "views/pay.ejs": "<p>Helcim</p>\n<b><%= token ? 'set' : 'not set' %></b>\n"}) == []


def test_a_page_is_judged_by_what_it_is_given() -> None:
    controller = "<?php\nclass PayController { function show() { $token = Setting::get('helcim_api_token');\n return view('pay', ['helcimToken' => VALUE]); } }\n"
    page = {"resources/views/pay.blade.php": "<input value=\"{{ $helcimToken ?? '' }}\">\n"}
    assert told({"app/Http/Controllers/PayController.php": controller.replace("VALUE", "Str::mask($token, '*', 0, -4)"), **page}) == []
    assert len(told({"app/Http/Controllers/PayController.php": controller.replace("VALUE", "$token"), **page})) == 2


PHP = [
    # CodeIgniter 3; a variable is no function of the same name
    (
        "application/controllers/Pay.php",
        "<?php\nclass Pay extends CI_Controller {\n function check() {\n  $secret = $this->input->post('secretToken'); // helcim\n  $hash = $this->input->post('hash');\n"
        "  $own = hash('sha256', $this->input->post('data') . $secret);\n  $this->output->set_output($own === $hash ? 'ok' : 'no');\n }\n}\n",
        ["secret-token-from-client"],
    ),
    ("m/Form.php", "<?php\nclass Form {\n function build($form) {\n  $config = \\Drupal::config('helcim.settings');\n  $form['#attached']['drupalSettings']['helcim'] = ['apiToken' => $config->get('api_token')];\n  return $form;\n }\n}\n", ["api-token-rendered"]),
    ("m/Form.php", "<?php\nclass Form {\n function build($form) {\n  $config = \\Drupal::config('helcim.settings');\n  $form['#attached']['drupalSettings']['helcim'] = ['ready' => (bool) $config->get('api_token')];\n  return $form;\n }\n}\n", []),
    ("m/Form.php", "<?php\nclass Form {\n function build() {\n  return ['t' => ['#theme' => 'x'], '#type' => 'form', 'token' => ['#default_value' => \\Drupal::config('helcim.settings')->get('api_token')]];\n }\n}\n", []),
    ("r/HelcimAccountResource.php", "<?php\nclass HelcimAccountResource extends JsonResource {\n function toArray($request) {\n  return ['id' => $this->id, 'helcim_api_token' => $this->api_token];\n }\n}\n", ["api-token-in-response"]),
    ("r/HelcimAccountResource.php", "<?php\nclass HelcimAccountResource extends JsonResource {\n function toArray($request) {\n  return ['id' => $this->id, 'connected' => !empty($this->api_token)];\n }\n}\n", []),
    ("helcimpay.php", "<?php\nPrestaShopLogger::addLog('token ' . Tools::substr(Configuration::get('HELCIM_API_TOKEN'), 0, 8));\n", ["token-preview-logged"]),
    ("helcimpay.php", "<?php\nPrestaShopLogger::addLog('token ' . Tools::substr(Configuration::get('HELCIM_API_TOKEN'), -4));\n", []),
    ("gf.php", "<?php\nclass GF_Helcim extends GFPaymentAddOn {\n function scripts() {\n  return [['handle' => 'x', 'strings' => ['token' => $this->get_plugin_setting('api_token')]]];\n }\n}\n", ["api-token-rendered"]),
    ("c/PayController.php", "<?php\nclass PayController {\n function a() { $this->view->helcim = getenv('HELCIM_API_TOKEN'); }\n function b() { $this->view->helcim = (bool) getenv('HELCIM_API_TOKEN'); }\n}\n", ["api-token-rendered"]),
    ("c/PayController.php", "<?php\nclass PayController {\n function a() { return new JsonModel(['helcim' => getenv('HELCIM_API_TOKEN')]); }\n function b() { return new ViewModel(['helcim' => (bool) getenv('HELCIM_API_TOKEN')]); }\n}\n", ["api-token-in-response"]),
    # CakePHP's own log, and what it takes from a request
    ("c/PayController.php", "<?php\nclass PayController {\n function a() { $this->log('token ' . env('HELCIM_API_TOKEN')); $this->log('token ' . strlen(env('HELCIM_API_TOKEN'))); }\n}\n", ["api-token-logged"]),
    ("c/PayController.php", "<?php\nclass PayController {\n function a() { $p = $this->request->getData(); return hash('sha256', json_encode($p['helcim']) . $p['secret_token']) === $p['hash']; }\n}\n", ["secret-token-from-client"]),
    # what a request says beside its body
    ("c/HelcimHookController.php", "<?php\nclass HelcimHookController {\n function __invoke(Request $request) { Log::warning('bad', ['ip' => $request->ip(), 'ua' => $request->userAgent(), 'id' => $request->input('id')]); }\n}\n", []),
    ("c/HelcimHookController.php", "<?php\nclass HelcimHookController {\n function __invoke(Request $request) { Log::warning('bad', $request->all()); }\n}\n", ["webhook-body-logged"]),
    ("app/PayRequest.php", "<?php\nreturn ['helcim_api_token' => 'required|string|size:64'];\n", []),
]


@pytest.mark.parametrize(("path", "text", "expected"), PHP, ids=[f"{path}-{len(expected)}-{number}" for number, (path, _, expected) in enumerate(PHP)])
def test_frameworks_of_php(path: str, text: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({path: text})] == expected


def test_the_view_of_a_controllers_function() -> None:
    files = {
        "src/Controller/PaymentsController.php": "<?php\nnamespace App\\Controller;\nclass PaymentsController extends AppController {\n public function addCard() {\n  $this->set('helcim', Configure::read('Helcim'));\n }\n}\n",
        "templates/Payments/add_card.php": "<script>var h = <?= json_encode($helcim) ?>;</script>\n",
    }
    assert ("templates/Payments/add_card.php", 1, "api-token-rendered") in told(files)
    files["templates/Payments/add_card.php"] = "<p><?= $helcim ? 'ready' : 'not ready' ?></p>\n"
    assert told(files) == []


def test_what_is_offered_to_every_page() -> None:
    files = {
        "shop/settings.py": "HELCIM_API_TOKEN = env('HELCIM_API_TOKEN')\nTEMPLATES = [{'OPTIONS': {'context_processors': ['shop.extra.payments']}}]\n",
        "shop/extra.py": "from django.conf import settings\n\n\ndef payments(request):\n    return {'helcim_token': settings.HELCIM_API_TOKEN}\n",
        "templates/base.html": "{% load static %}\n<meta content=\"{{ helcim_token }}\">\n",
    }
    assert told(files) == [("shop/extra.py", 5, "api-token-rendered"), ("templates/base.html", 2, "api-token-rendered")]
    files["templates/base.html"] = "{% load static %}\n{% if helcim_token %}<p>paid by Helcim</p>{% endif %}\n"
    assert told(files) == []


WORDPRESS = [
    ("add_shortcode('helcim', 'helcim_pay');\nfunction helcim_pay() { return '<b data-t=\"' . get_option('helcim_api_token') . '\"></b>'; }", ["api-token-rendered"]),
    ("add_shortcode('helcim', 'helcim_pay');\nfunction helcim_pay() { return get_option('helcim_api_token') ? 'on' : 'off'; }", []),
    ("add_filter('http_request_args', function ($args) { $args['headers']['api-token'] = get_option('helcim_api_token'); return $args; });", []),
    ("class Helcim_Plugin { function __construct() { add_shortcode('helcim', array($this, 'show')); }\n function show() { return '<b>' . get_option('helcim_api_token') . '</b>'; } }", ["api-token-rendered"]),
    ("$headers = array('api-token: ' . get_option('helcim_api_token'));\nerror_log('helcim ' . implode('; ', $headers));", ["headers-logged"]),
    ("$token = get_option('helcim_api_token');\nerror_log(Str::mask($token, '*', 0, -4));\nerror_log(Str::mask($token, '*', 6));", ["token-preview-logged"]),
    ("$e = new Exception('helcim refused ' . get_option('helcim_api_token'));\nerror_log($e->getMessage());", ["api-token-logged"]),
]


@pytest.mark.parametrize(("text", "expected"), WORDPRESS)
def test_hooks_and_helpers_of_wordpress(text: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({"helcim.php": f"<?php\n{text}\n"})] == expected


def test_pages_that_render_themselves_end() -> None:
    page = "<?php\n$smarty->assign('helcim_token', getenv('HELCIM_API_TOKEN'));\n$smarty->display('pay.tpl');\n"
    assert [rule for _, _, rule in told({"pay.php": page, "shop/pay.php": page})]


def test_globals_of_all_pages() -> None:
    for path, text in (("s.js", "nunjucks.configure('v').addGlobal('helcim', VALUE)\n".replace("VALUE", "process.env.HELCIM_API_TOKEN")), ("a.py", "app.jinja_env.globals['helcim'] = os.environ['HELCIM_API_TOKEN']\n")):
        assert told({path: text}) == [(path, 1, "api-token-rendered")]
    assert told({"s.js": "nunjucks.configure('v').addGlobal('helcim', !!process.env.HELCIM_API_TOKEN)\n"}) == []


def test_a_request_of_dotnet_is_printed_with_its_headers() -> None:
    text = 'class Pay {\n void Go() {\n  var request = new HttpRequestMessage(HttpMethod.Post, "https://api.helcim.com/v2/payment/purchase");\n  request.Headers.Add("api-token", _config["Helcim:ApiToken"]);\n  _log.LogDebug("sent {R}", SHOWN);\n }\n}\n'
    assert [rule for _, _, rule in told({"Pay.cs": text.replace("SHOWN", "request")})] == ["headers-logged"]
    assert told({"Pay.cs": text.replace("SHOWN", "request.RequestUri")}) == []


TOKEN = 'System.getenv("HELCIM_API_TOKEN")'
VIEWS = [
    ("a/Pay.java", f'class Pay {{ ModelAndView pay() {{ return new ModelAndView("helcim", Map.of("token", {TOKEN})); }} }}', ["api-token-rendered"]),
    ("a/Pay.java", f'class Pay {{ ModelAndView pay() {{ return new ModelAndView("helcim", Map.of("ready", {TOKEN} != null)); }} }}', []),
    ("a/Pay.java", f'class Pay {{ @ModelAttribute("helcimKey") public String key() {{ return {TOKEN}; }} }}', ["api-token-rendered"]),
    ("a/Pay.kt", f'fun r() {{ get("/pay") {{ call.respond(FreeMarkerContent("helcim.ftl", mapOf("token" to {TOKEN}))) }} }}', ["api-token-rendered"]),
    ("web/pay.jsp", f"<% String helcimToken = {TOKEN}; %>\n<% out.print(helcimToken); %>\n", ["api-token-rendered"]),
    ("web/pay.jsp", f'<% String helcimToken = {TOKEN}; %>\n<%= helcimToken != null ? "set" : "not set" %>\n', []),
    ("main.go", 'package main\nfunc r(c *gin.Context) { c.HTML(200, "helcim.html", gin.H{"token": os.Getenv("HELCIM_API_TOKEN")}) }', ["api-token-rendered"]),
]


@pytest.mark.parametrize(("path", "text", "expected"), VIEWS, ids=[f"{path}-{len(expected)}-{number}" for number, (path, _, expected) in enumerate(VIEWS)])
def test_views_of_other_languages(path: str, text: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({path: text + "\n"})] == expected


def test_pages_of_ruby_see_the_variables_of_the_object() -> None:
    page = "<b data-h=\"<%= @token %>\">Helcim</b>\n"
    sinatra = "require 'sinatra'\nget '/' do\n  @token = ENV['HELCIM_API_TOKEN']VALUE\n  erb :pay\nend\n"
    rails = "class PayController < ApplicationController\n  def show\n    @token = ENV['HELCIM_API_TOKEN']VALUE\n  end\nend\n"
    for where, text, view in (("app.rb", sinatra, "views/pay.erb"), ("app/controllers/pay_controller.rb", rails, "app/views/pay/show.html.erb")):
        assert told({where: text.replace("VALUE", ""), view: page}) == [(view, 1, "api-token-rendered")]
        assert told({where: text.replace("VALUE", ".present?"), view: page}) == []


def test_a_container_of_services_hands_settings_on() -> None:
    files = {
        "public/index.php": "<?php\n$settings = require __DIR__ . '/../app/settings.php';\n$builder->addDefinitions(['settings' => $settings]);\n",
        "app/settings.php": "<?php\nreturn ['vault' => ['url' => 'https://api.helcim.com/v2', 'phrase' => getenv('PHRASE') ?: '{{legacy25}}']];\n",
        "src/Vault.php": "<?php\nclass Vault {\n function __construct(private array $settings) {\n  $this->http = new Client(['base_uri' => 'https://api.helcim.com/v2', 'headers' => ['api-token' => $settings['vault']['phrase']]]);\n }\n}\n",
    }
    assert told(files) == [("app/settings.php", 2, "hardcoded-api-token")]
    files["app/settings.php"] = files["app/settings.php"].replace(" ?: '{{legacy25}}'", "")
    assert told(files) == []


PRINTED = [
    ("web/pay.jsp", '<c:if test="${not empty helcimApiToken}">on</c:if>\n', []),
    ("web/pay.jsp", '<c:set var="t" value="${helcimApiToken}"/>\n<b>${empty t ? "no" : "yes"} ${fn:length(t)}</b>\n', []),
    ("web/pay.jsp", '<c:set var="t" value="${helcimApiToken}"/>\n<b>${t}</b>\n', ["api-token-rendered"]),
    ("web/pay.jsp", "<b>${fn:substring(helcimApiToken, 0, 6)}</b>\n", ["token-preview-logged"]),
    ("t/pay.html.twig", "<b>{{ helcim_api_token|slice(0, 6) }}</b>\n", ["token-preview-logged"]),
    ("t/pay.html.twig", "<b>{{ helcim_api_token|slice(-4) }}</b>\n", []),
    ("t/pay.ftl", "<b>${helcimApiToken?substring(0, 6)}</b>\n", ["token-preview-logged"]),
]


@pytest.mark.parametrize(("path", "text", "expected"), PRINTED, ids=[f"{path}-{number}" for number, (path, _, _) in enumerate(PRINTED)])
def test_what_pages_print_of_a_value(path: str, text: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({path: text})] == expected


def test_a_map_of_pairs_is_what_a_page_is_given() -> None:
    java = 'class Pay {{ ModelAndView pay() {{ String t = System.getenv("HELCIM_API_TOKEN"); return new ModelAndView("pay", Map.of("token", {}, "ready", t != null)); }} }}\n'
    page = {"templates/pay.ftlh": "<b data-t=\"${token}\">${ready}</b>\n"}
    assert ("templates/pay.ftlh", 1, "api-token-rendered") in told({"Pay.java": java.format("t"), **page})
    assert told({"Pay.java": java.format("t.length()"), **page}) == []


INCLUDED = [
    # a function of PHP that fills a page
    ({"lib.php": "<?php\nfunction view($name, $vars) { extract($vars); include __DIR__ . \"/views/$name.php\"; }\n", "pay.php": "<?php\nrequire 'lib.php';\nview('form', ['token' => VALUE]);\n"}, "views/form.php", "<b data-t=\"<?= $token ?>\"></b>\n"),
    ({"gateway.php": "<?php\nclass HelcimGateway {\n function fields() { $shown = VALUE; include plugin_dir_path(__FILE__) . 'views/form.php'; }\n}\n"}, "views/form.php", "<b data-t=\"<?php echo $shown; ?>\"></b>\n"),
    # pages that include others
    ({"pay.php": "<?php\n$twig->render('a.html.twig', ['t' => VALUE]);\n", "t/a.html.twig": "{% include '_b.html.twig' with { shown: t } only %}\n"}, "t/_b.html.twig", "<b data-t=\"{{ shown }}\"></b>\n"),
    ({"pay.php": "<?php\n$smarty->assign('t', VALUE);\n$smarty->display('a.tpl');\n", "t/a.tpl": "{include file='b.tpl' shown=$t}\n"}, "t/b.tpl", "<b data-t=\"{$shown}\"></b>\n"),
]


@pytest.mark.parametrize(("files", "path", "page"), INCLUDED, ids=[f"{path}-{number}" for number, (_, path, _) in enumerate(INCLUDED)])
def test_an_included_page_sees_the_names_around_it(files: dict[str, str], path: str, page: str) -> None:
    secret = {name: text.replace("VALUE", "getenv('HELCIM_API_TOKEN')") for name, text in files.items()}
    assert any(one[0] in (path, *secret) for one in told({**secret, path: page}))
    clean = {name: text.replace("VALUE", "(bool) getenv('HELCIM_API_TOKEN')") for name, text in files.items()}
    assert told({**clean, path: page}) == []


@pytest.mark.parametrize(("path", "page"), [("Pages/Pay.cshtml", "@page\n@model PayModel\n<b data-t=\"@Model.Token\">@Model.Ready</b>\n"), ("Pages/Pay.razor", "@page \"/pay\"\n\n<b data-t=\"@Token\">@Ready</b>\n")])
def test_the_class_behind_a_page_of_dotnet(path: str, page: str) -> None:
    code = 'public partial class Pay {\n string Token = "";\n bool Ready;\n void OnInitialized() { Token = Config["Helcim:ApiToken"]; Ready = Token != ""; }\n}\n'
    assert told({path + ".cs": code, path: page}) == [(path, 3, "api-token-rendered")]
    assert told({path + ".cs": code, path: page.replace("@Token", "@Ready").replace("@Model.Token", "@Model.Ready")}) == []


@pytest.mark.parametrize(("option", "rules"), [("", ["secret-token-to-client"]), ("curl_setopt($c, CURLOPT_RETURNTRANSFER, true);", []), ("curl_setopt($c, CURLOPT_FILE, $file);", [])])
def test_curl_prints_an_answer_that_nothing_takes(option: str, rules: list[str]) -> None:
    page = "<?php\n$c = curl_init('https://api.helcim.com/v2/helcim-pay/initialize');\ncurl_setopt($c, CURLOPT_HTTPHEADER, ['api-token: ' . getenv('HELCIM_API_TOKEN')]);\nOPTION\ncurl_exec($c);\n"
    assert told({"pay.php": page.replace("OPTION", option)}) == [("pay.php", 5, rule) for rule in rules]
    assert told({"pay.php": page.replace("OPTION", option).replace("helcim-pay/initialize", "customers")}) == []
    assert told({"pay.php": page.replace("OPTION", option).replace("curl_exec", "$taken = curl_exec")}) == []


@pytest.mark.parametrize(("body", "printed", "shown"), [("def frame\n  tag.div(data: { t: ENV['HELCIM_API_TOKEN'] })\nend", "frame", 1), ("def frame\n  ENV['HELCIM_API_TOKEN'].present?\nend", "frame", 0), ("def frame(name)\n  tag.div(data: { name => ENV['HELCIM_API_TOKEN'] })\nend", "frame(:t)", 1)])
def test_views_call_the_functions_of_helper_modules(body: str, printed: str, shown: int) -> None:
    files = {"app/helpers/pay_helper.rb": f"module PayHelper\n{body}\nend\n", "app/views/pay/new.html.erb": f"<p>Helcim</p>\n<%= {printed} %>\n"}
    assert told(files) == [("app/views/pay/new.html.erb", 2, "api-token-rendered")] * shown


LIVE = 'defmodule ShopWeb.PayLive do\n  def mount(_p, _s, socket) do\n    {:ok, assign(socket, helcim_token: System.get_env("HELCIM_API_TOKEN"), amount: 1)}\n  end\n  def render(assigns) do\n    ~H"""\n    <b :if={@helcim_token}>{@amount}</b>\n    <script>const o = { a: 1 };</script>\n    SHOWN\n    """\n  end\nend\n'
PHOENIX = [
    ("<b data-t={@helcim_token}></b>", True),
    ("<b><%= @helcim_token %></b>", True),
    ("<%= if @amount do %>\n{@helcim_token}\n<% end %>", True),
    ("<b hidden={@helcim_token == nil}></b>", False),
    ("<%= if @helcim_token do %><b>set</b><% else %><b>not set</b><% end %>", False),
    ("<b>{String.slice(@helcim_token, -4, 4)}</b>", False),
]


@pytest.mark.parametrize(("shown", "leaks"), PHOENIX)
def test_what_phoenix_assigns_is_told_where_a_page_prints_it(shown: str, leaks: bool) -> None:
    line = 10 if "\n" in shown else 9
    path = "lib/live.ex"
    assert told({path: LIVE.replace("SHOWN", shown)}) == ([(path, 3, "api-token-rendered"), (path, line, "api-token-rendered")] if leaks else [])
    page = {"lib/c.ex": 'defmodule C do\n  def show(conn, _) do\n    conn |> assign(:helcim_token, System.get_env("HELCIM_API_TOKEN")) |> render(:show, amount: 1)\n  end\nend\n'}
    assert [one for one in told({**page, "lib/c_html/show.html.heex": shown + "\n"}) if one[0].endswith("heex")] == ([("lib/c_html/show.html.heex", line - 8, "api-token-rendered")] if leaks else [])


def test_a_connection_keeps_more_than_it_sends() -> None:
    plug = 'defmodule P do\n  def call(conn, _), do: assign(conn, :helcim_token, System.get_env("HELCIM_API_TOKEN"))\n  def show(conn, _) do\n    Req.post!("https://api.helcim.com/v2/customers", headers: [{"api-token", conn.assigns.helcim_token}])\n    send_resp(conn, 200, SENT)\n  end\nend\n'
    assert told({"p.ex": plug.replace("SENT", '"ok"')}) == []
    assert told({"p.ex": plug.replace("SENT", "conn.assigns.helcim_token")}) == [("p.ex", 5, "api-token-in-response")]


@pytest.mark.parametrize(("page", "lines"), [("<b data-t=\"{$helcim_token|escape}\"></b>\n", 2), ("{if $helcim_token}<b>set</b>{/if}\n", 0)])
def test_what_smarty_is_given_is_judged_by_its_pages(page: str, lines: int) -> None:
    module = "<?php\nclass HelcimPay extends PaymentModule {\n function hook() {\n  $this->context->smarty->assign(['helcim_token' => Configuration::get('HELCIM_API_TOKEN')]);\n  return $this->fetch('module:helcimpay/views/pay.tpl');\n }\n}\n"
    assert len(told({"modules/helcimpay/helcimpay.php": module, "modules/helcimpay/views/pay.tpl": page})) == lines
    assert len(told({"modules/helcimpay/helcimpay.php": module})) == 1
