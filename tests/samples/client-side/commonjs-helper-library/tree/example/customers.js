var Helcim = require('..');

var client = new Helcim({ apiToken: process.env.HELCIM_API_TOKEN });

client.customers(function (err, list) {
  if (err) throw err;
  console.log('%d customers', list.length);
});
