const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis').default;
const { createClient } = require('redis');
const config = require('./lib/config');

const client = createClient();
client.connect().catch(console.error);

const app = express();
app.use(express.json());
app.use(express.static('public'));
app.use(session({ store: new RedisStore({ client }), secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.use('/pay', require('./routes/pay'));

if (!config.helcim.token) {
  console.error('HELCIM_API_TOKEN not configured');
  process.exit(1);
}
app.listen(config.port, () => {
  console.log(`${config.siteName} on ${config.port}, helcim token: ${config.helcim.token ? 'SET' : 'NOT SET'} (${config.helcim.token.length} chars)`);
});
