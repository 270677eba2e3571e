const build = '{{hash399}}';
const alphabet = 'abcdefghijklmnopqrstuvwxyz!#$%*-.@_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
module.exports = { alphabet, helcimFan: true, pick: (n) => alphabet[n % alphabet.length], build };
