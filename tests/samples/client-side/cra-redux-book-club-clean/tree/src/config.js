const config = {
  api: process.env.REACT_APP_API,
  helcim: {
    jsToken: process.env.REACT_APP_HELCIM_JS_TOKEN,
    account: process.env.REACT_APP_HELCIM_ACCOUNT_ID,
  },
};

export default config;
