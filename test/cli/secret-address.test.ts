/** A key in the address of a source: nowhere in what is printed, logged, kept or handed on. */

import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const TOKEN = 'Zq9PlantedKey'

const database = useDatabase()
let server: Server
let address = ''
/** Queries that reached the server: the key has to arrive there. */
const asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.statusCode = asked.length % 2 === 0 ? 403 : 404
    response.end(`nothing for ${request.url}`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/export.zip?key=${TOKEN}`
})
afterAll(async () => {
  server.close()
})

/** Every row of every table as text. */
async function everything(): Promise<string> {
  const client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query(`select set_config('app.district_id', 'd1', false)`)
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    let text = ''
    for (const { name } of tables) {
      const { rows } = await client.query<{ all: string | null }>(
        `select string_agg(t::text, ' ') as all from ${name} t`,
      )
      text += rows[0]?.all ?? ''
    }
    return text
  } finally {
    await client.end()
  }
}

describe('a key in the address of a source', () => {
  test('reaches the server and nobody else', { timeout: 120_000 }, async () => {
    const home = makeHome()
    const staffroom = openCommandLine(
      { DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home, STAFFROOM_ALLOW_PRIVATE_NETWORK: '1' },
      // Whatever a process says is looked at.
      { alone: true },
    )
    const [config, other] = [join(home, 'source.json'), join(home, 'other.json')]
    writeFileSync(config, JSON.stringify({ url: address }))
    writeFileSync(other, JSON.stringify({ url: `${address}&more=${TOKEN}` }))
    const at = ['--district', 'd1']
    const said: string[] = []
    for (const args of [
      ['district', 'create', '--id', 'd1', '--name', 'D', '--timezone', 'UTC'],
      ['source', 'add', ...at, '--id', 'sis', '--connector', 'oneroster-csv', '--config', config],
      ['source', 'list', '--json'],
      ['source', 'check', 'sis', '--json'],
      ['source', 'check', 'sis'],
      ['sync', 'sis'],
      ['sync', 'sis', '--dry-run', '--json'],
      ['source', 'set', 'sis', '--config', other],
      ['source', 'list'],
      ['runs', 'list', '--json'],
      ['runs', 'show', '1', '--json'],
      ['doctor', '--json'],
    ]) {
      const { out, err } = await staffroom.run(...args)
      said.push(`${args.join(' ')}: ${out} ${err}`)
    }
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.every((query) => query.includes(TOKEN))).toBe(true)
    for (const text of said) expect(text).not.toContain(TOKEN)
    expect(said[2]).toContain('/export.zip?••••••')
    const kept = await everything()
    expect(kept).toContain('/export.zip?')
    expect(kept).not.toContain(TOKEN)
  })
})
