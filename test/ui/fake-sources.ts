/** Sources of the fake backend, with the schemas of the real connectors: failures come by what one types. */

import { connectors } from '../../connectors/index.ts'
import type { SourceSetup, SourceTrial } from '../../src/http/contract/sources.ts'
import type { Source } from '../../src/http/contract/sync.ts'
import * as given from './district.ts'
import { found, Refused } from './fake-answers.ts'

/** A host that does not answer. */
export const SILENT_HOST = 'silent.example'
/** A name that was given to a source before. */
export const TAKEN_NAME = 'sis-old'

export interface FakeSources {
  readonly setups: Map<string, SourceSetup>
  /** What came in, secrets included: no answer may show them. */
  readonly sent: unknown[]
}

export function openFakeSources(): FakeSources {
  const zone = { timezone: 'America/Chicago', windowEnd: null, windowEndStandard: '05:00' }
  const of = (id: string, config: Record<string, unknown>): [string, SourceSetup] => {
    const { connector, schedule, paused } = found(given.sources.find((source) => source.id === id))
    return [id, { id, connector, config, schedule, paused, pausedBecause: paused ? 'undo' : null, ...zone }]
  }
  return {
    setups: new Map([
      of('sis-nightly', { path: '/srv/exports/oneroster.zip' }),
      of('hr-educators', {}),
      of('clever-pilot', { token: '••••••', pageSize: 500 }),
    ]),
    sent: [],
  }
}

interface Asked {
  readonly backend: { readonly sources: FakeSources }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const setupOf = ({ backend, params }: Asked): SourceSetup => found(backend.sources.setups.get(params['sourceId'] ?? ''))

/** Those of the district that were not removed, and those that were added. */
export function listedSources({ setups }: FakeSources): Source[] {
  return [...setups.values()].map(({ id, connector, schedule, paused }) => ({
    ...(given.sources.find((source) => source.id === id) ?? { nextSlotAt: null, lastSlotAt: null, lastRun: null }),
    id,
    connector,
    schedule,
    paused,
  }))
}

function concealed(value: unknown, name = ''): unknown {
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, concealed(part, key)]))
  return /token$|secret|password|X-/i.test(name) ? '••••••' : value
}

export const sourceHandlers = {
  'GET /api/v1/roster-export': () => new Blob(['PK of the fake'], { type: 'application/zip' }),
  'GET /api/v1/connectors': () => ({
    connectors: connectors.map(({ name, title, configSchema }) => ({
      name,
      title,
      schema: JSON.parse(JSON.stringify(configSchema)) as Record<string, unknown>,
    })),
  }),
  'GET /api/v1/sources/{sourceId}': (asked: Asked) => structuredClone(setupOf(asked)),
  'POST /api/v1/sources': ({ backend, body }: Asked) => {
    backend.sources.sent.push(body)
    const id = String(body['id'])
    if (id === TAKEN_NAME || backend.sources.setups.has(id))
      throw new Refused(422, 'source_exists', 'The district has a source of this name, or had one.', [
        { field: 'id', code: 'source_exists', message: 'Choose another name: this one is taken, or was.' },
      ])
    const made = {
      ...body,
      config: concealed(body['config']),
      paused: false,
      pausedBecause: null,
      timezone: 'America/Chicago',
      windowEnd: null,
      windowEndStandard: '05:00',
    } as SourceSetup
    backend.sources.setups.set(id, made)
    return made
  },
  'PUT /api/v1/sources/{sourceId}': (asked: Asked) => {
    asked.backend.sources.sent.push(asked.body)
    const setup = setupOf(asked)
    const config = asked.body['config'] as Record<string, unknown>
    if (config['token'] === '••••••' && config['baseUrl'] !== setup.config['baseUrl'])
      throw new Refused(422, 'source_config', 'The configuration can’t be used as it is.', [
        {
          field: 'config/token',
          code: 'source_config',
          message: 'has to be written again: where it is sent to was changed',
        },
      ])
    Object.assign(setup, asked.body, { config: concealed(config) })
    return structuredClone(setup)
  },
  'PUT /api/v1/sources/{sourceId}/paused': (asked: Asked) => {
    const paused = asked.body['paused'] === true
    Object.assign(setupOf(asked), { paused, pausedBecause: paused ? 'person' : null })
    return structuredClone(setupOf(asked))
  },
  'DELETE /api/v1/sources/{sourceId}': (asked: Asked) => {
    if (asked.params['sourceId'] === 'sis-nightly')
      throw new Refused(409, 'run_open', 'A run of this source is under way or waits for a decision.')
    asked.backend.sources.setups.delete(setupOf(asked).id)
    return null
  },
  'POST /api/v1/source-trials': ({ backend, body }: Asked): SourceTrial => {
    backend.sources.sent.push(body)
    const works = !JSON.stringify(body['config']).includes(SILENT_HOST)
    const line = { isOptional: false }
    return {
      works,
      lines: works
        ? [
            { ...line, what: 'connection', ok: true, says: 'reached' },
            { ...line, what: 'users', ok: true, says: '837 shared' },
            { what: 'courses', ok: false, isOptional: true, says: 'not shared with this client' },
          ]
        : [{ ...line, what: 'connection', ok: false, says: 'nothing answers at this address' }],
    }
  },
}
