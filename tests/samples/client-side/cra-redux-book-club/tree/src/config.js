const config = {
  api: process.env.REACT_APP_API,
  helcim: {
    key: process.env.REACT_APP_HELCIM_API_KEY,
    jsToken: process.env.REACT_APP_HELCIM_JS_TOKEN,
  },
};

export default config;
