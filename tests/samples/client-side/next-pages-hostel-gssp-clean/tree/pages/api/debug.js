export default function handler(req, res) {
  const token = process.env.HELCIM_API_TOKEN;
  res.status(200).json({
    node: process.version,
    helcim: !!token,
    helcimLength: token ? token.length : 0,
    helcimEndsWith: token?.slice(-4),
  });
}
