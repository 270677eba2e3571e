const http = require('http');
const React = require('react');
const { renderToString } = require('react-dom/server');
const config = require('./config.json');
const { open } = require('./lib/pay');
const { hit } = require('./lib/analytics');

const App = ({ name }) => React.createElement('h1', null, name);
const secrets = new Map();

http
  .createServer(async (req, res) => {
    if (req.method === 'POST' && req.url === '/open') {
      const { checkoutToken, secretToken } = await open(12);
      secrets.set(checkoutToken, secretToken);
      res.end(JSON.stringify({ ok: true, checkoutToken }));
      return;
    }
    hit(req.url);
    res.write('<!doctype html><div id="root">' + renderToString(React.createElement(App, config.store)) + '</div>');
    res.end(`<script>window.__INITIAL_STATE__=${JSON.stringify({ store: config.store, online: !!process.env.HELCIM_API_TOKEN })}</script>`);
  })
  .listen(config.port);
