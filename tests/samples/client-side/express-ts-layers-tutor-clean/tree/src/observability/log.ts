import winston from 'winston'

const SENSITIVE = new Set(['api-token', 'apitoken', 'secrettoken', 'authorization'])

const redact = winston.format((info) => {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (value && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([k, v]) => [k, SENSITIVE.has(k.toLowerCase()) ? '[redacted]' : walk(v)]),
      )
    }
    return value
  }
  return walk(info) as winston.Logform.TransformableInfo
})

export const log = winston.createLogger({
  format: winston.format.combine(redact(), winston.format.json()),
  transports: [new winston.transports.Console()],
})
