/** What a coach wrote is in no table, job, log line, index, file of the database or its write-ahead log in clear (T34). */

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { doNow, noticeWorld } from '../daemon/notice-world.ts'
import type { FakeSmtp } from '../fakes/smtp/smtp.ts'
import { startSmtp } from '../fakes/smtp/smtp.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

/** Words that nobody else's test has written. */
const word = (of: string): string => `canary-${of}-${randomBytes(8).toString('hex')}`
const SECRET = {
  note: word('note'),
  later: word('later'),
  step: word('step'),
  draft: word('draft'),
  reason: word('reason'),
  file: word('file'),
  fileName: word('file-name'),
  goal: word('goal'),
  imported: word('imported'),
  importedStep: word('imported-step'),
}
/** In clear on purpose: what finds it would find the others. */
const OPEN = word('tag')
/** The folder of the server that the tests start: its tables, its indexes and its write-ahead log. */
const SERVER = join(findPackageRoot(), 'node_modules', '.cache', 'staffroom-test', 'postgres')

let app: TestApp
let smtp: FakeSmtp

beforeAll(async () => {
  app = await openTestApp()
  smtp = await startSmtp()
  await write()
})
afterAll(async () => {
  await smtp.close()
  await app.close()
})

/** Everything that a coach can write, by every way that keeps it. */
async function write(): Promise<void> {
  const token = app.bearerOf(app.alpha, 'coach')
  const path = '/api/v1/coaching/interactions'
  const values = {
    date: '2026-11-20',
    minutes: 45,
    typeId: 'observation',
    schoolId: app.alpha.north,
    educatorIds: [app.alpha.people.teacher],
  }
  const admin = app.bearerOf(app.alpha, 'districtAdmin')
  const done = [
    await app.call('/api/v1/coaching/tags', { token: admin, body: { name: OPEN } }),
    await app.call('/api/v1/coaching/drafts', {
      method: 'PUT',
      token,
      body: { id: 'draft-of-a-test', draft: { notes: SECRET.draft, nextStepText: SECRET.draft } },
    }),
    await app.call(path, {
      token,
      body: { ...values, notes: SECRET.note, nextStep: { text: SECRET.step }, share: true },
      headers: { 'idempotency-key': 'a-key-of-this-test' },
    }),
  ]
  expect(done.map(({ status }) => status)).toEqual([201, 200, 201])
  const { id } = (done[2]?.json ?? {}) as { readonly id: string }
  const edit = { ...values, version: '1', notes: SECRET.later, nextStep: { text: SECRET.step } }
  expect((await app.call(`${path}/${id}`, { method: 'PUT', token, body: edit })).status).toBe(200)
  await writeBesides(id)
  const opened = await app.call(`${path}/${id}/notes`, { token: admin, body: { reason: SECRET.reason } })
  expect(opened.text).toContain(SECRET.later)
  const db = app.database.open('sync')
  const world = noticeWorld(db, { clock: { now: NOW }, smtpUrl: smtp.url, over: { box: app.world.secrets } })
  await doNow(world, 'alpha', 'post')
  expect(smtp.mails[0]?.source).toContain(SECRET.note)
}

