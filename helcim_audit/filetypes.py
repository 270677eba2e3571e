"""What kind of file is this, told by its name and, where that is silent, by its first line?

`language` chooses a front end, a comment syntax and the words of a fix; `family` chooses the rule for a
secret that stands in the file (helcim.md section 4: path never lowers severity, so nothing here does).
"""

import functools
from dataclasses import dataclass
from typing import Literal

from helcim_audit.lazy import regex

Family = Literal["code", "template", "config", "document", "collection", "payload", "data", "text"]


@dataclass(frozen=True, slots=True)
class FileType:
    language: str
    family: Family


def _table(family: Family, names: str) -> dict[str, FileType]:
    """`names`: `language:suffix,suffix ...` -> suffix to file type."""
    table = {}
    for entry in names.split():
        language, _, suffixes = entry.partition(":")
        table.update({suffix: FileType(language, family) for suffix in suffixes.split(",")})
    return table


# Longest suffix wins, so that `.blade.php` is a template and `.http` is not a `.p`.
_SUFFIXES: dict[str, FileType] = {
    **_table(
        "code",
        "python:py,pyw,pyi,pyx javascript:js,cjs,mjs,es6,jsx typescript:ts,mts,cts tsx:tsx"
        " vue:vue svelte:svelte astro:astro php:php,php5,phtml,inc,module,ctp ruby:rb,rake,gemspec,ru,thor,podspec,rabl,arb go:go java:java"
        " kotlin:kt,kts scala:scala,sc groovy:groovy csharp:cs,csx fsharp:fs,fsx vb:vb,vbs,bas dart:dart swift:swift"
        " rust:rs shell:sh,bash,zsh,fish,ksh powershell:ps1,psm1,psd1 batch:bat,cmd perl:pl,pm,t lua:lua elixir:ex,exs"
        " erlang:erl clojure:clj,cljs,edn haskell:hs objc:m,mm c:c,h cpp:cpp,cc,cxx,hpp r:r julia:jl"
        " coldfusion:cfm,cfc asp:asp,aspx,ascx apex:cls,trigger pascal:pas,dpr delphi:dfm coffee:coffee nim:nim zig:zig"
        " crystal:cr solidity:sol ocaml:ml,mli tcl:tcl abap:abap lisp:el,lisp,lsp,scm,ss,rkt fortran:f90,f95,for ada:adb,ads d:d haxe:hx"
        " appsscript:gs arduino:ino autohotkey:ahk autoit:au3 applescript:applescript,scpt vala:vala raku:raku,rakumod cobol:cob,cbl"
        " prolog:plg qml:qml gdscript:gd purescript:purs elm:elm reason:re,res hack:hack sas:sas stata:do,ado matlab:mlx rpg:rpgle"
        " puppet:pp powerquery:pq dax:dax awk:awk sed:sed expect:exp qsharp:qs mql:mq4,mq5 processing:pde",
    ),
    **_table(
        "template",
        "blade:blade.php twig:twig,html.twig erb:erb,html.erb,rhtml ejs:ejs,eta handlebars:hbs,handlebars,mustache,hjs"
        " nunjucks:njk,nunjucks pug:pug,jade jinja:jinja,jinja2,j2,html.j2,tera,edge razor:cshtml,vbhtml,razor liquid:liquid haml:haml jbuilder:jbuilder,builder"
        " slim:slim jsp:jsp,jspx,jspf,tag freemarker:ftl,ftlh,ftlx velocity:vm,vtl mako:mako eex:eex,heex,leex smarty:tpl,smarty,latte"
        " gotemplate:tmpl,gohtml,gotmpl,gotpl",
    ),
    **_table(
        "config",
        "env:env,envrc yaml:yaml,yml,sls json:json,json5,jsonc,webmanifest,tfvars.json,tf.json toml:toml"
        " ini:ini,cfg,conf,cnf,config.ini,desktop,editorconfig,npmrc,pypirc,netrc properties:properties,xcconfig"
        " xml:xml,config,plist,xib,storyboard,resx,csproj,props,targets,wsdl,xsd hcl:tf,tfvars,hcl,nomad"
        " gradle:gradle systemd:service,timer,socket,container,pod,kube,volume,mount dockerfile:dockerfile,containerfile makefile:mk,make,just"
        " nginx:nginx,vhost bicep:bicep nix:nix cue:cue dhall:dhall jsonnet:jsonnet,libsonnet reg:reg"
        " strings:strings terraformstate:tfstate,tfstate.backup",
    ),
    **_table(
        "document",
        "markdown:md,markdown,mdx,mkd,mdown,qmd,rmd restructuredtext:rst asciidoc:adoc,asciidoc,asc html:html,htm,xhtml"
        " notebook:ipynb org:org tex:tex wiki:wiki,mediawiki textile:textile",
    ),
    **_table("data", "sql:sql,psql,mysql,ddl,dump csv:csv,tsv,psv"),
    **_table(
        "collection",
        "postman:postman_collection.json,postman_environment.json,postman_globals.json bruno:bru http:http,rest"
        " insomnia:insomnia.json,insomnia.yaml hoppscotch:hoppscotch.json thunder:thunder-collection.json,thunderclient.json",
    ),
    **_table(
        "payload",
        "log:log,clef,out,err,trace,stacktrace,stdout,stderr har:har jsonl:jsonl,ndjson,jsonlines capture:dmp,pcap,pcapng,cap"
        " email:eml,mbox,msg saz:chls,chlsj,mitm",
    ),
    **_table("text", "text:txt,text,diff,patch sourcemap:map"),
}

