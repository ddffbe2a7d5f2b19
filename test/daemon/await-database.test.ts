/** A start while the database is away: what is waited for, how long, and what ends it. */

import { describe, expect, it } from 'vitest'
import { awaitDatabase } from '../../src/daemon/await-database.ts'
import { openBase } from '../../src/daemon/base.ts'
import { readEnvironment } from '../../src/daemon/environment.ts'
import { Failure } from '../../src/roster/failure.ts'
import { makeHome } from '../support/command-line.ts'
import { cloneDatabase } from '../support/database.ts'

interface Line {
  readonly event: string
  readonly fields: Readonly<Record<string, unknown>>
}

function listen(): { lines: Line[]; log: Parameters<typeof awaitDatabase>[1]['log'] } {
  const lines: Line[] = []
  const note = (event: string, fields: Line['fields'] = {}) => void lines.push({ event, fields })
  return { lines, log: { info: note, warn: note } }
}

const away = (code: string, message = 'canary-518') =>
  new Failure('DATABASE_UNREACHABLE', 'retry', 'The database is away.', {
    cause: Object.assign(new Error(message), { code }),
  })

describe('what is waited for', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', '57P03', '53300', '08006'])('%s, and is over when it answers', async (code) => {
    const { lines, log } = listen()
    let tries = 0
    const open = () => (++tries < 2 ? Promise.reject(away(code)) : Promise.resolve('open'))
    expect(await awaitDatabase(open, { waitMs: 60_000, signal: new AbortController().signal, log })).toBe('open')
    expect(lines.map(({ event }) => event)).toEqual(['database.away', 'database.back'])
    expect(lines[0]?.fields).toMatchObject({ code, againInMs: 1000 })
    expect(JSON.stringify(lines)).not.toContain('canary')
  })

  it.each([
    ['a wrong password', away('28P01')],
    ['a database that is not there', away('3D000')],
    ['a schema of a newer Staffroom', new Failure('SCHEMA_NEWER', 'operator', 'Newer.')],
    ['a fault of ours', new TypeError('x is undefined')],
  ])('not %s', async (_, error) => {
    const { lines, log } = listen()
    const waiting = awaitDatabase(() => Promise.reject(error), {
      waitMs: 60_000,
      signal: new AbortController().signal,
      log,
    })
    await expect(waiting).rejects.toBe(error)
    expect(lines).toEqual([])
  })
})

describe('what ends it', () => {
  it('the time of the setting, with what stood in the way; 0 is at once', async () => {
    const { lines, log } = listen()
    const error = away('ECONNREFUSED')
    const options = { signal: new AbortController().signal, log }
    await expect(awaitDatabase(() => Promise.reject(error), { ...options, waitMs: 1_200 })).rejects.toBe(error)
    expect(lines.map(({ fields }) => fields['againInMs'])).toEqual([1000, expect.any(Number) as number])
    expect(Number(lines[1]?.fields['againInMs'])).toBeLessThanOrEqual(200)
    await expect(awaitDatabase(() => Promise.reject(error), { ...options, waitMs: 0 })).rejects.toBe(error)
    expect(lines).toHaveLength(2)
  })

  it('a signal, at once and without an error', async () => {
    const stopping = new AbortController()
    const { log } = listen()
    const waiting = awaitDatabase(() => Promise.reject(away('ECONNREFUSED')), {
      waitMs: 60_000,
      signal: stopping.signal,
      log,
    })
    const asked = performance.now()
    stopping.abort()
    expect(await waiting).toBeNull()
    expect(performance.now() - asked).toBeLessThan(500)
  })
})

describe('a real server', () => {
  it('that nobody listens for is away; one that refuses the user is not', async () => {
    const gone = 'postgres://staffroom:canary-518@127.0.0.1:1/staffroom'
    const database = await cloneDatabase()
    const stranger = new URL(database.ownerUrl)
    stranger.password = 'canary-519'
    const { lines, log } = listen()
    const start = (url: string, waitMs: number) => {
      const environment = readEnvironment({ DATABASE_URL: url, STAFFROOM_HOME: makeHome() })
      const open = () => openBase({ environment, say: () => undefined, migrates: true })
      return awaitDatabase(open, { waitMs, signal: new AbortController().signal, log })
    }
    try {
      await expect(start(gone, 1_000)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
      expect(lines.length).toBeGreaterThan(0)
      const before = lines.length
      await expect(start(stranger.href, 60_000)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
      expect(lines).toHaveLength(before)
      expect(JSON.stringify(lines)).not.toContain('canary')
    } finally {
      await database.drop()
    }
  })
})
