import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { makeDistrict, PRESETS } from '../contract/districts/district.ts'
import { serveApi } from '../connectors/oneroster-rest/serve.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let local: TestApp

beforeAll(async () => {
  app = await openTestApp()
  local = await openTestApp(undefined, { reachesPrivate: true })
})
afterAll(() => Promise.all([app.close(), local.close()]))

const SECRET = 'secret-canary-9d2f'
const CLEVER = { id: 'clever', connector: 'clever', config: { token: SECRET }, schedule: '30 1 * * *' }
const MAY: readonly PersonName[] = ['itAdmin', 'districtAdmin']

interface Send {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}
const send = (path: string, call: Send = {}, who: PersonName = 'itAdmin'): Promise<Answer> =>
  app.call(`/api/v1${path}`, { ...call, token: app.bearerOf(app.alpha, who) })
const add = (over: object = {}, who: PersonName = 'itAdmin') => send('/sources', { body: { ...CLEVER, ...over } }, who)
const put = (id: string, body: object, headers = {}) => send(`/sources/${id}`, { method: 'PUT', body, headers })
const pause = (paused: boolean) => send('/sources/changing/paused', { method: 'PUT', body: { paused } })
const twice = () => send('/sources', { body: { ...CLEVER, id: 'once' }, headers: { 'idempotency-key': 'once-only-1' } })
const tryOut = (config: object, connector = 'oneroster-csv', sourceId: string | null = null) =>
  send('/source-trials', { body: { sourceId, connector, config } })
const codeOf = ({ json }: Answer) => (json as { error?: { code: string } }).error?.code
const fieldsOf = ({ json }: Answer) =>
  (json as { error: { fields?: { field: string }[] } }).error.fields?.map(({ field }) => field)

async function rows<Row>(statement: string, district = 'alpha'): Promise<Row[]> {
  const owner = app.database.open('owner')
  try {
    return await inDistrict(owner, { districtId: district, actor: 'test' }, async (client) => {
      const found = await client.query(statement)
      return found.rows as Row[]
    })
  } finally {
    await owner.close()
  }
}

describe('setting a source up is refused', () => {
  it('to everybody whose role does not give it', async () => {
    for (const who of ['schoolAdmin', 'teacher', 'coach', 'principal', 'billing', 'student'] as const) {
      const answers = await Promise.all([
        send('/connectors', {}, who),
        send('/sources/sis', {}, who),
        add({ id: `of-${who.toLowerCase()}` }, who),
        send('/sources/sis', { method: 'PUT', body: { schedule: null } }, who),
        send('/sources/sis/paused', { method: 'PUT', body: { paused: true } }, who),
        send('/sources/sis', { method: 'DELETE' }, who),
        send('/source-trials', { body: { sourceId: null, connector: 'clever', config: { token: 'x' } } }, who),
      ])
      expect(
        answers.map(({ status }) => status),
        who,
      ).toEqual([403, 403, 403, 403, 403, 403, 403])
    }
    expect(await rows('select id from source order by id')).toEqual([{ id: 'sis' }])
  })

  it('for a source of another district, as for one that is not there', async () => {
    await app.call('/api/v1/sources', {
      token: app.bearerOf(app.beta, 'itAdmin'),
      body: { ...CLEVER, id: 'only-beta' },
    })
    for (const [method, path, body] of [
      ['GET', '/sources/only-beta', undefined],
      ['PUT', '/sources/only-beta', { schedule: null }],
      ['PUT', '/sources/only-beta/paused', { paused: true }],
      ['DELETE', '/sources/only-beta', undefined],
      ['POST', '/source-trials', { sourceId: 'only-beta', connector: 'clever', config: { token: '••••••' } }],
    ] as const) {
      const { status, text } = await send(path, { method, ...(body === undefined ? {} : { body }) })
      expect([status, text], path).toEqual([404, (await send('/nothing')).text])
    }
    expect(await rows("select cron, paused from source_schedule where source_id = 'only-beta'")).toEqual([
      { cron: '30 1 * * *', paused: false },
    ])
  })

  it('with a configuration that is none: all of it at once, without a value', async () => {
    const config = { version: '9', baseUrl: 'ftp://canary', auth: { type: 'bearer', token: SECRET }, more: 1 }
    const answer = await add({ connector: 'oneroster-rest', config })
    expect([answer.status, codeOf(answer)]).toEqual([422, 'source_config'])
    expect(fieldsOf(answer)).toEqual(expect.arrayContaining(['config', 'config/version', 'config/baseUrl']))
    expect(answer.text).not.toMatch(/canary/)
  })

  it.each([
    ['a file of the server', { connector: 'oneroster-csv', config: { path: '/srv/beta/roster.zip' } }, 'config/path'],
    ['a variable of the server', { config: { token: '${PLANTED}' } }, 'config/token'],
    ['a connector that is not there', { connector: 'sftp' }, 'connector'],
    ['a schedule that is none', { schedule: 'every night' }, 'schedule'],
    ['a name that is taken', { id: 'sis' }, 'id'],
  ])('with %s', async (_what, over, field) => {
    const answer = await add({ id: 'refused', ...over })
    expect([answer.status, fieldsOf(answer)]).toEqual([422, [field]])
    expect(await rows("select id from source where id = 'refused'")).toEqual([])
  })

  it('with a name that is none', async () => {
    for (const id of ['', 'Upper', 'a b', '../x', `a${'b'.repeat(63)}`]) expect((await add({ id })).status).toBe(400)
  })

  it('by somebody who has seen an older state of it', async () => {
    await add({ id: 'seen' })
    const { headers } = await send('/sources/seen')
    const seen = headers.get('etag') ?? ''
    expect(seen).not.toBe('')
    expect((await put('seen', { schedule: '0 4 * * *' }, { 'if-match': seen })).status).toBe(200)
    for (const answer of [
      await put('seen', { schedule: '0 5 * * *' }, { 'if-match': seen }),
      await send('/sources/seen/paused', { method: 'PUT', body: { paused: true }, headers: { 'if-match': seen } }),
      await send('/sources/seen', { method: 'DELETE', headers: { 'if-match': seen } }),
    ])
      expect([answer.status, codeOf(answer)]).toEqual([412, 'changed_meanwhile'])
    expect((await send('/sources/seen')).json).toMatchObject({ schedule: '0 4 * * *', paused: false })
  })
})

