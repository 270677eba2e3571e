const express = require('express');
const activecampaign = require('./clients/activecampaign');
const dynatrace = require('./clients/dynatrace');
const helcim = require('./clients/helcim');
const mailtrap = require('./clients/mailtrap')({ apiToken: process.env.MAILTRAP_TOKEN });

const app = express();
app.use(express.json());

app.post('/hooks/github', (req, res) => {
  console.log('github', JSON.stringify(req.body));
  res.sendStatus(204);
});

app.get('/contacts', async (req, res) => res.json(await activecampaign.contacts()));
app.get('/problems', async (req, res) => res.json((await dynatrace.problems()).data));
app.get('/invoices', async (req, res) => res.json(await helcim.invoices()));
app.post('/mail', async (req, res) => res.json((await mailtrap.send(req.body)).data));

app.listen(3000);
