var CLUB = {
  season: '2024/25',
  base: '/api',
  mapKey: '{{legacy39}}'
};
