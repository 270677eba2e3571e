'use strict';
module.exports = require('./lib/client');
module.exports.mask = require('./lib/mask');
