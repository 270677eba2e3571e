module.exports = ({ env }) => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  helcimToken: env('HELCIM_API_TOKEN'),
});
