/** Structured logs: one JSON object a line, and nothing in it that wasn't expected there. */

import winston from 'winston'

export type LogFields = Readonly<Record<string, unknown>>

/** A fixed event name, and fields that hold ids, codes, counts and an error. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** Fields whose text may stand in a log. Numbers and booleans may under any name; any other text is left out. */
const TEXT_FIELDS: ReadonlySet<string> = new Set([
  'actor',
  'address',
  'capability',
  'code',
  'connector',
  'disposition',
  'district',
  'districtId',
  'file',
  'jobId',
  'kind',
  'method',
  'owner',
  'planHash',
  'queue',
  'reason',
  'registrationId',
  'requestId',
  'route',
  'run',
  'runId',
  'signal',
  'slot',
  'source',
  'sourceId',
  'stage',
  'state',
  'status',
  'table',
  'trigger',
  'version',
])
const TEXT_LENGTH_MAX = 300

/**
 * A log that writes to `write` (standard error in the product: standard output belongs to commands' answers).
 * Errors are written as name, code and stack without their message, which may quote a value.
 */
export function createLog(options: {
  readonly level: 'info' | 'warn' | 'error' | 'silent'
  readonly stream: NodeJS.WritableStream
}): Log {
  const logger = winston.createLogger({
    level: options.level === 'silent' ? 'error' : options.level,
    silent: options.level === 'silent',
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream: options.stream })],
  })
  const at = (level: 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    logger.log(level, event, redact(fields ?? {}))
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** The fields that may stand in a log line, the others left out. */
export function redact(fields: LogFields): Readonly<Record<string, unknown>> {
  const kept = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (value instanceof Error) return [[name, describeError(value)]]
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) return [[name, value]]
    if (typeof value === 'string' && TEXT_FIELDS.has(name)) return [[name, value.slice(0, TEXT_LENGTH_MAX)]]
    return []
  })
  return Object.fromEntries(kept)
}

function describeError(error: Error): Readonly<Record<string, unknown>> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  // The stack begins with the message, over as many lines as it has: only the frames are kept.
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    frames: frames.slice(0, 12).map((frame) => frame.trim()),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  }
}
