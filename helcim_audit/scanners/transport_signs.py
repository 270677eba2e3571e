"""How does a program say that a connection is not checked, or that its headers are written down?

Data for transport.py. A sign is looked for only where one of its words stands in the document, so that its
pattern is compiled only then.
"""

from typing import NamedTuple

TLS = "tls-verification-disabled"
DEBUG = "http-debug-enabled"


class Sign(NamedTuple):
    """languages: of the files it is looked for in; () for all. words: lower case, one stands in each hit.

    unless: a pattern over the whole text that says the sign is harmless. weak: said again by a stronger sign
    nearby. anywhere: also inside strings (names of variables, commands of a shell). own: counts only in an
    object, list item or section that speaks of Helcim itself.
    """

    rule: str
    languages: tuple[str, ...]
    words: tuple[str, ...]
    pattern: str
    unless: str = ""
    weak: bool = False
    anywhere: bool = False
    own: bool = False


_PY = ("python", "notebook")
_JS = ("javascript", "typescript", "tsx", "vue", "svelte", "astro", "coffee")
_PHP = ("php", "blade")
_JVM = ("java", "kotlin", "scala", "groovy")
_DATA = ("yaml", "json", "toml", "ini", "env", "properties", "hcl", "xml", "nginx", "http", "postman", "bruno", "text", "jinja")
_NET = ("csharp", "vb", "fsharp")
_NO = r"(?:false|False|FALSE|0[lL]?|no|'0'|\"0\"|!1|nil|null)\b"
_YES = r"(?:true|True|TRUE|1[lL]?|!0)\b"
_LAMBDA_TRUE = r"[^;\n]{0,120}?(?:->|=>|\{[ \t]{0,4}(?:_|\w+)?[ \t]{0,4}(?:,[ \t]{0,4}(?:_|\w+)[ \t]{0,4})?(?:->|in)?)\s{0,20}\{?\s{0,20}(?:return\s{1,4})?true\b"