describe('a secret', () => {
  it('is stored sealed as the command stores it, opens for the source, and is in no answer, log or audit entry', async () => {
    const answers: Answer[] = []
    for (const who of MAY) {
      const id = `sealed-${who.toLowerCase()}`
      const made = await add({ id }, who)
      expect(made.status).toBe(201)
      expect(made.json).toMatchObject({ id, config: { token: '••••••' }, schedule: '30 1 * * *' })
      answers.push(
        made,
        await send(`/sources/${id}`),
        await send('/sources'),
        await send('/audit', {}, 'districtAdmin'),
      )
      const [stored] = await rows<{ config: { token: { $sealed: string } } }>(
        `select config from source where id = '${id}'`,
      )
      const sealed = stored?.config.token.$sealed ?? ''
      expect(app.world.secrets.open(sealed, `alpha/source/${id}/token`)).toBe(SECRET)
      expect(() => app.world.secrets.open(sealed, 'alpha/source/other/token')).toThrow()
    }
    const entries = await rows("select * from audit_entry where object like 'source:%'")
    expect(answers.map(({ text }) => text).join()).not.toContain(SECRET)
    expect(JSON.stringify(entries)).not.toContain(SECRET)
    expect(app.logLines.join()).not.toContain(SECRET)
  })

  it('stays where the dots are sent, is replaced where another is, and never goes to another address', async () => {
    await add({ id: 'moving' })
    const { config: before } =
      (await rows<{ config: object }>("select config from source where id = 'moving'"))[0] ?? {}
    expect((await put('moving', { config: { token: '••••••', pageSize: 50 } })).status).toBe(200)
    const [kept] = await rows<{ config: { token: object } }>("select config from source where id = 'moving'")
    expect(kept?.config).toEqual({ ...before, pageSize: 50 })
    const mine = { token: '••••••', baseUrl: 'https://mine.example/v3.1' }
    for (const answer of [await put('moving', { config: mine }), await tryOut(mine, 'clever', 'moving')])
      expect([answer.status, fieldsOf(answer)]).toEqual([422, ['config/token']])
    expect((await rows("select config from source where id = 'moving'"))[0]).toEqual(kept)
    expect((await put('moving', { config: { ...mine, token: 'another' } })).json).toMatchObject({ config: mine })
  })
})

