const stamp = () => new Date().toISOString();

export default {
  info: (msg, meta) => console.log(stamp(), 'INFO', msg, meta ?? ''),
  error: (msg, meta) => console.error(stamp(), 'ERROR', msg, meta ?? ''),
};
