"""Is this file, whatever its suffix, a payload: a recorded message, a log, a dump?"""

from helcim_audit.filetypes import FileType, identify
from helcim_audit.lazy import regex
from helcim_audit.model import Document

_HEAD = 1 << 16
_RECORDED = regex(
    r"""(?mx)
      "log"\s*:\s*\{\s*"version" | ^http_interactions: | ^recorded_with: | ^-\s*request:\s*$ | ^\s*-?\s*recordedAt: | "interactions"\s*:\s*\[ | "recordings?"\s*:\s*\[
    | ^[ \t]{0,8}(?:[<>*]|<<|>>)\s(?:[A-Za-z-]+:\s|HTTP/|(?:GET|POST|PUT|PATCH|DELETE)\s/) | ^[ \t]{0,8}(?:GET|POST|PUT|PATCH|DELETE)\s\S+\sHTTP/[12] | ^[ \t]{0,8}HTTP/[12](?:\.\d)?\s\d{3}
    | \b(?:GET|POST|PUT|PATCH|DELETE)\s/\S{0,400}\sHTTP/1\.[01][ \t]*\r?$ | ^\d\d-\d\d\s\d\d:\d\d:\d\d\.\d{3}\s
    | "(?:request|req|response|res)"\s*:\s*\{[^{}]{0,400}"?(?:headers|method|url|status)"?
    | "(?:requestHeaders|request_headers|responseHeaders|httpRequest|statusCode|status_code|responseBody|requestBody)"\s*:
    | ^[ \t]{0,8}Traceback\s\(most\srecent | ^\s+at\s[\w.$<>]+\s?\( | ^[ \t]{0,8}send:\sb' | ^[ \t]{0,8}reply:\s' | "(?:breadcrumbs|event_id|stacktrace)"\s*:
    | ^\s*\["[\w-]+"(?::[":\w\\]{1,90})?\]=> | ^\s*\[[\w-]+(?::[:\w\\]{1,90})?\]\s=>\s | ^[\w\\]{1,80}(?:\s\{\#\d+$|::__set_state\() | ^(?:class\s|object\()[\w\\]{1,80}\)?\#\d+\s\(\d+\)\s\{ | "headers"\s*:\s*\{[^{}]{0,2000}\}\s*,\s*"(?:body|payload)"\s*: | "(?:text|message)"\s*:\s*"[^"]{0,400}"\s*,?\s*"?(?:user|ts|type|channel)?
    | "checkoutToken"\s*:[^{}]{0,200}"secretToken"\s*: | "(?:cardData|rawBody|deliveredAt|received_at|@t|@mt)"\s*: | <(?:apiToken|transactionType|cardNumber)>
    | ^[ \t]{0,8}(?:Uncaught\s)?(?:(?:[\w$]+[.\\]){1,8}\w{0,40}|[A-Z]\w{1,40})(?:Error|Exception)(?::\s|\s\[)
    | "type"\s*:\s*"\w{3,40}\.\w{3,40}"\s*,[^{}]{0,200}"data"\s*:\s*\{ | "eventType"\s*:|"event"\s*:\s*" | ^\{"(?:level|time|ts|timestamp|@timestamp|msg|severity)"
    | ^[ \t]{0,8}(?:=>|<=)\s(?:Send|Recv)\s(?:header|data) | ^[ \t]{0,8}[0-9a-f]{4}:\s(?:GET|POST|PUT|PATCH|DELETE)\s | ^[ \t]{0,8}==\sInfo: | ^[ \t]{0,8}---(?:request|response)\s(?:begin|end)---
    | ^[ \t]{0,8}Request(?:\s(?:Method|URL|Headers?)|\s{8,}Response\s{8,}Detail)\b | ^[ \t]{0,8}(?:Response\sCode|Status\sCode:?)\s+\d{3} | <items\sburpVersion= | ^Hypertext\sTransfer\sProtocol
    | "(?:http_interactions|reqheaders|rawHeaders|recorded_with)"\s*: | ^interactions:\s*$ | "predicates"\s*:\s*\[ | ^!tape
    | <test(?:suites?|case)\s | ^={10,}\s(?:FAILURES|test\ssession\sstarts|short\stest\ssummary|ERRORS)\s | ^E\s{3,}(?:\w*Error|assert)\b | ^__REALTIME_TIMESTAMP=
    | "(?:textPayload|jsonPayload|insertId|MESSAGE|logStreamName|resourceSpans|trace_id|span_id|__REALTIME_TIMESTAMP)"\s*: | ^"_time","_raw"
    | ^\w{3}\s\w{3}\s+\d{1,2}\s\d\d:\d\d:\d\d | ^Terraform\swill\sperform | ^\s+\#\s\S+\swill\sbe\s(?:created|updated|replaced|destroyed) | ^\$\scurl\s-v | ^\(gdb\)\s
    | ^PS(?:\s[A-Z]:[^>\n]{0,80})?>\s | ^VERBOSE:\s(?:GET|POST|PUT|DELETE|PATCH)\s
    | ^\[?\d{4}-\d\d-\d\d[T\s][^\n]{5,40}\b(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL)\b
    | ^[ \t]{0,8}response:\s*\n(?:[ \t]+[^\n]{0,200}\n){0,12}?[ \t]+(?:status|statusCode|status_code|code):\s*["']?\d{3}\b
    | "(?:plain_body|html_body|error\.class|error\.message|agentAttributes|userAttributes|requester_id|assignee_id|submitter_id)"\s*:
    | "(?:partition|topic|routingKey|routing_key|x-death|deliveryTag|messageId|MessageId|ReceiptHandle|eventSourceARN|jobId|attemptsMade|failedReason|invocationId|requestId|request_id|correlationId|correlation_id)"\s*:
    | "(?:messageType|createdDateTime|authorId|author_id|conversation_id|conversation_parts|comments_url|timestampEdited|body_text|description_text|renderedFields|channel_id|thread_ts|create_at)"\s*:
    | <(?:soap|soapenv|SOAP-ENV):Envelope | <message>\s*$ | "(?:cardToken|transactionId|approvalCode|cardNumber)"\s*:
    """
)
_LINES = regex(r"\A\s{0,20}\{[^\n]{2,}\}[ \t]*\r?\n\{[^\n]{2,}\}[ \t]*\r?(?:\n|\Z)")  # one object a line
_STAMPED = regex(r"(?m)^[ \t]{0,8}\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d{2}[:]\d\d[:]\d\d[.,]\d{3}\b|[A-Z][a-z]{2}\s+\d{1,2} \d\d:\d\d:\d\d|(?:DEBUG|INFO|WARN|WARNING|ERROR|TRACE)\b)")
# A folder of what a program received or sent.
_KEPT = regex(r"(?i)(?:^|/)(?:dumps?|captures?|captured|payloads?|logs?|cassettes?|recordings?|traces?|responses?|webhooks?|dlq|dead-?letters?|transcripts?|har|incidents?)/(?:[^/]+/){0,3}[^/]+\.(?:json|ya?ml|xml|txt)$")
_CONFIGURATION = regex(r"(?i)(?:^|/)(?:package|tsconfig|composer|app|appsettings[\w.]*|settings|config[\w.-]*|secrets?|credentials?|[\w-]*config)\.(?:json|ya?ml|xml)$|(?:^|/)(?:config|conf|settings)/[^/]+\.(?:json|ya?ml|xml)$|openapi|swagger|schema")


# What wikis, trackers and blogs export: what people wrote.
_EXPORTED = regex(r"(?s)\A\s{0,20}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--.{0,2000}?-->\s{0,20}){0,3}<(?:rss|feed|entity-engine-xml|hibernate-generic|mediawiki|opml)\b")


def kind_of(document: Document) -> FileType:
    """The file's type, told by its name and, for data formats that hold anything, by what is in it."""
    head = document.text[:_HEAD]
    file = identify(document.path, head)
    if file.language in ("json", "yaml", "xml", "text", "csv") and file.family in ("config", "text", "data"):
        if _CONFIGURATION.search(document.path):
            return file
        if file.language == "xml" and _EXPORTED.match(head):
            return FileType("xml", "document")
        if _KEPT.search(document.path) or (file.language == "json" and _LINES.match(head)) or _RECORDED.search(head) or len(_STAMPED.findall(head[:8000])) >= 2:
            return FileType(file.language, "payload")
    return file
