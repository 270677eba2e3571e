import pytest

from tests.program.tree import Tree

NEXT = {"package.json": '{"dependencies": {"next": "15", "react": "19", "react-dom": "19"}}'}
VITE = {"package.json": '{"dependencies": {"react": "18", "react-dom": "18"}, "devDependencies": {"vite": "5"}}'}


def kinds(files: dict[str, str]) -> dict[str, str]:
    return {path: side.kind for path, side in Tree(files).sides().items() if side.kind != "unknown"}


def test_a_configuration_two_files_away_from_a_client_component() -> None:
    files = {
        **NEXT,
        "app/pay/page.tsx": "import Form from './Form'\nexport default () => <Form/>",
        "app/pay/Form.tsx": "'use client'\nimport { pay } from '@/lib/pay'\nexport default () => <b onClick={() => pay()}/>",
        "lib/pay.ts": "import { config } from './config'\nexport const pay = () => fetch('/x', { headers: config.headers })",
        "lib/config.ts": "export const config = { headers: {} }",
    }
    sides = Tree(files).sides()
    assert sides["lib/config.ts"].kind == "client"
    assert [(step.path, step.line) for step in sides["lib/config.ts"].because] == [("app/pay/Form.tsx", 1), ("app/pay/Form.tsx", 2), ("lib/pay.ts", 1)]
    assert sides["app/pay/page.tsx"].kind == "server"


def test_the_same_configuration_imported_by_a_route_alone() -> None:
    files = {
        **NEXT,
        "app/api/pay/route.ts": "import { pay } from '@/lib/pay'\nexport const POST = () => pay()",
        "lib/pay.ts": "import { config } from './config'\nexport const pay = () => config",
        "lib/config.ts": "export const config = {}",
    }
    assert kinds(files) == {"app/api/pay/route.ts": "server", "lib/config.ts": "server", "lib/pay.ts": "server"}


@pytest.mark.parametrize("guard", ["'use server'\n", "import 'server-only'\n", "import fs from 'node:fs'\n", "import { headers } from 'next/headers'\n"])
def test_boundaries(guard: str) -> None:
    files = {
        **NEXT,
        "app/Form.tsx": "'use client'\nimport { pay } from './actions'\nexport default () => pay()",
        "app/actions.ts": guard + "import { token } from './config'\nexport async function pay() { return token }",
        "app/config.ts": "export const token = 1",
    }
    assert kinds(files) == {"app/Form.tsx": "client", "app/actions.ts": "server", "app/config.ts": "server"}


def test_pages_of_next_lose_their_server_functions() -> None:
    files = {
        **NEXT,
        "pages/pay.tsx": "import { load } from '../lib/load'\nimport { show } from '../lib/show'\n"
        "const secret = () => load()\nexport async function getServerSideProps() { return { props: { a: secret() } } }\nexport default ({ a }) => <p>{show(a)}</p>",
        "lib/load.ts": "export const load = () => 1",
        "lib/show.ts": "export const show = (a) => a",
    }
    sides = Tree(files).sides()
    assert sides["lib/load.ts"].kind == "unknown"
    assert sides["lib/show.ts"].in_client
    assert sides["pages/pay.tsx"].kind == "both"
    assert sides["pages/pay.tsx"].server_names == {"getServerSideProps", "secret"}


def test_imports_of_types_bring_nothing_along() -> None:
    files = {
        **VITE,
        "src/App.tsx": "import { useState } from 'react'\nimport { Router } from '../api/router'\nconst c = make<Router>()\nexport default () => <p/>",
        "api/router.ts": "export class Router {}",
    }
    assert kinds(files) == {"src/App.tsx": "client", "api/router.ts": "server"}


