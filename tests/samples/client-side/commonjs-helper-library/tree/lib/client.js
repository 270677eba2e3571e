'use strict';

var util = require('util');
var debug = require('debug')('helcim');
var request = require('request');
var mask = require('./mask');

function Helcim(opts) {
  if (!(this instanceof Helcim)) return new Helcim(opts);
  this.apiToken = opts.apiToken;
  this.base = opts.base || 'https://api.helcim.com/v2';
  debug('new client %s', util.inspect(this));
}

Helcim.prototype._send = function (method, path, body, cb) {
  var opts = {
    method: method,
    url: this.base + path,
    json: body || true,
    headers: { 'api-token': this.apiToken }
  };
  debug('using %s', mask(this.apiToken));
  request(opts, function (err, res, out) {
    if (err) return cb(err);
    if (res.statusCode > 299) {
      debug('failed: %j', opts);
      return cb(new Error('Helcim ' + res.statusCode));
    }
    cb(null, out);
  });
};

Helcim.prototype.customers = function (cb) {
  this._send('GET', '/customers', null, cb);
};

Helcim.prototype.ping = function (cb) {
  request.get(this.base + '/connection-test?api-token=' + encodeURIComponent(this.apiToken), cb);
};

module.exports = Helcim;
