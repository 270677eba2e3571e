import pytest

from helcim_audit.program.resolve_javascript import resolve
from tests.program.tree import Tree

FILES = {
    "package.json": '{"name": "root", "workspaces": ["packages/*", "apps/*"]}',
    "apps/web/package.json": '{"name": "web", "imports": {"#db": "./src/db.ts", "#lib/*": "./src/lib/*.js"}}',
    "apps/web/tsconfig.json": '{"extends": "./tsconfig.base.json", /* c */ "compilerOptions": {"paths": {"~ui/*": ["./src/ui/*"], "config": ["./src/config.ts"],}}}',
    "apps/web/tsconfig.base.json": '{"compilerOptions": {"baseUrl": "src"}} // end',
    "apps/web/vite.config.ts": "export default { resolve: { alias: { '@parts': path.resolve(__dirname, './src/parts'), '@': '/src' } } }",
    "apps/web/src/a.ts": "", "apps/web/src/b/index.tsx": "", "apps/web/src/data.json": "{}", "apps/web/src/db.ts": "", "apps/web/src/lib/x.ts": "",
    "apps/web/src/ui/button.vue": "", "apps/web/src/config.ts": "", "apps/web/src/parts/p.js": "", "apps/web/src/c.tsx": "",
    "packages/core/package.json": '{"name": "@shop/core", "exports": {".": {"import": "./dist/index.js"}, "./pay": "./src/pay.ts"}, "main": "dist/index.js"}',
    "packages/core/src/index.ts": "", "packages/core/src/pay.ts": "", "packages/core/src/deep/x.ts": "",
    "svelte/package.json": "{}", "svelte/src/lib/t.ts": "", "svelte/src/routes/+page.svelte": "",
}


@pytest.mark.parametrize(
    ("importer", "module", "found"),
    [
        ("apps/web/src/a.ts", "./b", "apps/web/src/b/index.tsx"),
        ("apps/web/src/a.ts", "./c.js", "apps/web/src/c.tsx"),
        ("apps/web/src/b/index.tsx", "..", None),
        ("apps/web/src/b/index.tsx", "../a", "apps/web/src/a.ts"),
        ("apps/web/src/a.ts", "./data.json", "apps/web/src/data.json"),
        ("apps/web/src/a.ts", "./a?raw", "apps/web/src/a.ts"),
        ("apps/web/src/a.ts", "@/lib/x", "apps/web/src/lib/x.ts"),
        ("apps/web/src/a.ts", "~ui/button.vue", "apps/web/src/ui/button.vue"),
        ("apps/web/src/a.ts", "config", "apps/web/src/config.ts"),
        ("apps/web/src/b/index.tsx", "lib/x", "apps/web/src/lib/x.ts"),
        ("apps/web/src/a.ts", "@parts/p", "apps/web/src/parts/p.js"),
        ("apps/web/src/a.ts", "#db", "apps/web/src/db.ts"),
        ("apps/web/src/a.ts", "#lib/x", "apps/web/src/lib/x.ts"),
        ("apps/web/src/a.ts", "/src/c", "apps/web/src/c.tsx"),
        ("apps/web/src/a.ts", "@shop/core", "packages/core/src/index.ts"),
        ("apps/web/src/a.ts", "@shop/core/pay", "packages/core/src/pay.ts"),
        ("apps/web/src/a.ts", "@shop/core/deep/x", "packages/core/src/deep/x.ts"),
        ("apps/web/src/a.ts", "../../../packages/core", "packages/core/src/index.ts"),
        ("svelte/src/routes/+page.svelte", "$lib/t", "svelte/src/lib/t.ts"),
        ("apps/web/src/a.ts", "react", None),
        ("apps/web/src/a.ts", "node:fs", None),
        ("apps/web/src/a.ts", "../../../../../etc/passwd", None),
        ("apps/web/src/a.ts", "./" + "a" * 1000, None),
        ("apps/web/src/a.ts", "", None),
    ],
)
def test_resolve(importer: str, module: str, found: str | None) -> None:
    assert resolve(importer, module, Tree(FILES)) == found


def test_configurations_that_are_no_json_or_extend_themselves() -> None:
    tree = Tree({"tsconfig.json": '{"extends": "./tsconfig.json"}', "jsconfig.json": "{", "package.json": "[]", "a.js": "", "src/b.js": ""})
    assert resolve("a.js", "@/b", tree) == "src/b.js"
