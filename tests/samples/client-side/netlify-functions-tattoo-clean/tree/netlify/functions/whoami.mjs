export const handler = async () => ({
  statusCode: 200,
  body: JSON.stringify({ helcim: process.env.HELCIM_API_TOKEN ? "SET" : "NOT SET", context: process.env.CONTEXT }),
});