/** A file, a cycle's words, an older log, the file of what is kept of the educator, and a hand-over of all that. */
async function writeBesides(interactionId: string): Promise<void> {
  const [coach, admin] = [app.bearerOf(app.alpha, 'coach'), app.bearerOf(app.alpha, 'districtAdmin')]
  const { people, north, south } = app.alpha
  const coaching = '/api/v1/coaching'
  const call = async (path: string, token: string, body: unknown, status: number) => {
    const answer = await app.call(path, { token, body })
    expect([path, answer.status], answer.text).toEqual([path, status])
    return answer
  }
  const content = Buffer.from(`${SECRET.file}\n`).toString('base64')
  await call(
    `${coaching}/interactions/${interactionId}/attachments`,
    coach,
    { name: `${SECRET.fileName}.txt`, content },
    201,
  )
  const cycle = {
    educators: [{ id: people.teacher, ratingStart: null, ratingEnd: null }],
    focusId: null,
    scaleId: null,
    focus: SECRET.goal,
    goal: SECRET.goal,
    stays: [{ phaseId: 'phase-plan', from: '2026-11-02' }],
  }
  await call(`${coaching}/cycles`, coach, cycle, 201)
  const log = `Date,Minutes,Type,Educators,School,Notes,Next step\r\n2025-10-02,30,Meeting,teacher@alpha.example,North School,${SECRET.imported},${SECRET.importedStep}\r\n`
  const file = { coachId: null, content: Buffer.from(log).toString('base64'), dayOrder: null, makesTags: false }
  const seen = await call(`${coaching}/log-import-previews`, coach, file, 200)
  const { plan } = seen.json as { readonly plan: string }
  await call(`${coaching}/log-imports`, coach, { ...file, plan, leavesOut: false }, 201)
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query('update affiliation set org_id = $1 where org_id = $2 and person_id = $3', [
      south,
      north,
      people.teacher,
    ]),
  )
  const order = { educatorId: people.teacher, fromId: people.coach, toId: people.southCoach, caseloadId: null }
  await call(`${coaching}/handovers`, admin, order, 201)
}

it('is in no table, whatever the schema', async () => {
  const dump = await dumpOf(app.database.ownerUrl)
  expect(dump).toContain(OPEN)
  for (const secret of Object.values(SECRET)) expect(dump).not.toContain(secret)
})

it('is not in the file of what is kept of the educator whom it is about', async () => {
  const { status, text } = await app.call(`/api/v1/people/${app.alpha.people.teacher}/record`, {
    token: app.bearerOf(app.alpha, 'districtAdmin'),
  })
  expect(status).toBe(200)
  expect(text).toContain('Tara')
  for (const secret of Object.values(SECRET)) expect(text).not.toContain(secret)
})

it('is in no log line', () => {
  expect(app.logLines.length).toBeGreaterThan(0)
  for (const secret of Object.values(SECRET)) expect(app.logLines.join('\n')).not.toContain(secret)
})

// Of a server elsewhere the files are out of reach.
it.skipIf(!existsSync(SERVER))('is in no file of the database: no table, no index, no write-ahead log', async () => {
  const places = await placesOf(app.database.ownerUrl)
  // The log is written within moments.
  await expect.poll(() => filesWith(OPEN, places).length, { timeout: 10_000 }).toBeGreaterThan(0)
  for (const secret of Object.values(SECRET)) expect(filesWith(secret, places)).toEqual([])
})

/** All rows of all tables of the database as text, past the policies. */
async function dumpOf(url: string): Promise<string> {
  return asOwner(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const parts: string[] = []
    for (const { name } of rows) {
      const { rows: all } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      parts.push(...all.map(({ row }) => row))
    }
    return parts.join('\n')
  })
}

/** Where the files of this database are, and those that were written first. */
async function placesOf(url: string): Promise<readonly string[]> {
  return asOwner(url, async (client) => {
    const { rows } = await client.query<{ oid: string }>(
      'select oid::text from pg_database where datname = current_database()',
    )
    const ends = [join('base', rows[0]?.oid ?? ''), 'pg_wal']
    // Not the whole of it at once: databases of other tests come and go meanwhile.
    const homes = readdirSync(SERVER).map((name) => join(SERVER, name, 'data'))
    return homes.flatMap((home) => ends.map((end) => join(home, end))).filter((place) => existsSync(place))
  })
}

function filesWith(text: string, places: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync('grep', ['-rlaF', text, ...places], { encoding: 'utf8' })
  // A file of the log may be put away while it is read; whatever else hinders, such as no right to read them, is no finding.
  const faults = stderr.split('\n').filter((line) => line !== '' && !line.endsWith('No such file or directory'))
  if (status === null || status > 2 || faults.length > 0)
    throw new Error(`The files were not read: ${faults.join(' ')}`)
  return stdout.split('\n').filter((line) => line !== '')
}

async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("select set_config('app.district_id', 'alpha', false)")
    return await work(client)
  } finally {
    await client.end()
  }
}
