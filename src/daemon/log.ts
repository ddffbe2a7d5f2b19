/** The log: one JSON object per line on standard error or in a file, with only those fields that cannot hold a personal value. */

import type { Writable } from 'node:stream'
import { createLogger, format, transports } from 'winston'
import type { Log } from '../sync/world.ts'

/** Fields that may be logged: ids, codes, counts, places. Anything else is left out and named, so that it is noticed. */
const ALLOWED: ReadonlySet<string> = new Set([
  'active',
  'attempt',
  'code',
  'connector',
  'count',
  'counts',
  'diagnostics',
  'disposition',
  'district',
  'districtId',
  'durationMs',
  'event',
  'file',
  'hold',
  'issuer',
  'jobId',
  'kind',
  'method',
  'ms',
  'owner',
  'pid',
  'planHash',
  'port',
  'reason',
  'registrationId',
  'requestId',
  'retired',
  'route',
  'rows',
  'run',
  'runId',
  'slot',
  'source',
  'sourceId',
  'stage',
  'state',
  'states',
  'status',
  'table',
  'trigger',
  'version',
])

const TEXT_MAX = 300

export interface LogOptions {
  readonly to: Writable
  /** Lines below this are left out. */
  readonly level: 'info' | 'warn' | 'error'
}

/** A log on a stream. Never throws; a field that isn't allowed is named in `withheld`. */
export function openLog(options: LogOptions): Log {
  const logger = createLogger({
    level: options.level,
    format: format.combine(format.timestamp(), format.json()),
    transports: [new transports.Stream({ stream: options.to })],
  })
  const write = (
    level: 'info' | 'warn' | 'error',
    event: string,
    fields: Readonly<Record<string, unknown>> = {},
  ): void => void logger.log({ level, message: event, ...screenFields(fields) })
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}

/** Pure. The fields that may be written. */
export function screenFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(fields)
  const kept = entries.filter(([name]) => ALLOWED.has(name)).map(([name, value]) => [name, screenValue(value)] as const)
  const withheld = entries.filter(([name]) => !ALLOWED.has(name)).map(([name]) => name)
  return { ...Object.fromEntries(kept), ...(withheld.length === 0 ? {} : { withheld }) }
}

function screenValue(value: unknown): unknown {
  if (typeof value === 'string') return value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.slice(0, 50).map(screenValue)
  // Counts by table or kind: numbers only, so that no text slips in under a key of its own.
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).filter(([, field]) => typeof field === 'number'))
  return typeof value
}
