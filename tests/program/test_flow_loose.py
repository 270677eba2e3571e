"""Where values travel in languages that are read without a grammar: flows that are found, and their clean twins."""

import pytest

from tests.program.test_flow import rules

LOUD = "api-token-logged"
CUT = "token-preview-logged"
HEADERS = "headers-logged"
LANGUAGES = {
    "pay.lua": ('-- helcim\nlocal token = os.getenv("HELCIM_API_TOKEN")\n', [
        ('print("token " .. token)', LOUD), ("print(token:sub(1, 8))", CUT), ('print("ends " .. token:sub(-4))', ""), ('print("length " .. #token)', ""), ('print(token and "set" or "missing")', ""),
        ('local h = { ["api-token"] = token }\nprint(cjson.encode(h))', HEADERS), ('local r = f("https://api.helcim.com/v2/helcim-pay/initialize")\nngx.say(cjson.encode({ checkoutToken = cjson.decode(r.body).checkoutToken }))', ""),
    ]),
    "pay.cpp": ('// helcim\nconst char* token = std::getenv("HELCIM_API_TOKEN");\n', [
        ('std::cout << "token " << token << std::endl;', LOUD), ('printf("%s\\n", token);', LOUD), ('printf("%.8s\\n", token);', CUT), ('printf("%zu\\n", strlen(token));', ""), ('std::cout << (token ? "set" : "not set");', ""),
        ('std::cerr << "HELCIM_API_TOKEN is not set\\n";', ""),
    ]),
    "Pay.scala": ('// helcim\nval token: String = sys.env("HELCIM_API_TOKEN")\n', [
        ('logger.info(s"token $token")', LOUD), ('println("t " + token.take(6))', CUT), ('println(s"${token.takeRight(4)} ${token.nonEmpty}")', ""), ('val h = Map("api-token" -> token)\nlogger.debug("{}", h)', HEADERS),
    ]),
    "pay.groovy": ("// helcim\ndef token = System.getenv('HELCIM_API_TOKEN')\n", [("println token", LOUD), ('log.info("t: $token")', LOUD), ('println token.take(6)', CUT), ("def h = ['api-token': token]\nprintln h", HEADERS), ("println token ? 'set' : 'unset'", "")]),
    "helcim.bas": ('Dim token As String\ntoken = Environ("HELCIM_API_TOKEN")\n', [('Debug.Print "token: " & token', LOUD), ('Debug.Print Left(token, 8) & "..."', CUT), ('Debug.Print "****" & Right(token, 4)', ""), ('MsgBox "length " & Len(token)', "")]),
    "pay.R": ('# helcim\ntoken <- Sys.getenv("HELCIM_API_TOKEN")\n', [("print(token)", LOUD), ('message(paste0("token ", token))', LOUD), ('message(substr(token, 1, 8))', CUT), ("cat(nchar(token))", ""), ('h <- httr::add_headers("api-token" = token)\nprint(h)', HEADERS)]),
    "pay.clj": ('; helcim\n(def token (System/getenv "HELCIM_API_TOKEN"))\n', [
        ('(println "token" token)', LOUD), ('(log/info (subs token 0 8))', CUT), ('(log/debug (if token "set" "missing"))', ""), ('(let [h {"api-token" token}]\n(log/debug h))', HEADERS), ('(let [h {"api-token" token}]\n(log/debug (dissoc h "api-token")))', ""),
    ]),
    "pay.bat": ("@echo off\nrem helcim\n", [("echo token %HELCIM_API_TOKEN%", LOUD), ("echo %HELCIM_API_TOKEN:~0,8%", CUT), ("echo %HELCIM_API_TOKEN:~-4%", ""), ('if "%HELCIM_API_TOKEN%"=="" echo HELCIM_API_TOKEN is not set', "")]),
    "Makefile": ("# helcim\ntest:\n", [('\t@echo "token: $(HELCIM_API_TOKEN)"', LOUD), ('\t@test -n "$(HELCIM_API_TOKEN)" || echo "HELCIM_API_TOKEN is not set"', "")]),
    "cut.cpp": ('// helcim\nstd::string token = std::getenv("HELCIM_API_TOKEN");\n', [
        ('std::cout << token.substr(0, 8);', CUT), ('std::cout << token.substr(token.size() - 4);', ""), ('char b[9];\nsnprintf(b, sizeof b, "%.8s", token);\nputs(b);', CUT), ('char b[9];\nstrncpy(b, token, 8);\nputs(b);', CUT),
        ('printf("****%s\\n", token + strlen(token) - 4);', ""),
    ]),
    "glog.cpp": ('// helcim\nauto token = std::getenv("HELCIM_API_TOKEN");\n', [('LOG(INFO) << "token " << token;', LOUD), ('LOG(INFO) << "set " << (token != nullptr);', "")]),
    "cut.m": ('// helcim\nNSString *token = [[NSProcessInfo processInfo] environment][@"HELCIM_API_TOKEN"];\n', [('NSLog(@"%@", [token substringToIndex:8]);', CUT), ('NSLog(@"%@", [token substringWithRange:NSMakeRange(0, 6)]);', CUT)]),
    "cut.groovy": ("// helcim\ndef token = System.getenv('HELCIM_API_TOKEN')\n", [("println token[0..7]", CUT), ("println token.substring(0, 8)", CUT), ("println token[-4..-1]", "")]),
    "cut.scala": ('// helcim\nval token = sys.env("HELCIM_API_TOKEN")\n', [("println(token.substring(0, 8))", CUT), ('val r = basicRequest.header("api-token", token).get(uri"https://api.helcim.com/v2/x")\nprintln(r.toCurl)', HEADERS)]),
    "Pay.vb": ('Dim token As String = Environment.GetEnvironmentVariable("HELCIM_API_TOKEN")\n', [("Console.WriteLine(token.Substring(0, 8))", CUT), ('Print #1, "token " & token', LOUD)]),
    "pay.jl": ('# helcim\ntoken = ENV["HELCIM_API_TOKEN"]\n', [("println(token[1:8])", CUT), ("println(first(token, 6))", CUT), ("println(token[end-3:end])", ""), ('@info "calling" token', LOUD), ('@debug "r" headers=["api-token" => token]', HEADERS)]),
    "pay.fs": ('// helcim\nlet token = Environment.GetEnvironmentVariable "HELCIM_API_TOKEN"\n', [('printfn "token %s" token', LOUD), ('printfn "token %s" (token.Substring(0, 8))', CUT), ('printfn $"{token.[0..7]}"', CUT), ('printfn "set %b" (token <> null)', ""), ("let h = fun next ctx -> json {| token = token |} next ctx", "api-token-in-response")]),
    "ring.clj": ('; helcim\n(defn init [] (:body (http/post "https://api.helcim.com/v2/helcim-pay/initialize" {})))\n', [
        ("(defn a [req] {:status 200 :body (json/generate-string (init))})", "secret-token-to-client"), ("(defn a [req] {:status 200 :body (select-keys (init) [:checkoutToken])})", ""),
    ]),
    "plumber.R": ('# helcim\ntoken <- Sys.getenv("HELCIM_API_TOKEN")\n', [("#* @get /a\nfunction() list(token = token)", "api-token-in-response"), ("#* @get /a\nfunction() list(ok = nzchar(token))", ""), ("f <- function() list(token = token)", "")]),
    "Jenkinsfile": ("// helcim\n", [("sh 'make'\nprintln \"t: ${env.HELCIM_API_TOKEN}\"", LOUD), ("sh 'echo ${HELCIM_API_TOKEN:0:8}'", CUT), ("sh 'make'\nprintln \"${env.BUILD_NUMBER}\"", "")]),
    "pay.m": ('// helcim\nNSString *token = [[NSProcessInfo processInfo] environment][@"HELCIM_API_TOKEN"];\n', [('NSLog(@"token %@", token);', LOUD), ('NSLog(@"set: %d", token != nil);', ""), ('NSLog(@"%@", [token substringFromIndex:token.length - 4]);', "")]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), [(path, before + text, rule) for path, (before, cases) in LANGUAGES.items() for text, rule in cases])
def test_flows(path: str, text: str, expected: str) -> None:
    found = rules(text, path)
    assert [rule for rule, _ in found] == ([expected] if expected else [])
    assert not expected or found[0][1] == text.count("\n") + 1
