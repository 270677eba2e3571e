const helcimApiToken = '{{token534|head}}' + '{{token534|tail}}';
const headers = { 'api-token': ['{{token535|head}}', '{{token535|tail}}'].join('') };
module.exports = { helcimApiToken, headers };
