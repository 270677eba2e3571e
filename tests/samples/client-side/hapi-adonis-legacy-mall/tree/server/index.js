const Hapi = require('@hapi/hapi');
const Gateway = require('./gateway');

const init = async () => {
  const server = Hapi.server({ port: 3000 });
  server.route(require('./routes'));
  Gateway.banner();
  await server.start();
};

init();
