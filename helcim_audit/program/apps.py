"""Is a module part of an app that people carry with them, or of a program that a browser runs?

What is compiled into an app can be read by everyone who has it, whatever language it was written in. What the module
itself imports tells, and then the build file that stands nearest above it.
"""

import functools
import posixpath
import re
from itertools import islice

from helcim_audit.lazy import regex
from helcim_audit.program.folders import above
from helcim_audit.program.resolve_javascript import Project

_IMPORTS = {
    "dart": regex(r"""^\s*import\s+['"](?:package:flutter(?:_\w+)?/|dart:ui['"]|dart:html['"]|package:web/)""", re.MULTILINE),
    "kotlin": regex(r"^\s*import\s+(?:android|androidx|platform\.UIKit|platform\.Foundation)\.", re.MULTILINE),
    "java": regex(r"^\s*import\s+(?:static\s+)?(?:android|androidx)\.", re.MULTILINE),
    "swift": regex(r"^\s*(?:@\w+\s+)?import\s+(?:UIKit|SwiftUI|WatchKit|WidgetKit|AppKit|Cocoa|PassKit|StoreKit|SwiftData|CoreData|ARKit|MapKit|ActivityKit|AppIntents)\b", re.MULTILINE),
    "csharp": regex(r"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:Microsoft\.Maui|Xamarin|Android\.|UIKit|Foundation;|UnityEngine|Plugin\.Maui|CommunityToolkit\.Maui|Microsoft\.AspNetCore\.Components\.WebAssembly)", re.MULTILINE),
}
_SERVES = {
    "dart": regex(r"""^\s*import\s+['"]package:(?:shelf\w*|dart_frog|serverpod|angel3_\w+|alfred|functions_framework|conduit\w*)/""", re.MULTILINE),
    "kotlin": regex(r"^\s*import\s+(?:io\.ktor\.server|org\.springframework|io\.javalin|org\.http4k\.server|io\.micronaut|io\.quarkus|jakarta|javax\.servlet)\b", re.MULTILINE),
    "java": regex(r"^\s*import\s+(?:org\.springframework|jakarta|javax\.servlet|io\.micronaut|io\.quarkus|io\.javalin)\b", re.MULTILINE),
    "swift": regex(r"^\s*(?:@\w+\s+)?import\s+(?:Vapor|Hummingbird|HummingbirdCore|Kitura|Perfect\w*|AWSLambda\w*|NIO\w*|Smoke\w*|ArgumentParser|Leaf|Fluent)\b", re.MULTILINE),
    "csharp": regex(r"^\s*using\s+(?:Microsoft\.AspNetCore\.(?:Mvc|Builder|Http)|Microsoft\.Azure\.Functions|Amazon\.Lambda|System\.Web)\b", re.MULTILINE),
}
# Build files of each language, what says that an app is built, and what says that it is something else.
_BUILDS = {
    "dart": (regex(r"(?:^|/)pubspec\.yaml$"), regex(r"sdk:\s*flutter\b|^flutter:", re.MULTILINE), None),
    "kotlin": (regex(r"(?:^|/)build\.gradle(?:\.kts)?$|(?:^|/)AndroidManifest\.xml$"), regex(r"com\.android\.(?:application|library|kotlin)|android\.application|android\.library|androidApplication|androidLibrary|^\s*android\s*\{|androidTarget|<manifest\b|iosArm64|iosX64", re.MULTILINE), None),
    "swift": (regex(r"(?:^|/)(?:Package\.swift|Podfile|[\w .-]*Info\.plist|project\.pbxproj|project\.yml|Project\.swift)$"), regex(r"\.iOS\(|UIKit|platform\s+:ios|CFBundle|UILaunch|UIApplication|PBXProject|platform:\s*iOS|type:\s*application|\.app\b"), regex(r"(?i)vapor|hummingbird|kitura|lambda")),
    "csharp": (regex(r"\.csproj$"), regex(r"(?i)<UseMaui>|Xamarin|-android\b|-ios\b|BlazorWebAssembly|MonoAndroid|UseXamarin"), None),
}
_BUILDS["java"] = _BUILDS["kotlin"]
_ASIDE = regex(r"(?:^|/)(?:test|tests|integration_test|androidTest|test_driver|tool|bin|server|backend|functions|\w+Tests)/")
_HIGHEST = 8


def runs_in_app(path: str, language: str, text: str, project: Project) -> bool:
    """Whether what stands in a file is shipped to those who use it."""
    if language not in _IMPORTS or _ASIDE.search(path) or _SERVES[language].search(text):
        return False
    return _IMPORTS[language].search(text) is not None or _built(posixpath.dirname(path), language, project)


@functools.lru_cache(maxsize=1024)
def _built(directory: str, language: str, project: Project) -> bool:
    """Whether the build file nearest above says that an app is built."""
    _, app, other = _BUILDS[language]
    for place in islice((directory, *above(directory)), _HIGHEST):
        found = sorted(path for path in _builds(project, language) if posixpath.dirname(path) == place or (language == "swift" and posixpath.dirname(posixpath.dirname(path)) == place))
        texts = [(project.read(path) or "") + ("CFBundle" if path.endswith("plist") else "") for path in found]
        if any(other is not None and other.search(text) for text in texts):
            return False
        if any(app.search(text) for text in texts):
            return True
        if texts and language in ("dart", "csharp"):  # one of its own: it builds something else
            return False
    return False


@functools.lru_cache(maxsize=16)
def _builds(project: Project, language: str) -> tuple[str, ...]:
    name = _BUILDS[language][0]
    return tuple(path for path in project.paths() if name.search(path))
