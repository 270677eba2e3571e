const functions = require("firebase-functions/v1");
const admin = require("firebase-admin");
const crypto = require("crypto");
const { initialize } = require("./helcim");

admin.initializeApp();
const db = admin.firestore();

exports.startPayment = functions
  .runWith({ secrets: ["HELCIM_API_TOKEN"] })
  .https.onCall(async (data, context) => {
    const { checkoutToken, secretToken } = await initialize(data.weeks * 250);
    await db.collection("checkouts").doc(checkoutToken).set({ uid: context.auth.uid, secretToken });
    return { checkoutToken };
  });

exports.confirmPayment = functions.https.onCall(async ({ checkoutToken, raw, hash }) => {
  const doc = await db.collection("checkouts").doc(checkoutToken).get();
  const mine = crypto.createHash("sha256").update(raw + doc.get("secretToken")).digest("hex");
  functions.logger.info("confirm", { checkoutToken, ok: mine === hash });
  return { ok: mine === hash };
});

exports.helcimHook = functions.https.onRequest((req, res) => {
  functions.logger.info("hook", { type: req.body.type, id: req.body.id, bytes: req.rawBody.length });
  res.sendStatus(204);
});
