/** Document 000 on educators and mail: a copy where the coach has ticked the box for this one, and nothing else, ever. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChoreWorld } from '../../src/daemon/chores.ts'
import { inDistrict } from '../../src/store/database.ts'
import { doNow, noticeWorld } from '../daemon/notice-world.ts'
import type { FakeSmtp } from '../fakes/smtp/smtp.ts'
import { startSmtp } from '../fakes/smtp/smtp.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/interactions'
const NOTE = 'canary-mail-6610'
const STEP = 'canary-step-6611'
let app: TestApp
let coach: string
let smtp: FakeSmtp
let world: ChoreWorld
/** How many mails earlier tests have sent. */
let seen = 0

beforeAll(async () => {
  app = await openTestApp()
  coach = app.bearerOf(app.alpha, 'coach')
  smtp = await startSmtp()
  const db = app.database.open('sync')
  world = noticeWorld(db, { clock: { now: NOW }, smtpUrl: smtp.url, over: { box: app.world.secrets } })
})
afterAll(async () => {
  await smtp.close()
  await app.close()
})
beforeEach(async () => {
  await inAlpha('delete from outbox')
  seen = smtp.mails.length
})

interface Shown {
  readonly id: string
  readonly version: string
}
const values = () => ({
  date: '2026-11-20',
  minutes: 45,
  typeId: 'observation',
  schoolId: app.alpha.north,
  educatorIds: [app.alpha.people.teacher],
  notes: `${NOTE}\nSecond line`,
  nextStep: { text: STEP, dueOn: '2026-12-01' },
})
const log = async (change: object = {}): Promise<Shown> => {
  const { status, json } = await app.call(PATH, { token: coach, body: { ...values(), ...change } })
  expect(status).toBe(201)
  return json as Shown
}
const mail = (one: Shown, token = coach) =>
  app.call(`${PATH}/${one.id}/mail`, { token, body: { share: true, version: one.version } })
const record = async (id: string, token = coach) => app.call(`${PATH}/${id}/mail`, { token })
const inAlpha = <Row extends object>(statement: string, values_: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Row>(statement, [...values_])
    return rows
  })
const mails = () => smtp.mails.slice(seen)
const waiting = () => inAlpha<{ recipient: string; event: string; message: object }>('select * from outbox order by id')
const TEACHER = 'teacher@alpha.example'

