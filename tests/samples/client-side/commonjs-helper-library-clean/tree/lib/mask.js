'use strict'

module.exports = (s) => (s ? '*'.repeat(Math.max(0, s.length - 4)) + s.slice(-4) : '(none)')
