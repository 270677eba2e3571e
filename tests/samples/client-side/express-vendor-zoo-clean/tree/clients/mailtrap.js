module.exports = function mailtrap({ apiToken }) {
  return {
    send(mail) {
      const request = { url: 'https://send.api.mailtrap.io/api/send', headers: { 'Api-Token': apiToken }, data: mail };
      console.log(JSON.stringify(request));
      return require('axios').post(request.url, request.data, { headers: request.headers });
    },
  };
};