describe('“Email a copy of this interaction to tagged attendees”', () => {
  it('“Coaches can choose to share interactions by checking off the ‘Email a copy of this interaction to tagged attendees’”: off, an interaction that is logged, edited, ticked off, tagged and deleted mails nobody', async () => {
    const one = await log()
    const put = { method: 'PUT', token: coach, body: { ...values(), minutes: 50, version: '1' } }
    expect((await app.call(`${PATH}/${one.id}`, put)).status).toBe(200)
    await app.call(`${PATH}/${one.id}/next-step`, { token: coach, body: { done: true, version: '2' } })
    await app.call('/api/v1/coaching/interaction-tags', { token: coach, body: { interactionIds: [one.id], add: [] } })
    await app.call(`${PATH}/${one.id}/deletion`, { token: coach, body: { version: '3' } })
    await log({ share: false })
    expect(await waiting()).toEqual([])
  })

  it('“this shares the interaction via email to the educator.”: ticked, it mails each who is tagged and nobody else, by the outbox (P000-13, P000-25)', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    await log({ educatorIds: [teacher, otherTeacher], share: true })
    const queued = await waiting()
    expect(queued.map(({ recipient }) => recipient)).toEqual(['otherTeacher@alpha.example', TEACHER])
    await doNow(world, 'alpha', 'post')
    expect(mails().map(({ to }) => to)).toEqual([['otherTeacher@alpha.example'], [TEACHER]])
    for (const letter of mails()) {
      expect(smtp.header(letter, 'Subject')).toBe('Observation on November 20, 2026: a copy from Cora Coachman')
      for (const words of [NOTE, 'Second line', STEP, 'December 1, 2026', 'Otto Other and Tara Teacher'])
        expect(letter.source.replaceAll(/=\r?\n/g, '').replaceAll('Other, Tara', 'Other and Tara')).toContain(words)
      expect(letter.source).not.toContain('http')
    }
  })

  it('reaches nobody by an address that is two, however it came to be stored', async () => {
    for (const address of ['teacher@alpha.example, office@alpha.example', 'Tara <teacher@alpha.example>']) {
      await inAlpha('delete from outbox')
      await log({ share: true })
      await inAlpha('update outbox set recipient = $1', [address])
      await doNow(world, 'alpha', 'post')
      expect(mails(), address).toEqual([])
      expect(await inAlpha('select state, failure_code from outbox')).toEqual([
        { state: 'dead', failure_code: 'ADDRESS_NOT_ONE' },
      ])
    }
    // An administrator is told of it.
    const told = await inAlpha("delete from notice where kind = 'delivery_failed' returning resolved_at")
    expect(told).toEqual([{ resolved_at: null }])
  })

  it('is not sticky: the next interaction is not mailed', async () => {
    await log({ share: true })
    await log()
    expect(await waiting()).toHaveLength(1)
  })

  it('says before anything is logged who gets what, and who has no address', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    await inAlpha("update person set email = '  ' where id = $1", [otherTeacher])
    const body = { ...values(), educatorIds: [teacher, otherTeacher] }
    const preview = await app.call('/api/v1/coaching/interaction-mail-preview', { token: coach, body })
    expect(preview).toMatchObject({
      status: 200,
      json: {
        subject: 'Observation on November 20, 2026: a copy from Cora Coachman',
        to: [{ givenName: 'Tara', familyName: 'Teacher' }],
        withoutAddress: [{ givenName: 'Otto', familyName: 'Other' }],
      },
    })
    expect(preview.text).toContain(NOTE)
    expect(preview.text).not.toContain('@')
    expect(await waiting()).toEqual([])
    await log({ ...body, share: true })
    expect((await waiting()).map(({ recipient }) => recipient)).toEqual([TEACHER])
    await inAlpha("update person set email = 'otherTeacher@alpha.example' where id = $1", [otherTeacher])
    const broken = { token: coach, body: { ...body, minutes: 0 } }
    expect((await app.call('/api/v1/coaching/interaction-mail-preview', broken)).status).toBe(422)
  })

  it('keeps on record what was sent to whom, as it was sent; an edit is not sent again unless asked', async () => {
    const one = await log({ share: true })
    expect((await record(one.id)).json).toMatchObject({ copies: [{ state: 'waiting', sentAt: null, version: 1 }] })
    await doNow(world, 'alpha', 'post')
    const put = { method: 'PUT', token: coach, body: { ...values(), notes: 'Quite different', version: '1' } }
    await app.call(`${PATH}/${one.id}`, put)
    await doNow(world, 'alpha', 'post')
    expect(mails()).toHaveLength(1)
    expect((await mail(one)).status).toBe(409)
    expect((await mail({ id: one.id, version: '2' })).json).toMatchObject({ to: [{ familyName: 'Teacher' }] })
    await doNow(world, 'alpha', 'post')
    expect(mails()).toHaveLength(2)
    const { json, text } = await record(one.id)
    expect(json).toMatchObject({
      copies: [
        { version: 2, state: 'sent', educator: { familyName: 'Teacher' } },
        { version: 1, state: 'sent', sentAt: NOW.toISOString() },
      ],
    })
    expect(text).toContain('Quite different')
    expect(text).toContain(NOTE)
    const actions = await inAlpha<{ action: string }>('select action from audit_entry where object = $1 order by id', [
      `interaction:${one.id}`,
    ])
    expect(actions.map(({ action }) => action)).toEqual([
      'interaction.log',
      'interaction.share',
      'interaction.edit',
      'interaction.share',
    ])
  })

  it('is taken back with the interaction, as long as it has not been sent', async () => {
    const one = await log({ share: true })
    await app.call(`${PATH}/${one.id}/deletion`, { token: coach, body: { version: '1' } })
    await doNow(world, 'alpha', 'post')
    expect(mails()).toEqual([])
    expect(await waiting()).toEqual([])
    expect(await inAlpha("select from notice where kind = 'delivery_failed'")).toEqual([])
  })

  it('stands sealed in the database: not in the outbox, not in the record', async () => {
    await log({ share: true })
    const [queued] = await waiting()
    expect(Object.keys(queued?.message ?? {})).toEqual(['interactionMail'])
    const rows = await inAlpha<{ all: string }>('select t::text as all from interaction_mail t')
    expect(rows.length).toBeGreaterThan(0)
    for (const { all } of rows) expect(all).not.toMatch(/canary|@alpha/)
  })

  it.each(['districtAdmin', 'southCoach', 'schoolAdmin', 'principal', 'teacher'] as const)(
    'is nothing for %s: only its author shares an interaction, and only its author sees what was sent',
    async (name: PersonName) => {
      const one = await log()
      const token = app.bearerOf(app.alpha, name)
      const expected = name === 'southCoach' ? 404 : 403
      expect([(await mail(one, token)).status, (await record(one.id, token)).status]).toEqual([expected, expected])
      expect(await waiting()).toEqual([])
    },
  )

  it('is never on record for who it is about, also where they turn out to be its author (P000-24)', async () => {
    const { otherTeacher, teacher } = app.alpha.people
    await inAlpha(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1, 'coach', 'school', $2, 'manual')`,
      [otherTeacher, app.alpha.north],
    )
    const one = await log({ educatorIds: [teacher, otherTeacher], share: true })
    const about = app.bearerOf(app.alpha, 'otherTeacher')
    const refused = [
      await record(one.id, about),
      await mail(one, about),
      await app.call(`${PATH}/${one.id}`, { token: about }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404])
    for (const { text } of refused) expect(text).not.toMatch(/canary|@alpha/)
    const self = { ...values(), educatorIds: [app.alpha.people.coach], share: true }
    const preview = await app.call('/api/v1/coaching/interaction-mail-preview', { token: coach, body: self })
    const logged = await app.call(PATH, { token: coach, body: self })
    for (const { status, json } of [preview, logged])
      expect([status, json]).toMatchObject([422, { error: { fields: [{ code: 'educator_is_coach' }] } }])
    await inAlpha("update interaction set next_step_due = '2026-10-01' where id = $1", [one.id])
    const linesOfLog = async () => (await app.call('/api/v1/coaching/log', { token: coach })).text.split(NOTE).length
    const lines = await linesOfLog()
    expect(lines).toBeGreaterThan(1)
    expect((await app.call('/api/v1/coaching/next-steps?pageSize=100', { token: coach })).text).toContain(`"${one.id}"`)
    await inAlpha(
      "insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', $1, $2)",
      [one.id, app.alpha.people.coach],
    )
    const before = await waiting()
    for (const path of ['/api/v1/coaching/today', '/api/v1/coaching/next-steps?pageSize=100']) {
      const { status, text } = await app.call(path, { token: coach })
      expect([path, status, text.includes(`"${one.id}"`)]).toEqual([path, 200, false])
    }
    expect(await linesOfLog()).toBe(lines - 1)
    expect([(await record(one.id)).status, (await mail(one)).status]).toEqual([404, 404])
    expect(await waiting()).toEqual(before)
    expect(before.map(({ recipient }) => recipient)).toEqual(['otherTeacher@alpha.example', TEACHER])
    await inAlpha("delete from role_grant where person_id = $1 and role = 'coach'", [otherTeacher])
  })

  it('goes to nobody who has left since', async () => {
    const one = await log()
    await inAlpha("update person set status = 'retired' where id = $1", [app.alpha.people.teacher])
    expect((await mail(one)).json).toMatchObject({ to: [], withoutAddress: [{ familyName: 'Teacher' }] })
    await inAlpha("update person set status = 'active' where id = $1", [app.alpha.people.teacher])
    expect(await waiting()).toEqual([])
  })
})

describe('nothing else ever mails an educator:', () => {
  it('“Educators will never be alerted you uploaded them to the educator database.”: whatever puts a message into the outbox is named here, with who gets it', () => {
    const root = join(import.meta.dirname, '../../src')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const writes = files.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return (
        file !== 'store/notices/outbox.ts' && !file.startsWith('generated') && /queueMessage\(|queue_message/.test(text)
      )
    })
    expect(Object.fromEntries(writes.toSorted().map((file) => [file, WHO_GETS[file] ?? 'not named']))).toEqual(WHO_GETS)
  })
})

/** Of every place that writes to the outbox, whom it writes to. */
const WHO_GETS: Readonly<Record<string, string>> = {
  'daemon/notices/tell.ts': 'the addresses that a district has set for notices and digests',
  'store/signin/account-letter.ts': 'the holder of an account, about this account',
  'store/community/community-invitation.ts':
    'whom a lead of a community invites to it, by the address that the lead has typed',
  'store/coaching/interaction-mail.ts': 'an educator tagged in an interaction, whose coach has ticked the box',
}
