'use strict';

// abcd****wxyz
module.exports = function mask(s) {
  if (!s) return s;
  return s.substr(0, 4) + s.slice(4, -4).replace(/./g, '*') + s.substr(-4);
};