@pytest.mark.parametrize(
    ("path", "text", "manifest", "kind"),
    [
        ("pages/api/pay.ts", "export default (q, s) => {}", NEXT, "server"),
        ("src/pages/api/pay.ts", "export default (q, s) => {}", NEXT, "server"),
        ("middleware.ts", "export default () => {}", NEXT, "server"),
        ("pages/_app.tsx", "export default () => <p/>", NEXT, "both"),
        ("components/Pay.tsx", "export const Pay = () => <p/>", NEXT, "unknown"),
        ("src/api/helcim.ts", "export const pay = () => fetch('/x')", VITE, "client"),
        ("api/pay.ts", "export default (req, res) => {}", VITE, "server"),
        ("server/index.ts", "import express from 'express'", VITE, "server"),
        ("src/server.ts", "import express from 'express'", VITE, "server"),
        ("vite.config.ts", "export default {}", VITE, "server"),
        ("src/App.test.tsx", "import { render } from 'x'", VITE, "server"),
        ("src/Pay.vue", "<script>export default {}</script>", {}, "client"),
        ("server/api/pay.post.ts", "export default defineEventHandler(() => 1)", {"nuxt.config.ts": ""}, "server"),
        ("composables/usePay.ts", "export const usePay = () => 1", {"nuxt.config.ts": ""}, "both"),
        ("plugins/pay.server.ts", "export default () => 1", {"nuxt.config.ts": ""}, "server"),
        ("src/routes/pay/+page.server.ts", "export const load = () => 1", {}, "server"),
        ("src/routes/pay/+server.ts", "export const POST = () => 1", {}, "server"),
        ("src/routes/pay/+page.ts", "export const load = () => 1", {}, "both"),
        ("src/lib/server/helcim.ts", "export const t = 1", {"svelte.config.js": ""}, "server"),
        ("src/routes/+page.svelte", "<script>let a</script>", {}, "client"),
        ("src/lib/t.ts", "import { T } from '$env/static/private'", {}, "server"),
        ("app/routes/pay.tsx", "export const loader = () => 1\nexport default () => <p/>", {"package.json": '{"dependencies": {"@remix-run/react": "2"}}'}, "both"),
        ("app/helcim.server.ts", "export const t = 1", {}, "server"),
        ("src/pages/index.astro", "---\n---\n<p/>", {}, "server"),
        ("src/pages/api/pay.ts", "export const POST = () => 1", {"astro.config.mjs": ""}, "server"),
        ("src/app/pay.service.ts", "import { Injectable } from '@angular/core'", {"angular.json": "{}"}, "client"),
        ("src/environments/environment.prod.ts", "export const environment = {}", {}, "client"),
        ("src/screens/Pay.js", "export const pay = () => 1", {"package.json": '{"dependencies": {"expo": "51"}}'}, "client"),
        ("app/pay+api.ts", "export const POST = () => 1", {"package.json": '{"dependencies": {"expo": "51"}}'}, "server"),
        ("netlify/functions/pay.js", "exports.handler = async () => 1", {}, "server"),
        ("functions/src/index.ts", "import * as functions from 'firebase-functions'", {}, "server"),
        ("supabase/functions/pay/index.ts", "Deno.serve(() => 1)", {}, "server"),
        ("public/js/pay.js", "fetch('/x')", {}, "client"),
        ("js/pay.js", "document.getElementById('pay').onclick = pay", {}, "client"),
        ("pay.js", "$.ajax({ url: '/pay' })", {}, "client"),
        ("index.html", "<script>pay()</script>", {}, "client"),
        ("server.js", "const express = require('express')", {}, "server"),
        ("lib/helcim.js", "module.exports = { pay }", {}, "server"),
        ("lib/helcim.ts", "export const pay = () => fetch('/x')", {}, "unknown"),
        ("src/Pay.jsx", "export default () => <p>hi</p>", {}, "client"),
        ("src/Pay.js", "import React, { useState } from 'react'", {}, "client"),
        ("web/src/helcim.ts", "export const pay = async () => { const res = await fetch('/x'); return res.json() }", {"web/package.json": VITE["package.json"]}, "client"),
        ("src/worker.ts", "export default { async fetch(request, env) {} }", {"wrangler.toml": ""}, "server"),
        ("scripts/seed.ts", "export const a = 1", VITE, "server"),
        ("gatsby-node.js", "exports.createPages = 1", {}, "server"),
    ],
)
def test_conventions(path: str, text: str, manifest: dict[str, str], kind: str) -> None:
    assert Tree({**manifest, path: text}).sides()[path].kind == kind


def test_what_only_the_place_says_gives_way_to_importers() -> None:
    files = {
        "package.json": '{"dependencies": {"express": "4", "react-dom": "18"}}',
        "server.js": "const express = require('express')\nimport { t } from './src/helcim.js'",
        "src/helcim.js": "export const t = 1",
        "src/other.js": "export const u = 1",
    }
    assert kinds(files) == {"server.js": "server", "src/helcim.js": "server", "src/other.js": "client"}


def test_code_of_both_sides() -> None:
    files = {
        **VITE,
        "src/App.jsx": "import { url } from '../shared/config'\nexport default () => <a href={url}/>",
        "server/index.js": "import express from 'express'\nimport { url } from '../shared/config'\nlisten(url)",
        "shared/config.js": "export const url = 1",
    }
    assert kinds(files)["shared/config.js"] == "both"


def test_cycles() -> None:
    files = {**NEXT, "a.tsx": "'use client'\nimport { b } from './b'\nexport const a = b", "b.tsx": "import { a } from './a'\nexport const b = () => a"}
    assert kinds(files) == {"a.tsx": "client", "b.tsx": "client"}


def test_a_browser_gets_of_an_index_file_only_what_it_asks_for() -> None:
    files = {
        **NEXT,
        "app/Form.tsx": "'use client'\nimport { show, type Token } from '@/lib'\nexport default () => <p>{show()}</p>",
        "app/api/route.ts": "import { token } from '../../lib'\nexport const GET = () => token",
        "lib/index.ts": "export * from './show'\nexport { token } from './token'\nexport * from './other'",
        "lib/show.ts": "export const show = () => 1",
        "lib/token.ts": "export const token = 1",
        "lib/other.ts": "export const other = 1",
    }
    sides = Tree(files).sides()
    assert sides["lib/show.ts"].in_client
    assert not sides["lib/token.ts"].in_client
    assert not sides["lib/other.ts"].in_client


def test_a_package_of_the_workspace() -> None:
    files = {
        "apps/web/package.json": NEXT["package.json"],
        "apps/web/app/Form.tsx": "'use client'\nimport { pay } from '@shop/pay'\nexport default () => <b onClick={pay}/>",
        "apps/api/package.json": '{"dependencies": {"fastify": "4"}}',
        "apps/api/src/index.ts": "import Fastify from 'fastify'\nimport { refund } from '@shop/pay/refund'\nFastify().get('/', refund)",
        "packages/pay/package.json": '{"name": "@shop/pay", "main": "dist/index.js"}',
        "packages/pay/src/index.ts": "export const pay = () => 1",
        "packages/pay/src/refund.ts": "export const refund = () => 1",
    }
    assert kinds(files) == {
        "apps/web/app/Form.tsx": "client", "apps/api/src/index.ts": "server", "packages/pay/src/index.ts": "client", "packages/pay/src/refund.ts": "server",
    }
