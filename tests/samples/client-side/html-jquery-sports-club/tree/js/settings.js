var CLUB = {
  season: '2024/25',
  base: 'https://api.helcim.com/v2',
  pass: '{{legacy25}}',
  mapKey: '{{legacy39}}'
};
