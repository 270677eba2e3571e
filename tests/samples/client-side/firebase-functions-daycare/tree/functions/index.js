const { onCall, onRequest, HttpsError } = require("firebase-functions/v2/https");
const { defineSecret } = require("firebase-functions/params");
const logger = require("firebase-functions/logger");
const axios = require("axios");

const helcimToken = defineSecret("HELCIM_API_TOKEN");

exports.startPayment = onCall({ secrets: [helcimToken] }, async (request) => {
  const config = {
    headers: { "api-token": helcimToken.value(), "accept": "application/json" },
    timeout: 10000,
  };
  try {
    const result = await axios.post("https://api.helcim.com/v2/helcim-pay/initialize", {
      paymentType: "purchase",
      amount: request.data.weeks * 250,
      currency: "CAD",
    }, config);
    return result.data;
  } catch (err) {
    logger.error("startPayment failed", { uid: request.auth?.uid, config });
    throw new HttpsError("unavailable", "Payment provider is not reachable");
  }
});

exports.helcimHook = onRequest(async (req, res) => {
  logger.info("hook", { body: req.rawBody.toString("utf8") });
  res.status(204).send("");
});
