const axios = require("axios");

exports.initialize = async (amount) => {
  const { data, status } = await axios.post(
    "https://api.helcim.com/v2/helcim-pay/initialize",
    { paymentType: "purchase", amount, currency: "CAD" },
    { headers: { "api-token": process.env.HELCIM_API_TOKEN } },
  );
  console.log("initialize", status, Object.keys(data));
  return data;
};
