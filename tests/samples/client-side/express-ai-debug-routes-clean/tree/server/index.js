import 'dotenv/config';
import express from 'express';
import { HelcimService } from './services/index.js';
import debugRoutes from './routes/debug.js';

const app = express();
const secrets = new Map();
app.use(express.json());
const helcim = new HelcimService(process.env.HELCIM_API_TOKEN);

app.use('/api/debug', debugRoutes);

app.post('/api/payment/initialize', (req, res, next) => {
  helcim
    .initialize(req.body)
    .then(({ checkoutToken, secretToken }) => {
      secrets.set(checkoutToken, secretToken);
      res.json({ success: true, data: { checkoutToken } });
    })
    .catch(next);
});

app.listen(process.env.PORT || 5000);
