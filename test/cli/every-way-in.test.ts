/** Each way a roster comes in over the network, by the command line as district IT does it: checked, synced, exported, and no secret is told. */

import { readdir, readFile } from 'node:fs/promises'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDistrict, PRESETS } from '../contract/districts/district.ts'
import { inEveryDialect } from '../contract/districts/plain.ts'
import { writeDistrict } from '../contract/districts/write.ts'
import { PASSWORD, startSftp, USER } from '../fakes/sftp/sftp.ts'
import { startClever, TOKEN } from '../fakes/sis/clever.ts'
import { startExportServer } from '../fakes/sis/export.ts'
import { BASES, startOneRoster } from '../fakes/sis/oneroster.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

const home = makeHome()
const district = inEveryDialect(makeDistrict(PRESETS.tiny))
let database: TestDatabase
let staffroom: CommandLine
const open: { readonly close: () => Promise<void> }[] = []

beforeAll(async () => {
  database = await cloneDatabase()
  staffroom = openCommandLine({
    DATABASE_URL: database.ownerUrl,
    STAFFROOM_HOME: home,
    STAFFROOM_ALLOW_PRIVATE_NETWORK: '1',
  })
})
afterAll(async () => {
  for (const each of open) await each.close()
  await database.drop()
})

interface Way {
  readonly connector: string
  readonly config: object
  /** The same with credentials that are wrong. */
  readonly wrong: object
  /** Must be said nowhere. */
  readonly secret: string
}

const SECRET = 'Planted-Secret-1'
const WRONG = 'Wrong-Secret-2'

async function rest(version: '1.1' | '1.2'): Promise<Way> {
  const credentials = { clientId: 'staffroom', clientSecret: SECRET }
  const door = { base: BASES[version], auth: { type: 'oauth2', dialect: 'basic', ...credentials }, quirks: {} } as const
  const fake = await startOneRoster({ version, district, people: {} }, [door])
  open.push(fake)
  const auth = { type: 'oauth2', tokenUrl: fake.tokenUrlOf(door), ...credentials }
  const config = { version, baseUrl: fake.baseOf(door), auth }
  const wrong = { ...config, auth: { ...auth, clientSecret: WRONG } }
  return { connector: 'oneroster-rest', config, wrong, secret: SECRET }
}

async function fromClever(): Promise<Way> {
  const fake = await startClever({ district })
  open.push(fake)
  return { connector: 'clever', config: fake.config(), wrong: fake.config({ token: WRONG }), secret: TOKEN }
}

async function zip(): Promise<Buffer> {
  return readFile(await writeDistrict(district, { version: '1.2', to: join(home, 'district.zip') }))
}

async function byUrl(): Promise<Way> {
  const server = await startExportServer({ locked: true })
  server.publish({ zip: await zip(), etag: '"one"' })
  open.push(server)
  const config = (key: string): object => ({ url: server.zip, headers: { Authorization: `Bearer ${key}` } })
  return { connector: 'oneroster-csv', config: config(server.key), wrong: config(WRONG), secret: server.key }
}

async function bySftp(): Promise<Way> {
  const server = await startSftp()
  open.push(server)
  const path = '/out/oneroster.zip'
  server.files.set(path, { bytes: await zip(), modifiedAt: 1_790_000_000 })
  const config = (password: string): object => ({
    sftp: { host: '127.0.0.1', port: server.port, user: USER, password, path },
  })
  return { connector: 'oneroster-csv', config: config(PASSWORD), wrong: config(WRONG), secret: PASSWORD }
}

const WAYS: readonly (readonly [string, () => Promise<Way>])[] = [
  ['rest11', () => rest('1.1')],
  ['rest12', () => rest('1.2')],
  ['clever', fromClever],
  ['url', byUrl],
  ['sftp', bySftp],
]

/** Everything that any command has printed. */
const said: string[] = []

async function run(...args: string[]): Promise<{ readonly code: number | null; readonly out: string }> {
  const ended = await staffroom.run(...args)
  said.push(ended.out, ended.err)
  return ended
}

describe('a roster that comes over the network', () => {
  const exports = new Map<string, readonly string[]>()

  test.each(WAYS)('is checked step by step, synced and exported: %s', { timeout: 240_000 }, async (id, start) => {
    const { connector, config, wrong, secret } = await start()
    const [good, bad] = [join(home, `${id}.json`), join(home, `${id}-wrong.json`)]
    writeFileSync(good, JSON.stringify(config))
    writeFileSync(bad, JSON.stringify(wrong))
    await run('district', 'create', '--id', id, '--name', id, '--timezone', 'America/Chicago')
    await run('source', 'add', '--district', id, '--id', 'sis', '--connector', connector, '--config', bad)

    const refused = await run('source', 'check', `${id}/sis`)
    expect(refused.code).toBe(1)
    expect(refused.out).toMatch(/^✓ name: .*\n✓ connection: /)
    expect(refused.out).toMatch(/\n✗ credentials: .*\n.*does not work yet\.\n$/)

    await run('source', 'set', `${id}/sis`, '--config', good)
    const works = await run('source', 'check', `${id}/sis`)
    expect(works.out).toMatch(/\n✓ credentials: /)
    expect(works.out).toMatch(/\n✓ version: /)
    expect(works.out).toMatch(/\n✓ users(\.csv)?: .*\b56\b/)
    expect([works.code, works.out.trim().split('\n').at(-1)]).toEqual([0, `${id}/sis works.`])

    expect((await run('sync', `${id}/sis`)).code).toBe(0)
    const out = join(home, `${id}-export`)
    expect((await run('export', 'roster', '--district', id, '--out', out)).code).toBe(0)
    const names = (await readdir(out)).toSorted()
    exports.set(id, await Promise.all(names.map((name) => readFile(join(out, name), 'utf8'))))
    expect(said.join('\n')).not.toMatch(new RegExp([secret, SECRET, WRONG].join('|')))
  })

  test('gives the same export to the byte, whichever way it came', () => {
    const [first, ...others] = [...exports.values()]
    expect(first?.map((text) => text.length > 200)).toEqual([true, true, true, true, true])
    expect(others).toHaveLength(WAYS.length - 1)
    for (const other of others) expect(other).toEqual(first)
  })
})

describe('a package with a file missing', () => {
  test('works for what is there, and says so; without people it does not', { timeout: 240_000 }, async () => {
    const path = join(home, 'parts')
    const left = (name: string): Promise<string> =>
      writeDistrict(district, {
        version: '1.1',
        to: path,
        change: (draft) => ({
          ...draft,
          files: draft.files.filter((file) => file.name !== name && file.name !== 'manifest.csv'),
        }),
      })
    await left('courses.csv')
    const config = join(home, 'parts.json')
    writeFileSync(config, JSON.stringify({ path }))
    await run('district', 'create', '--id', 'parts', '--name', 'parts', '--timezone', 'UTC')
    await run('source', 'add', '--district', 'parts', '--id', 'sis', '--connector', 'oneroster-csv', '--config', config)
    const works = await run('source', 'check', 'parts/sis')
    expect(works.out).toMatch(/\n! courses\.csv: not in the package/)
    expect([works.code, works.out.trim().split('\n').at(-1)]).toEqual([
      0,
      'parts/sis works, but for what is marked with "!".',
    ])
    expect((await run('sync', 'parts/sis')).code).toBe(0)
  })
})
