export default { expo: { name: 'Walks', slug: 'walks', extra: { helcimJsToken: process.env.HELCIM_JS_TOKEN } } }