_NAMES: dict[str, FileType] = {
    **{name: FileType("dockerfile", "config") for name in ("dockerfile", "containerfile")},
    **{name: FileType("makefile", "config") for name in ("makefile", "gnumakefile", "justfile", "procfile")},
    **{name: FileType("ruby", "code") for name in ("gemfile", "rakefile", "vagrantfile", "capfile", "fastfile", "podfile")},
    **{name: FileType("groovy", "code") for name in ("jenkinsfile",)},
    **{
        name: FileType("shell", "code")
        for name in (
            ".bashrc", ".zshrc", ".profile", ".bash_profile", ".zprofile", ".zshenv", ".bash_history", ".zsh_history",
            ".bash_aliases", ".aliases", ".exports", "pkgbuild", ".cshrc", ".tcshrc", ".kshrc", ".login", ".bash_login", ".bash_logout",
            ".zlogin", ".xprofile", ".psql_history", ".python_history", ".node_repl_history", ".mysql_history",
        )
    },
    **{
        name: FileType("ini", "config")
        for name in (".npmrc", ".netrc", ".pgpass", ".gitconfig", ".flaskenv_ini", "crontab", ".my.cnf", ".editorconfig", ".htaccess", "environment")
    },
    ".flaskenv": FileType("env", "config"),
    ".dev.vars": FileType("env", "config"),
    "nohup.out": FileType("log", "payload"),
    "readme": FileType("markdown", "document"),
    "changelog": FileType("markdown", "document"),
    "pipfile": FileType("toml", "config"),
    "poetry.lock": FileType("toml", "config"),
    "nginx.conf": FileType("nginx", "config"),
    "caddyfile": FileType("nginx", "config"),
    "web.config": FileType("xml", "config"),
}

# `.env`, `.env.local`, `.env.backup.20240101`, `prod.env`, `env.example`, `dotenv`, `env`
_ENV_NAME = regex(r"(?:^|[._-])(?:dot)?env(?:rc)?(?:$|[._~-])|^env$|\.env\w*$")
_CODE_AFTER_ENV = regex(r"\.(?:py|[cm]?[jt]sx?|php|rb|go|java|kts?|cs|dart|swift|rs|sh|ya?ml|json|toml|md|html?|d\.ts|ps1|vue|svelte|tf|log|out|err|har|ipynb|xml|sql|csv)$")
_COLLECTION_NAME = regex(r"^insomnia[\w.-]*\.(?:json|ya?ml)$|^http-client[\w.-]*\.json$|^(?:hoppscotch|thunder)[\w.-]*\.json$|postman[\w.-]*\.json$")
_CRON = regex(r"(?:^|/)(?:cron\.(?:d|daily|hourly|weekly|monthly)|crontabs|sysconfig|default)/[\w-]+$")
_COLLECTION_FOLDER = regex(r"(?i)(?:^|/)(?:hoppscotch|thunder-?(?:client|tests?|collections?)|insomnia|postman|bruno)/(?:[^/]+/){0,4}[^/]+\.(?:json|ya?ml|bru)$|(?:^|[/._-])curlrc$|(?:^|/)\.httpie/")
_LOG_NAME = regex(r"(?:^|[._/-])(?:logs?|nohup|access|error|debug|trace|stdout|stderr)(?:[._-][\w-]+)*(?:\.log|\.out|\.txt)?(?:\.\d{1,8}|-\d{8})?$")
_LOG_TEXT = regex(r"^(?:.*[._-])?(?:logs?|logcat|nohup|stdout|stderr|debug|console)(?:[._-]?\d[\d._-]*)?\.txt$")
_ROTATED = regex(r"\.(?:log|out|err)(?:[.-][\w:-]+){1,3}$")
# A copy keeps the type of what it copies: `settings.py.bak`, `.env~`, `config.php.old`, `x.yml.orig`, `x.php.save.1`
_COPY = regex(r"(?:~|\.(?:bak|backup|old|orig|save|saved|swp|copy|disabled|dist|sample|example|tmpl|template|tpl|in|default|bk|prev|original|rej)\d{0,8}|[._-]\d{8,14}|\.\d{1,3}| copy| \(\d\))$")

