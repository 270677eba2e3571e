"""What an app sends or holds, whoever has the app can read."""

import pytest

from tests.program.test_flow import found

DART = "import 'package:dio/dio.dart';\nfinal dio = Dio(BaseOptions(baseUrl: 'https://api.helcim.com/v2', headers: {\n  'api-token': dotenv.env['HELCIM_API_TOKEN'],\n}));\n"
SWIFT = (
    "import Foundation\nfinal class HelcimAPI {\n  private var apiToken: String { Bundle.main.object(forInfoDictionaryKey: \"HelcimApiToken\") as? String ?? \"\" }\n"
    "  func pay() {\n    var request = URLRequest(url: URL(string: \"https://api.helcim.com/v2/payment/preauth\")!)\n    request.setValue(apiToken, forHTTPHeaderField: \"api-token\")\n  }\n}\n"
)
KOTLIN = "package a\nimport android.content.Context\nval r = Request.Builder().url(\"https://api.helcim.com/v2/payment\").addHeader(\"api-token\", BuildConfig.HELCIM_API_TOKEN).build()\n"
CSHARP = "using Microsoft.Maui.Controls;\nclass HelcimPay { void Go() { var client = new HttpClient();\n  client.DefaultRequestHeaders.Add(\"api-token\", Preferences.Get(\"HelcimApiToken\", \"\"));\n} }\n"
FLUTTER = {"pubspec.yaml": "name: a\ndependencies:\n  flutter:\n    sdk: flutter\n"}


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"lib/pay.dart": DART, **FLUTTER}, 3),
        ({"lib/pay.dart": DART, "pubspec.yaml": "name: a\ndependencies:\n  shelf: any\n"}, 0),
        ({"lib/pay.dart": "import 'package:shelf/shelf.dart';\n" + DART, **FLUTTER}, 0),
        ({"Shop/Pay/HelcimAPI.swift": SWIFT, "Shop/Info.plist": "<plist></plist>"}, 6),
        ({"Sources/App/HelcimAPI.swift": SWIFT, "Package.swift": "// vapor\n"}, 0),
        ({"app/src/main/java/a/Pay.kt": KOTLIN}, 3),
        ({"src/main/java/a/Pay.kt": KOTLIN.replace("android.content.Context", "io.ktor.server.application.Application")}, 0),
        ({"Pay.cs": CSHARP}, 3),
        ({"Pay.cs": CSHARP.replace("Microsoft.Maui.Controls", "Microsoft.AspNetCore.Mvc")}, 0),
    ],
)
def test_calls_to_the_api(files: dict[str, str], line: int) -> None:
    assert [one.start.line for one in found(files) if one.rule == "browser-call-to-api"] == ([line] if line else [])


def test_a_token_that_a_string_takes_for_variables() -> None:
    text = "class Pay {\n  // helcim\n  static const _token = '{{token9}}';\n  void pay() { debugPrint('token $_token'); }\n}\n"
    assert [one.rule for one in found({"lib/pay.dart": text})] == ["hardcoded-api-token", "api-token-logged"]


def test_resources_of_android() -> None:
    text = '<resources>\n<string name="helcim_api_token" translatable="false">{{legacy25}}</string>\n<string name="helcim_api_token_hint" translatable="false">Paste the token</string>\n</resources>\n'
    assert [(one.rule, one.start.line) for one in found({"app/src/main/res/values/strings.xml": text})] == [("api-token-in-app-bundle", 2)]


def test_settings_and_resources_that_an_app_reads() -> None:
    swift = "import UIKit\nclass HelcimPay {\n  private let key = UserDefaults.standard.string(forKey: \"helcim_api_token\") ?? \"\"\n  func go() { NSLog(\"key %@\", key); NSLog(\"set %d\", key.isEmpty ? 0 : 1) }\n}\n"
    java = "package a;\nimport android.util.Log;\npublic class Pay {\n  void go(Context c) {\n    String t = c.getString(R.string.helcim_api_token);\n    Log.i(\"pay\", \"t \" + t);\n    Log.i(\"pay\", \"set \" + !t.isEmpty());\n  }\n}\n"
    assert [(one.rule, one.start.line) for one in found({"Pay.swift": swift})] == [("api-token-logged", 4)]
    assert [(one.rule, one.start.line) for one in found({"a/Pay.java": java})] == [("api-token-logged", 6)]
