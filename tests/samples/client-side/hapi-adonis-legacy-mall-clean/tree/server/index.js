const Hapi = require('@hapi/hapi');
const Yar = require('@hapi/yar');
const Gateway = require('./gateway');

const init = async () => {
  const server = Hapi.server({ port: 3000 });
  await server.register({ plugin: Yar, options: { maxCookieSize: 0, cookieOptions: { password: process.env.COOKIE_PASSWORD, isHttpOnly: true } } });
  server.route(require('./routes'));
  Gateway.banner();
  await server.start();
};

init();
