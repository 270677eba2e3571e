const https = require('https');
const { analytics } = require('../config.json');

exports.hit = (page) => https.get({ host: 'hits.example.io', path: '/' + page, headers: { 'x-door': analytics.door } });
