const express = require('express');
const bodyParser = require('body-parser');
const config = require('./lib/config');

const app = express();
app.use(bodyParser.json());
app.use(express.static('public'));
app.use('/pay', require('./routes/pay'));

app.listen(config.port, () => {
  console.log(config.siteName + ' is up on ' + config.port);
  console.log('config: ' + JSON.stringify(config, null, 2));
});