SIGNS = (
    # --- certificates that are not checked ---------------------------------------------------------
    Sign(TLS, _PY, ("verify",), r"(?<![\w.\"'])(?:\w+\.)?verify\s{0,3}=\s{0,3}(?:False|0)\b(?!\s{0,3}[=<>])", r"\bjwt\.decode\([^()\n]{0,200}verify\s{0,3}=\s{0,3}False"),
    Sign(TLS, _PY, ("verify",), r"[\"']verify[\"']\s{0,3}:\s{0,3}False\b|\[[\"']verify[\"']\]\s{0,3}=\s{0,3}False\b"),
    Sign(TLS, _PY, ("ssl", "cert", "tls"), r"(?<![\w\"'])(?:\w+\.)?(?:verify_ssl|ssl_verify|verify_ssl_certs|verify_certs|validate_certs?|validate_certificates?|verify_tls|tls_verify)\s{0,3}=\s{0,3}(?:False|0)\b|disable_ssl_certificate_validation\s{0,3}=\s{0,3}True"),
    Sign(TLS, _PY, ("ssl",), r"(?<=[(,\s])ssl\s{0,3}=\s{0,3}False\b", r"\A(?![\s\S]*\baiohttp\b)"),
    Sign(TLS, _PY, ("cert_none",), r"\bcert_reqs[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?:\w+\.)?CERT_NONE\b|(?<!cert_reqs=)(?<!cert_reqs = )\b(?:ssl\.)?CERT_NONE\b"),
    Sign(TLS, _PY, ("unverified",), r"\bssl\._create_unverified_context\b|\b_create_unverified_https_context\b"),
    Sign(TLS, _PY, ("check_hostname", "assert_hostname"), r"\b(?:check_hostname|assert_hostname)\s{0,3}=\s{0,3}False\b", weak=True),
    Sign(TLS, _PY, ("ssl_verify",), r"\bSSL_VERIFYPEER\s{0,3},\s{0,3}(?:0|False)\b"),
    Sign(TLS, _PY, ("ssl_verifyhost",), r"\bSSL_VERIFYHOST\s{0,3},\s{0,3}(?:0|False)\b", weak=True),
    Sign(TLS, (), ("ca_bundle",), r"\b(?:CURL|REQUESTS)_CA_BUNDLE[\"']?\]?\s{0,3}[=:]\s{0,3}(?:[\"']{2}(?![\"'])|\r?$)", anywhere=True),
    Sign(TLS, _JS, ("rejectunauthorized",), rf"(?<!\bssl: \{{ )(?<!\bssl:\{{)(?<!\bssl: \{{)\brejectUnauthorized[\"']?\s{{0,3}}[:=]\s{{0,3}}{_NO}", r"\bssl\s{0,3}:\s{0,3}\{\s{0,20}rejectUnauthorized"),
    Sign(TLS, (*_JS, "json", "postman", "http"), ("strictssl",), r"\bstrictSSL[\"']?\s{0,3}[:=]\s{0,3}(?:false|!1)\b", anywhere=True),
    Sign(TLS, _JS, ("checkserveridentity",), r"\bcheckServerIdentity\s{0,3}[:=]\s{0,3}(?:function\s{0,3})?\([^()]{0,60}\)\s{0,3}(?:=>)?\s{0,3}(?:undefined|null|\{\s{0,8}(?:return(?:\s(?:undefined|null|true))?;?\s{0,8})?\})", weak=True),
    Sign(TLS, _JS, ("disabletlscerts",), r"\.disableTLSCerts\("),
    Sign(TLS, (), ("node_tls_reject_unauthorized",), r"\bNODE_TLS_REJECT_UNAUTHORIZED[\"']?\]?\s{0,3}(?:[=:,]\s{0,3}|\s)(?:value\s{0,3}:\s{0,3})?[\"'`]?(?:0|false)\b", anywhere=True),
    Sign(TLS, (), ("pythonhttpsverify",), r"\bPYTHONHTTPSVERIFY[\"']?\]?\s{0,3}[=:]\s{0,3}[\"']?0\b", anywhere=True),
    Sign(TLS, (), ("ignore-certificate-errors",), r"--unsafely-ignore-certificate-errors\b", anywhere=True),
    Sign(TLS, (*_PHP, "c", "cpp", "objc", "r", "ruby", "lua", "d", "julia"), ("ssl_verifypeer",), rf"\bCURLOPT_SSL_VERIFYPEER\b[\"']?\s{{0,3}}(?:,|=>|\]\s{{0,3}}=)\s{{0,3}}{_NO}|\bssl_verifypeer[\"']?\s{{0,3}}(?:=>?|:)\s{{0,3}}{_NO}"),
    Sign(TLS, (*_PHP, "c", "cpp", "objc", "r", "ruby", "lua", "d", "julia"), ("ssl_verifyhost",), rf"\bCURLOPT_SSL_VERIFYHOST\b[\"']?\s{{0,3}}(?:,|=>|\]\s{{0,3}}=)\s{{0,3}}{_NO}|\bssl_verifyhost[\"']?\s{{0,3}}(?:=>?|:)\s{{0,3}}{_NO}", weak=True),
    Sign(TLS, _PHP, ("verify",), r"[\"']verify[\"']\s{0,3}(?:=>|,|\]\s{0,3}=)\s{0,3}(?:false|FALSE|False)\b"),
    Sign(TLS, _PHP, ("sslverify", "verify_peer", "sslverifypeer"), rf"[\"'](?:sslverify|sslverifypeer|verify_peer)[\"']\s{{0,3}}(?:=>|,|\]\s{{0,3}}=)\s{{0,3}}{_NO}"),
    Sign(TLS, _PHP, ("verify_peer_name", "allow_self_signed"), rf"[\"'](?:verify_peer_name[\"']\s{{0,3}}=>\s{{0,3}}{_NO}|allow_self_signed[\"']\s{{0,3}}=>\s{{0,3}}{_YES})", weak=True),
    Sign(TLS, _PHP, ("withoutverifying", "requestoptions::verify", "_ssl_verify"), r"(?:->|::)withoutVerifying\(|\bRequestOptions::VERIFY\s{0,3}=>\s{0,3}false\b|[\"']https_(?:local_)?ssl_verify[\"']\s{0,3},\s{0,3}[\"']__return_false"),
    Sign(TLS, ("ruby", "crystal", "erb", "haml", "slim"), ("verify_none",), r"\bVERIFY_NONE\b|VerifyMode::NONE\b"),
    Sign(TLS, ("ruby", "crystal"), ("verify",), r"(?<![\w.])(?::verify\s{0,3}=>|verify:)\s{0,3}false\b|(?<![\w.])(?::?verify_ssl|:?ssl_verify|:?ssl_verify_peer|:?verify_peer)\s{0,3}(?:=>|=|:)\s{0,3}false\b"),
    Sign(TLS, ("go", "hcl", "yaml", "toml", "json"), ("insecureskipverify", "insecure_skip_verify"), r"\b(?:InsecureSkipVerify|insecureSkipVerify|insecure_skip_verify)[\"']?\s{0,3}[:=]\s{0,3}true\b"),
    Sign(TLS, _JVM, ("checkservertrusted",), r"\bcheckServerTrusted\([^()]{0,200}\)\s{0,8}(?:throws\s[\w.,\s]{1,80})?(?::\s{0,3}Unit\s{0,3})?(?:=\s{0,3}Unit|\{\s{0,80}(?://[^\n]{0,120}\s{0,80}|/\*[^*]{0,120}\*/\s{0,80})?\})"),
    Sign(TLS, _JVM, ("insecuretrustmanagerfactory", "trustallstrategy", "trustselfsignedstrategy", "loadtrustmaterial", "userelaxedhttpsvalidation", "trustallcerts(", "trustall("), r"\bInsecureTrustManagerFactory\.INSTANCE\b|\bTrustAllStrategy(?:\.INSTANCE|\(\))|\bTrustSelfSignedStrategy\(\)|\bloadTrustMaterial\((?:null\s{0,3},\s{0,3})?[^;\n]{0,80}?->\s{0,3}true\b|\buseRelaxedHTTPSValidation\(|\bsetTrustAll\(\s{0,3}true\b|\.trustAll\(\s{0,3}true\b"),
    Sign(TLS, _JVM, ("hostnameverif", "allowallhostname", "allow_all_hostname", "noophostname"), rf"\b(?:setDefaultHostnameVerifier|setHostnameVerifier|setSSLHostnameVerifier|hostnameVerifier|HostnameVerifier)\b\s{{0,3}}(?:\(\s{{0,3}}(?!\{{)|\{{|=\s{{0,3}}\(?){_LAMBDA_TRUE}|\b(?:NoopHostnameVerifier|AllowAllHostnameVerifier)(?:\.INSTANCE|\(\))|\bALLOW_ALL_HOSTNAME_VERIFIER\b|\bboolean\sverify\([^()]{{0,120}}\bSSLSession\s\w{{1,40}}\)\s{{0,8}}\{{\s{{0,80}}return\strue\b|\bhostnameVerifier\s{{0,3}}\{{\s{{0,3}}_\s{{0,3}},\s{{0,3}}_\s{{0,3}}->\s{{0,3}}true", weak=True),
    Sign(TLS, (*_JVM, "properties", "shell", "dockerfile", "yaml"), ("disablehostnameverification",), r"\bjdk\.internal\.httpclient\.disableHostnameVerification\b(?![\"']?\s{0,3}[=,]\s{0,3}[\"']?false)", anywhere=True),
    Sign(TLS, _NET, ("dangerousacceptany", "certificatevalidationcallback", "certificatecustomvalidationcallback"), r"\bDangerousAcceptAnyServerCertificateValidator\b|\b(?:Server|Remote)Certificate(?:Custom)?ValidationCallback\s{0,3}\+?=\s{0,3}(?:new\s\w{1,40}\(\s{0,3})?(?:delegate\s{0,3}(?:\([^()]{0,200}\))?\s{0,80}\{\s{0,80}return\strue|\(?[\w,\s.?]{0,200}\)?\s{0,8}=>\s{0,40}\{?\s{0,40}(?:return\s)?true\b|Function\([^()]{0,200}\)\s{0,3}True\b)"),
    Sign(TLS, ("rust",), ("danger", "sslverifymode", "disable_verification"), r"\bdanger_accept_invalid_(?:certs|hostnames)\(\s{0,3}true\b|\bSslVerifyMode::NONE\b|\bDANGER_ACCEPT_INVALID_CERTS\b|\bdisable_verification\(\s{0,3}true\b|\.dangerous\(\)"),
    Sign(TLS, ("swift", "objc"), ("trust", "certificateverification", "anyhttpscertificate", "allowinvalidcertificates"), r"\bDisabled(?:Trust)?Evaluator\(\)|\.disableEvaluation\b|\bcertificateVerification\s{0,3}[:=]\s{0,3}\.none\b|\bURLCredential\(\s{0,3}trust:|\bcredentialForTrust:|\b[sS]?e?t?[aA]llowsAnyHTTPSCertificate(?::\s{0,3}YES|\s{0,3}=\s{0,3}true)|\ballowInvalidCertificates\s{0,3}=\s{0,3}(?:YES|true)", r"\bSecTrustEvaluate"),
    Sign(TLS, ("xml",), ("nsallowsarbitraryloads",), r"<key>NSAllowsArbitraryLoads</key>\s{0,80}<true\s?/>", anywhere=True),
    Sign(TLS, ("dart",), ("badcertificate", "validatecertificate"), r"\b(?:badCertificateCallback|onBadCertificate|validateCertificate)\s{0,3}[:=]\s{0,20}\(?\(?[\w,\s?]{0,120}\)?\s{0,3}(?:=>\s{0,20}true\b|\{\s{0,80}return\strue\b)"),
    Sign(TLS, ("perl",), ("verify", "insecure"), r"\bverify_hostname[\"']?\s{0,3}(?:=>|,)\s{0,3}0\b|\bverify_SSL[\"']?\s{0,3}=>\s{0,3}0\b|\bPERL_LWP_SSL_VERIFY_HOSTNAME[\"']?\}?\s{0,3}(?:=|=>)\s{0,3}[\"']?0\b|->insecure\(\s{0,3}1\b|\bUserAgent->new\([^;)]{0,200}?\binsecure\s{0,3}=>\s{0,3}1\b", anywhere=True),
    Sign(TLS, ("perl",), ("ssl_verify_mode",), r"\bSSL_verify_mode[\"']?\s{0,3}(?:=>|,)\s{0,3}(?:0(?:x00)?\b|(?:[\w:]{0,40}::)?SSL_VERIFY_NONE\b)", weak=True),
    Sign(TLS, ("powershell",), ("skipcertificatecheck", "servercertificatevalidationcallback", "trustallcerts"), r"-SkipCertificateCheck\b(?!\s{0,3}[:=]\s{0,3}\$false)|\bSkipCertificateCheck[\"']?\s{0,3}=\s{0,3}\$true\b|\bServerCertificateValidationCallback\s{0,3}=\s{0,3}\{\s{0,8}(?:return\s)?\$true\b|\bnew-object\sTrustAllCertsPolicy\b|\bNew-Object\sTrustAllCertsPolicy\b"),
    Sign(TLS, ("elixir", "erlang"), ("verify_none", "insecure"), r"\bverify_none\b|(?<=[\[,\s]):insecure\b|\binsecure:\s{0,3}true\b"),
    Sign(TLS, ("lua", "clojure", "julia", "coldfusion", "asp", "vb", "haskell"), ("verif", "insecure", "13056"), r"\bverify\s{0,3}=\s{0,3}[\"']none[\"']|\bssl_verify\s{0,3}=\s{0,3}false\b|:insecure\??\s{1,3}true\b|\brequire_ssl_verification\s{0,3}=\s{0,3}false\b|\bsetOption\s{0,3}\(?\s{0,3}2\s{0,3}[,)]\s{0,3}=?\s{0,3}13056\b"),
    Sign(TLS, ("nginx",), ("proxy_ssl_verify",), r"\bproxy_ssl_verify\s{1,20}off\b"),
    Sign(TLS, (), ("no-check-certificate", "--verify", "git_ssl_no_verify", "http.sslverify"), r"(?<![\w-])--no-check-certificate\b|\b(?:https?|httpie|xh)\s[^\n]{0,200}?--verify[= ](?:no|false)\b|\bGIT_SSL_NO_VERIFY[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?:1|true)\b|\bhttp\.sslVerify[= ]\s{0,3}[\"']?(?:false|0)\b", anywhere=True),
    Sign(TLS, _DATA, ("validate_certs", "verify", "strict"), r"(?i)(?<![\w-])[\"']?(?:[\w.-]{0,40}[._-])?(?:validate[_-]?certs?|(?:verify|check|strict)[_-]?(?:ssl|tls|certs?|certificates?|peer)|(?:ssl|tls)[._-]?(?:verify|verification|check)(?:[_-]?peer)?)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:false|no|off|0|none|disabled?)\b(?![\"']?\s{0,3}[:=.])", anywhere=True, own=True),
    Sign(TLS, _DATA, ("insecure", "untrusted", "reject-unauthorized"), r"(?i)\b(?:skip[_-]?(?:ssl|tls)[_-]?(?:verify|verification)|insecure[_-]?skip[_-]?(?:tls[_-]?)?verify|(?:ssl|tls)[_-]?(?:skip[_-]?verify|insecure)|tls_insecure_skip_verify|use[_-]?insecure[_-]?trust[_-]?manager|trust_chain_verification)[\"']?\s{0,3}[:= ]\s{0,3}[\"']?(?:true|yes|on|1|ACCEPT_UNTRUSTED)\b|^[ \t]{0,20}tls_insecure_skip_verify[ \t]*$|^[ \t]{0,4}(?:#|//)\s?@no-reject-unauthorized\b|^[ \t]{0,4}(?:--)?insecure[ \t]*$", anywhere=True, own=True),
    Sign(TLS, ("nginx", "ini", "text", "yaml", "json", "http"), ("verify", "check_certificate"), r"\"verifyHostCertificate\"\s{0,3}:\s{0,3}false\b|\bproxy-ssl-verify[\"']?\s{0,3}[:=]\s{0,3}[\"']?off\b|^[ \t]{0,20}SSLProxyVerify\s{1,8}none\b|\bssl\s(?:[\w./-]{1,40}\s){0,6}?verify\snone\b|^[ \t]{0,8}check[_-]certificate\s{0,3}=\s{0,3}off\b", anywhere=True, own=True),
    # --- headers that are written down -------------------------------------------------------------
    Sign(DEBUG, _PY, ("debuglevel",), r"\bdebuglevel\s{0,3}=\s{0,3}(?:[1-9]|True)\b|\bset_debuglevel\(\s{0,3}(?:[1-9]|True|level\s{0,3}=\s{0,3}[1-9])"),
    Sign(DEBUG, _PY, ("getlogger",), r"\bgetLogger\(\s{0,3}[\"'](?:urllib3|http\.client|httpx|httpcore|hpack|h2|requests|requests\.packages\.urllib3|aiohttp\.client|tornado\.curl_httpclient|httplib2|zeep\.transports)[\w.]{0,40}[\"']\s{0,3}\)\.setLevel\(\s{0,3}(?:\w+\.)?[\"']?(?:DEBUG|NOTSET|TRACE|10)\b", weak=True),
    Sign(DEBUG, _PY, ("setlevel",), r"(?m)^[ \t]*(?:\w+\s{0,3}=\s{0,3})(?:\w+\.)?getLogger\(\s{0,3}[\"'](?:urllib3|http\.client|httpx|httpcore|hpack|h2|requests|requests\.packages\.urllib3|aiohttp\.client|tornado\.curl_httpclient|httplib2)[\w.]{0,40}[\"']\s{0,3}\)\s{0,40}\w+\.(?P<here>setLevel)\(\s{0,3}(?:\w+\.)?[\"']?(?:DEBUG|NOTSET|10)\b", weak=True),
    Sign(DEBUG, _PY, ("level",), r"[\"'](?:urllib3|httpx|httpcore|http\.client|hpack|requests\.packages\.urllib3|tornado\.curl_httpclient)[\w.]{0,40}[\"']\s{0,3}:\s{0,3}\{[^{}]{0,200}[\"']level[\"']\s{0,3}:\s{0,3}(?:logging\.DEBUG|[\"']DEBUG)", weak=True),
    Sign(DEBUG, _PY, ("verbose",), r"\bpycurl\.VERBOSE\s{0,3},\s{0,3}(?:1|True)\b"),
    Sign(DEBUG, _JS, ("axios-debug-log", "request-debug", "curlirize", "enable_reqheaders_recording", "axios-logger", "superagent-logger"), r"(?:require\(|from\s|import\s)[\"'](?:axios-debug-log|request-debug|superagent-logger)[\w/-]{0,20}[\"']|\bcurlirize\(|\benable_reqheaders_recording\s{0,3}:\s{0,3}(?:true|!0)|\bsetGlobalConfig\(\s{0,3}\{[^{}]{0,200}\bheaders\s{0,3}:\s{0,3}true\b"),
    Sign(DEBUG, (), ("node_debug",), r"\bNODE_DEBUG[\"']?\]?\s{0,3}(?:[=:,]\s{0,3}|\s)(?:value\s{0,3}:\s{0,3})?[\"'`]?[\w,]{0,40}?(?<![a-z])(?:http2?|https|fetch|undici|request|net)\b", anywhere=True),
    Sign(DEBUG, (), ("debug=", "debug:"), r"(?<![\w])DEBUG[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?:axios|superagent|follow-redirects|needle|got|node-fetch)\b", anywhere=True),
    Sign(DEBUG, (*_PHP, "c", "cpp", "objc"), ("curlopt_verbose",), rf"\bCURLOPT_VERBOSE\s{{0,3}}(?:,|=>|\]\s{{0,3}}=)\s{{0,3}}{_YES}"),
    Sign(DEBUG, _PHP, ("debug",), r"\bRequestOptions::DEBUG\s{0,3}=>\s{0,3}(?!false|0)|[\"']debug[\"']\s{0,3}=>\s{0,3}(?:true|TRUE|fopen\(|\\?STD(?:ERR|OUT)\b)", r"\A(?![\s\S]*(?:Guzzle|Http::|HttpClient|new Client\())"),
    Sign(DEBUG, _PHP, ("messageformatter",), r"\bMessageFormatter(?:::DEBUG\b|\(\s{0,3}[\"'][^\"']{0,200}\{(?:req_headers|request|req_header_[\w-]{1,40})\})"),
    Sign(DEBUG, _PHP, ("->dd(", "->dump("), r"\bHttp::[^;]{0,1500}->(?P<here>dd|dump)\(\s{0,3}\)"),
    Sign(DEBUG, ("ruby",), ("debug_output",), r"\b(?:set_)?debug_output(?:\s{0,3}=|\(|\s)\s{0,3}(?!nil|false|\))[$\w:]"),
    Sign(DEBUG, ("ruby",), (":logger", "response(:logger"), r"\b(?:response|request|use)\b[ (]{1,3}(?::logger|Faraday::Response::Logger)\b(?![^\n]{0,200}\bheaders:\s{0,3}(?:false|\{\s{0,3}request:\s{0,3}false))", r"\.filter\("),
    Sign(DEBUG, ("ruby",), ("log_headers", "restclient.log", "debug_dev", "logging:", "typhoeus", "excon_debug", "log: true"), r"\blog_headers\s{0,3}=\s{0,3}true\b|\bRestClient\.log\s{0,3}=\s{0,3}(?!nil)|\bdebug_dev\s{0,3}=\s{0,3}(?!nil)|\.use\(\s{0,3}logging:|\bTyphoeus::Config\.verbose\s{0,3}=\s{0,3}true\b|\bEXCON_DEBUG\b|\bSavon\.client\([^()]{0,400}\blog:\s{0,3}true\b"),
    Sign(DEBUG, ("go",), ("dumprequest",), r"\b(\w+)\s{0,3}(?:,\s{0,3}\w+)?\s{0,3}:?=\s{0,3}httputil\.DumpRequest(?:Out)?\([^\n]{0,200}\n[\s\S]{0,400}?\b(?:fmt\.(?:F?[pP]rint\w*)|log\.\w+|slog\.\w+|\w{0,30}[lL]og(?:ger)?\.\w+(?:\(\))?(?:\.\w+)?|\w+\.(?:Debug|Info|Print)\w{0,4}|os\.Std(?:out|err)\.Write)\((?P<here>[^\n]{0,200}?\b\1\b)", unless=r"Header\.(?:Set\(\s?\"(?i:api-token)\"\s?,\s?\"[^\"\n]{0,40}(?:(?i:redact|mask|hidden|filter)|\*)|Del\(\s?\"(?i:api-token)\")"),
    Sign(DEBUG, ("go",), ("dumprequest",), r"\b(?:fmt\.F?[pP]rint\w*|log\.\w+|slog\.\w+|\w{0,30}[lL]ogger\.\w+)\([^\n]{0,120}\bhttputil\.DumpRequest(?:Out)?\(", unless=r"Header\.(?:Set\(\s?\"(?i:api-token)\"\s?,\s?\"[^\"\n]{0,40}(?:(?i:redact|mask|hidden|filter)|\*)|Del\(\s?\"(?i:api-token)\")"),
    Sign(DEBUG, ("go",), ("setdebug(", "devmode(", "enabledump"), r"(?<=[.\s])(?:SetDebug\(\s{0,3}true\b|DevMode\(\)|EnableDumpAll\(\)|EnableDumpAllWithoutBody\(\)|EnableDumpEachRequest\(\))"),
    Sign(DEBUG, (), ("http2debug",), r"\bhttp2debug=[12]\b", anywhere=True),
    Sign(DEBUG, _JVM, ("level.body", "level.headers", "loglevel.all", "loglevel.headers", "logger.level.full", "logger.level.headers", "level::class", "setlevel(body", "setlevel(headers"), r"(?<![\w.])(?:(?:HttpLoggingInterceptor|HttpLogging)\.)?Level\.(?:BODY|HEADERS)\b|\bsetLevel\(\s{0,3}(?:BODY|HEADERS)\b|(?<![\w])LogLevel\.(?:ALL|HEADERS)\b|\bLogger\.Level\.(?:FULL|HEADERS)\b", r"(?i)redactHeader\(\s{0,3}\"api-token|sanitizeHeader\s{0,3}\{"),
    Sign(DEBUG, (*_JVM, "xml", "properties", "yaml"), ("org.apache.h",), r"\borg\.apache\.(?:http|hc\.client5\.http|commons\.httpclient)(?:\.wire|\.headers)?[\"']?(?:\)?\.setLevel\(\s{0,3}\w{0,10}\.?|\s{0,3}[:=,]\s{0,3}[\"']?|\s{1,8}level\s{0,3}=\s{0,3}[\"'])(?:DEBUG|TRACE|ALL|debug|trace)\b", anywhere=True),
    Sign(DEBUG, (*_JVM, "shell", "dockerfile", "yaml", "properties", "makefile"), ("javax.net.debug", "httpclient.log", "wiretap("), r"\bjavax\.net\.debug[\"']?\s{0,3}[=,:]\s{0,3}[\"']?(?:all|ssl)\b|\bjdk\.httpclient\.HttpClient\.log[\"']?\s{0,3}[=,:]\s{0,3}[\"']?[\w,]{0,60}(?:all|headers|requests)\b|\.wiretap\(\s{0,3}(?:true|\")", anywhere=True),
    Sign(DEBUG, (*_JVM, "yaml", "properties"), ("loggingfeature", "logger-level", "loggerlevel"), r"\bLoggingFeature\.Verbosity\.(?:PAYLOAD_ANY|PAYLOAD_TEXT|HEADERS_ONLY)\b|(?i:\blogger-?level)\s{0,3}[:=]\s{0,3}(?i:full|headers)\b"),
    Sign(DEBUG, _JVM, (".log().",), r"\.log\(\)\.(?:all|headers|everything)\(\)", r"blacklistHeader\("),
    Sign(DEBUG, (*_NET, "json", "xml"), ("system.net",), r"\bSystem\.Net\.Http\.HttpClient[\w.]{0,60}[\"']\s{0,3}[:,]\s{0,3}(?:LogLevel\.|[\"'])Trace\b|<add\s+name=\"System\.Net(?:\.Http)?\"\s+value=\"Verbose\"", anywhere=True),
    Sign(DEBUG, ("rust",), ("connection_verbose", ".verbose(true"), r"\bconnection_verbose\(\s{0,3}true\b|\.verbose\(\s{0,3}true\b"),
    Sign(DEBUG, (), ("rust_log",), r"\bRUST_LOG[\"']?\s{0,3}[=:,]\s{0,3}[\"']?[\w=,:]{0,80}\b(?:reqwest|hyper|ureq|isahc|h2)(?:::\w+)*=(?:trace|debug)\b", anywhere=True),
    Sign(DEBUG, ("dart",), ("loginterceptor(", "prettydiologger(", "printrequestheaders", "curlinterceptor("), r"(?<!\w)LogInterceptor\((?![^()]{0,300}\brequestHeader\s{0,3}:\s{0,3}false)|\bPrettyDioLogger\([^()]{0,300}\brequestHeader\s{0,3}:\s{0,3}true\b|\bprintRequestHeaders\s{0,3}:\s{0,3}true\b|(?<!\w)CurlInterceptor\("),
    Sign(DEBUG, ("swift", "objc"), ("eventmonitors", "networkactivitylogger", "curldescription", "networkloggerplugin", "cfnetwork_diagnostics"), r"\beventMonitors:\s{0,3}\[[^\]\n]{0,120}[lL]og\w*\(|\bNetworkActivityLogger[\w.]{0,30}\.level\s{0,3}=\s{0,3}\.debug\b|\bcURLDescription\b|\bNetworkLoggerPlugin\([^()]{0,60}(?:\bverbose\b|\(\s{0,3}logOptions:\s{0,3}\.verbose)|\bCFNETWORK_DIAGNOSTICS\b"),
    Sign(TLS, ("cpp", "c", "objc"), ("verif", "ignoresslerrors", "validate_certificates"), r"\bVerifySsl\s{0,3}[({]\s{0,3}(?:false|0)\b|\bQSslSocket::(?:VerifyNone|QueryPeer)\b|(?<=[.>])ignoreSslErrors\(|\benable_server_certificate_verification\(\s{0,3}false\b|\bset_validate_certificates\(\s{0,3}false\b|\bset_verify_mode\([^()\n]{0,60}\bverify_none\b|\bSSL_VERIFY_NONE\b"),
    Sign(DEBUG, ("cpp",), ("verbose",), r"\bcpr::Verbose\s{0,3}[({]\s{0,3}(?:true|1)?\s{0,3}[)}]|\bcurlpp::options::Verbose\(\s{0,3}true\b"),
    Sign(DEBUG, ("r",), ("verbose",), r"(?<![\w.$])(?:httr::)?verbose\(\s{0,3}\)|\breq_verbose\(|\bwith_verbos(?:e|ity)\(|(?<=[(,\s])verbose\s{0,3}=\s{0,3}(?:TRUE|T|1L?)\b", r"\A(?![\s\S]*\b(?:httr2?|RCurl|curl|crul)\b)"),
    Sign(DEBUG, ("julia",), ("verbose",), r"(?<=[(,;\s])verbose\s{0,3}=\s{0,3}(?:true|[1-9])\b"),
    Sign(DEBUG, ("clojure",), (":debug",), r":debug\s{1,3}true\b(?:,?\s{1,9}:debug-body\s{1,3}true\b)?|:debug-body\s{1,3}true\b"),
    Sign(DEBUG, ("perl",), ("consolelogger", "lwp::debug", "add_handler", "client_debug"), r"\buse\s+LWP::(?:ConsoleLogger(?:::\w+)?|Debug)\b|\badd_handler\(\s{0,3}[\"']?request_send[\"']?\s{0,3}(?:,|=>)[^;]{0,160}(?:->dump|->as_string)|\bMOJO_(?:CLIENT|USERAGENT)_DEBUG[\"']?\}?\s{0,3}=\s{0,3}1", anywhere=True),
    Sign(DEBUG, ("elixir",), ("middleware.logger", "hackney_trace"), r"\bTesla\.Middleware\.Logger\b(?![^\n]{0,200}debug:\s{0,3}false)|:hackney_trace\.enable\(", r"filter_headers:\s{0,3}\[[^\]]{0,200}api-token"),
    # Formats of a server's own log that name the header.
    Sign(DEBUG, ("nginx", "text", "ini", "yaml", "json", *_JS), ("$http_api_token", "{api-token}i", "req(api-token", "header api-token len", ":req[api-token"), r"(?i)\$http_api_token\b(?=[^\n]{0,200}['\"]\s{0,8};|[^\n;]{0,200}\n\s{1,20}['\"])|%\{api-token\}i|%REQ\(api-token[^)\n]{0,20}\)%|\bcapture\s+request\s+header\s+api-token\b|:req\[api-token\]", anywhere=True),
)