describe('a source', () => {
  it('starts at its slot on the clock of the district, not before it is due, and is audited by who added it', async () => {
    const made = await add({ id: 'nightly' })
    expect(made.json).toMatchObject({ schedule: '30 1 * * *', paused: false, windowEnd: null })
    const [clock] = await rows<{ next: string; zone: string }>(
      `select to_char(p.next_due_at at time zone d.timezone, 'HH24:MI') as next, d.timezone as zone
       from source_schedule p join district d on d.id = p.district_id where source_id = 'nightly' and district_id = 'alpha'`,
    )
    expect(clock?.next).toBe('01:30')
    expect((made.json as { timezone: string }).timezone).toBe(clock?.zone)
    const [entry] = await rows("select actor, action from audit_entry where object = 'source:nightly'")
    expect(entry).toEqual({ actor: `person:${app.alpha.people.itAdmin}`, action: 'source.add' })
  })

  it('rests and goes on, is changed in parts, each change audited; what is so already is no change', async () => {
    await add({ id: 'changing' })
    expect((await pause(true)).json).toMatchObject({ paused: true, pausedBecause: 'person' })
    await pause(true)
    expect((await pause(false)).json).toMatchObject({ paused: false, pausedBecause: null })
    expect((await put('changing', { schedule: null })).json).toMatchObject({ schedule: null, windowEnd: null })
    await put('changing', { schedule: null, config: { token: '••••••' } })
    expect((await put('changing', { windowEnd: '06:30' })).json).toMatchObject({ schedule: null, windowEnd: '06:30' })
    const acts = await rows<{ action: string }>(
      "select action from audit_entry where object = 'source:changing' order by id",
    )
    expect(acts.map(({ action }) => action)).toEqual([
      'source.add',
      'source.pause',
      'source.resume',
      'source.schedule',
      'source.schedule',
    ])
  })

  it('is made once where its creation is sent twice', async () => {
    expect([(await twice()).status, (await twice()).status]).toEqual([201, 201])
    expect((await add({ id: 'once' })).status).toBe(422)
  })
})

describe('a try of the connection', () => {
  it('reaches no private address, by https or SFTP, and says so', async () => {
    for (const config of [
      { url: 'https://127.0.0.1/roster.zip' },
      { url: 'https://169.254.169.254/latest/meta-data' },
      { sftp: { host: '10.0.0.1', user: 'us', password: SECRET, path: '/x.zip' } },
    ]) {
      const { status, json, text } = await tryOut(config)
      expect([status, json], JSON.stringify(config)).toMatchObject([200, { works: false }])
      expect(text).not.toContain(SECRET)
    }
  })

  it('says step by step what can be read, keeps nothing, applies nothing, and is on the audit log', async () => {
    const served = await serveApi(makeDistrict(PRESETS.tiny), '1.2')
    try {
      const counted = () =>
        local.call('/api/v1/runs', { token: local.bearerOf(local.alpha, 'itAdmin') }).then(({ text }) => text)
      const before = await counted()
      const trial = await local.call('/api/v1/source-trials', {
        token: local.bearerOf(local.alpha, 'itAdmin'),
        body: { sourceId: null, connector: 'oneroster-rest', config: served.config },
      })
      expect(trial.json).toMatchObject({ works: true })
      const { lines } = trial.json as { lines: { what: string; says: string }[] }
      expect(lines.find(({ what }) => what === 'users')?.says).toMatch(/^[0-9]+ shared$/)
      expect(await counted()).toBe(before)
      const audit = await local.call('/api/v1/audit/sync?action=source.check', {
        token: local.bearerOf(local.alpha, 'itAdmin'),
      })
      expect(audit.json).toMatchObject({ total: 1 })
    } finally {
      await served.close()
    }
  })

  it('of a configuration that is none is told what is wrong', async () => {
    const answer = await tryOut({ url: 'ftp://x' })
    expect([answer.status, codeOf(answer)]).toEqual([422, 'source_config'])
  })
})

describe('a source that is removed', () => {
  it('waits for its open run', async () => {
    const answer = await send('/sources/sis', { method: 'DELETE' })
    expect([answer.status, codeOf(answer)]).toEqual([409, 'run_open'])
    expect((await send('/sources/sis')).status).toBe(200)
  })

  it('leaves everybody it brought, and its runs; starts never again; forgets how it was read', async () => {
    await rows("update run set state = 'reported' where district_id = 'alpha'")
    const brought = () =>
      rows(`select (select count(*) from person where status = 'active') as people,
        (select count(*) from person_source where source_id = 'sis' and status = 'active') as records,
        (select count(*) from enrolment where status = 'active') as enrolments,
        (select count(*) from role_grant where status = 'active') as grants, (select count(*) from run) as runs`)
    const before = await brought()
    expect((await send('/sources/sis', { method: 'DELETE' })).status).toBe(204)
    expect(await brought()).toEqual(before)
    expect(await rows("select config, bookmark, memory from source where id = 'sis'")).toEqual([
      { config: {}, bookmark: null, memory: null },
    ])
    expect(
      await rows(
        "select cron, next_due_at, paused from source_schedule where source_id = 'sis' and district_id = 'alpha'",
      ),
    ).toEqual([{ cron: null, next_due_at: null, paused: true }])
    expect((await send('/sources/sis')).status).toBe(404)
    expect((await send('/sources')).text).not.toContain('"id":"sis"')
    expect((await send('/sources/sis/runs', { body: { preview: false } })).status).toBe(404)
    const entries = await rows(
      "select action from audit_entry where object = 'source:sis' and action = 'source.remove'",
    )
    expect(entries).toHaveLength(1)
  })

  it('gives its name to no other', async () => {
    const answer = await add({ id: 'sis' })
    expect([answer.status, codeOf(answer)]).toEqual([422, 'source_exists'])
  })
})
