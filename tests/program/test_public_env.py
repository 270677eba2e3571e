import pytest

from helcim_audit.program.public_env import public_environment
from tests.program.tree import Tree


def lines(path: str, text: str) -> list[int]:
    return [text.count("\n", 0, match.span.start) + 1 for match in public_environment(Tree({path: text}).modules()).get(path, [])]


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("next.config.js", "module.exports = {\n  env: {\n    HELCIM_API_TOKEN: process.env.HELCIM_API_TOKEN,\n    URL: process.env.URL,\n  },\n}", [3]),
        ("next.config.mjs", "const c = {\n publicRuntimeConfig: { helcimToken: process.env.HELCIM_TOKEN } }\nexport default c", [2]),
        ("next.config.mjs", "export default withX({\n serverRuntimeConfig: { helcimToken: process.env.HELCIM_TOKEN } })", []),
        ("next.config.js", "module.exports = { env: {\n HELCIM_JS_TOKEN: process.env.HELCIM_JS_TOKEN, HELCIM_ACCOUNT_ID: process.env.HELCIM_ACCOUNT_ID } }", []),
        ("next.config.js", "module.exports = { env: {\n TOKEN: process.env.HELCIM_API_TOKEN } }", [2]),
        ("webpack.config.js", "module.exports = { plugins: [new webpack.DefinePlugin({\n 'process.env.HELCIM_API_TOKEN': JSON.stringify(process.env.HELCIM_API_TOKEN) })] }", [2]),
        ("webpack.prod.js", "module.exports = { plugins: [new DefinePlugin({ 'process.env': {\n HELCIM_API_KEY: JSON.stringify(env.HELCIM_API_KEY) } })] }", [2]),
        ("webpack.config.js", "plugins.push(new webpack.EnvironmentPlugin([\n 'NODE_ENV',\n 'HELCIM_API_TOKEN']))", [3]),
        ("vite.config.ts", "export default defineConfig(({ mode }) => {\n const env = loadEnv(mode, '.')\n return { define: {\n __HELCIM_TOKEN__: JSON.stringify(env.HELCIM_API_TOKEN) } }\n})", [4]),
        ("vite.config.ts", "export default { envPrefix: ['VITE_',\n 'HELCIM_'] }", [2]),
        ("vite.config.ts", "export default { define: { __HELCIM__: !!process.env.HELCIM_API_TOKEN } }", []),
        ("nuxt.config.ts", "export default defineNuxtConfig({ runtimeConfig: {\n helcimApiToken: '',\n public: {\n helcimApiToken: '',\n apiBase: '' } } })", [4]),
        ("app.config.ts", "export default { expo: { extra: {\n helcimApiToken: process.env.HELCIM_API_TOKEN } } }", [2]),
        ("astro.config.mjs", "export default { env: { schema: {\n HELCIM_API_TOKEN: envField.string({ context: 'client', access: 'public' }),\n HELCIM_TOKEN: envField.string({ context: 'server', access: 'secret' }) } } }", [2]),
        ("src/pay.js", "import {\n HELCIM_API_TOKEN } from '@env'", [1]),
        ("src/pay.js", "const extra = { define: { HELCIM_API_TOKEN: process.env.HELCIM_API_TOKEN } }", []),
        ("next.config.js", "module.exports = { env: { MONERIS_API_TOKEN: process.env.MONERIS_API_TOKEN } }", []),
    ],
)
def test_published(path: str, text: str, found: list[int]) -> None:
    assert lines(path, text) == found
