const http = require('http');
const React = require('react');
const { renderToString } = require('react-dom/server');
const config = require('./config.json');
const { open } = require('./lib/pay');
const { hit } = require('./lib/analytics');

const App = ({ name }) => React.createElement('h1', null, name);

http
  .createServer(async (req, res) => {
    if (req.method === 'POST' && req.url === '/open') {
      const session = await open(12);
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ ok: true, session }));
      return;
    }
    hit(req.url);
    const state = { store: config.store };
    res.write('<!doctype html><div id="root">' + renderToString(React.createElement(App, config.store)) + '</div>');
    res.end(`<script>window.__INITIAL_STATE__=${JSON.stringify(state)}</script><script src="/app.js"></script>`);
  })
  .listen(config.port);
