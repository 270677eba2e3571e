import pino from 'pino'

export const logger = pino({
  level: 'info',
  redact: { paths: ['headers["api-token"]', '*.headers["api-token"]', 'secretToken', '*.secretToken'], censor: '[hidden]' },
})