_SHEBANG = regex(r"#!\s*\S*?(?:/env\s+(?:-S\s+)?)?(?:\S*/)?(python|node|deno|bun|bash|sh|zsh|ksh|fish|ruby|perl|php|pwsh)\S*")
_SHEBANGS = {
    "python": "python", "node": "javascript", "deno": "typescript", "bun": "typescript", "ruby": "ruby", "perl": "perl",
    "php": "php", "pwsh": "powershell", "bash": "shell", "sh": "shell", "zsh": "shell", "ksh": "shell", "fish": "shell",
}

UNKNOWN = FileType("text", "text")


def _by_suffix(name: str) -> FileType | None:
    at = name.find(".")
    while at >= 0:
        if found := _SUFFIXES.get(name[at + 1 :]):
            return found
        at = name.find(".", at + 1)
    return None


def _by_name(name: str) -> FileType | None:
    if found := _NAMES.get(name):
        return found
    if name.startswith(("dockerfile.", "containerfile.", "dockerfile-")) and not name.endswith((".md", ".py")):
        return FileType("dockerfile", "config")
    if _COLLECTION_NAME.search(name):
        return FileType(next((tool for tool in ("insomnia", "postman", "hoppscotch", "thunder") if tool in name), "http"), "collection")
    if _ENV_NAME.search(name) and not _CODE_AFTER_ENV.search(name):
        return FileType("env", "config")
    if name in (".renviron", ".rprofile"):
        return FileType("env", "config")
    if name.startswith(".") and name.endswith("rc") and "." not in name[1:]:
        return FileType("ini", "config")
    return None


def identify(path: str, head: str = "") -> FileType:
    """File type of `path` (POSIX); `head` is the beginning of its text, for files without a telling name."""
    return _by_path(path) or _by_head(head)


@functools.lru_cache(maxsize=65536)  # the program analysis asks for every file of a tree, several times
def _by_path(path: str) -> FileType | None:
    name = path.rpartition("/")[2].lower()
    if _CRON.search(path):
        return FileType("ini", "config")
    if _COLLECTION_FOLDER.search(path):
        return FileType("http", "collection")
    if _LOG_TEXT.match(name):
        return FileType("log", "payload")
    for _ in range(4):
        if found := _by_name(name) or _by_suffix(name):
            return found
        shorter = _COPY.sub("", name)
        if shorter == name:
            break
        name = shorter
    if _ROTATED.search(name) or _LOG_NAME.search(name):
        return FileType("log", "payload")
    return None


def _by_head(head: str) -> FileType:
    if shebang := _SHEBANG.match(head):
        return FileType(_SHEBANGS[shebang[1]], "code")
    start = head[:200].lstrip("\ufeff \t\r\n")
    if start.startswith("<?php"):
        return FileType("php", "code")
    if start.startswith("<?xml"):
        return FileType("xml", "config")
    if start[:14].lower().startswith(("<!doctype html", "<html")):
        return FileType("html", "document")
    if start.startswith(("{", "[")) and '"' in start:
        return FileType("json", "config")
    return UNKNOWN
