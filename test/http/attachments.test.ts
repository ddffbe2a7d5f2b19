/** Files of interactions: sealed, whole or not at all, opened by whoever may read the note, gone with the interaction. */

import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openObjectStore } from '../../src/net/object-store.ts'
import { sweepObjects } from '../../src/store/coaching/attachment-object.ts'
import { inDistrict } from '../../src/store/database.ts'
import { type FakeObjects, openFakeObjects } from '../fakes/objects/objects.ts'
import { packedFile } from '../support/packed-file.ts'
import { ATTACHMENTS } from '../support/uploads.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/interactions'
const NAME = 'canary-name-5530.pdf'
const REASON = 'A parent has asked about it'
const WORDS = `%PDF-1.7 canary-content-5531 ${randomBytes(64).toString('hex')}`

let app: TestApp
let objects: FakeObjects
beforeAll(async () => {
  app = await openTestApp()
  objects = await openFakeObjects()
})
afterAll(async () => {
  await objects.close()
  await app.close()
})
afterEach(() => {
  Object.assign(app.world, { objects: null })
  objects.mood = 'up'
})

interface Shown {
  readonly id: string
  readonly name: string
}
const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const hash = (of: Buffer) => createHash('sha256').update(of).digest('hex')
const base64 = (of: string | Buffer) => Buffer.from(of).toString('base64')
const log = async (about = app.alpha.people.teacher, by: PersonName = 'coach'): Promise<string> => {
  const schoolId = by === 'southCoach' ? app.alpha.south : app.alpha.north
  const values = { date: '2026-11-20', minutes: 45, typeId: 'observation', schoolId, educatorIds: [about] }
  const { json } = await app.call(PATH, { token: as(by), body: values })
  return (json as { id: string }).id
}
const attach = (id: string, body: object = {}, by: PersonName = 'coach') =>
  app.call(`${PATH}/${id}/attachments`, { token: as(by), body: { name: NAME, content: base64(WORDS), ...body } })
const attached = async (id: string, body: object = {}): Promise<Shown> => {
  const { status, json, text } = await attach(id, body)
  expect([status, text]).toEqual([201, expect.anything()])
  return json as Shown
}
const open = (id: string, fileId: string, by: PersonName = 'coach', reason?: string) =>
  app.call(`${PATH}/${id}/attachments/${fileId}/content`, {
    token: as(by),
    body: reason === undefined ? {} : { reason },
  })
const remove = (id: string, fileId: string, by: PersonName = 'coach') =>
  app.call(`${PATH}/${id}/attachments/${fileId}`, { method: 'DELETE', token: as(by) })
const filesOf = async (id: string) =>
  ((await app.call(`${PATH}/${id}`, { token: as('coach') })).json as { attachments: Shown[] }).attachments
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } } | null)?.error?.code]
const rows = (statement: string, values: unknown[] = []) =>
  inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows: found } = await client.query<Record<string, unknown>>(statement, values)
    return found
  })
const count = async (table: string) => Number((await rows(`select count(*) as n from ${table}`))[0]?.['n'])
const useObjects = () => Object.assign(app.world, { objects: openObjectStore(objects.address, { deadlineMs: 2000 }) })

describe('a file of an interaction', () => {
  it('comes back byte for byte, as something to be saved and never shown', async () => {
    const id = await log()
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(200_000)])
    const file = await attached(id, { name: '../Übung "1"\u202E.pdf', content: base64(bytes) })
    expect(file).toMatchObject({ name: 'Übung _1_.pdf', mediaType: 'application/pdf', bytes: bytes.length })
    const response = await fetch(`${app.address}${PATH}/${id}/attachments/${file.id}/content`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as('coach')}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_bung _1_.pdf"; filename*=UTF-8''%C3%9Cbung%20_1_.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    expect(hash(Buffer.from(await response.arrayBuffer()))).toBe(hash(bytes))
  })

  it('stands with the interaction, is counted in lists and named in none, and is on the audit log without its name', async () => {
    const id = await log()
    const file = await attached(id)
    expect(await filesOf(id)).toMatchObject([{ id: file.id, name: NAME }])
    const list = await app.call(`${PATH}?pageSize=100`, { token: as('coach') })
    const { items } = list.json as { items: { id: string; attachmentCount: number }[] }
    expect(items.find((one) => one.id === id)).toMatchObject({ attachmentCount: 1 })
    expect(list.text).not.toContain('canary-name')
    await remove(id, file.id)
    expect(await filesOf(id)).toEqual([])
    const log_ = await rows(
      "select action, detail from audit_entry where object = $1 and action <> 'interaction.log' order by id",
      [`interaction:${id}`],
    )
    expect(log_).toEqual([
      {
        action: 'interaction.attach',
        detail: { attachmentId: file.id, mediaType: 'application/pdf', bytes: WORDS.length },
      },
      { action: 'interaction.detach', detail: { attachmentId: file.id, bytes: WORDS.length } },
    ])
  })

  it.each([
    ['nothing', { content: '' }, [422, 'empty']],
    ['more than the limit', { content: base64(Buffer.alloc(ATTACHMENTS.bytesMax + 1, 'a')) }, [422, 'too_large']],
    ['something cut off', { content: base64(WORDS).slice(0, -1) }, [422, 'not_whole']],
    ['a program', { content: base64('MZ\u0000\u0001'), name: 'plan.pdf' }, [422, 'kind_refused']],
    ['a packed folder', { content: base64(packedFile(['a.txt'])), name: 'plan.docx' }, [422, 'kind_refused']],
    ['no base64', { content: '<svg>' }, [400, 'invalid']],
    ['no name', { name: undefined }, [400, 'invalid']],
    ['a name without an end', { name: 'x'.repeat(1001) }, [400, 'invalid']],
    ['something besides', { mediaType: 'text/html' }, [400, 'invalid']],
  ])('is refused where it is %s, and nothing of it is kept', async (_what, body, answer) => {
    const id = await log()
    const before = await count('interaction_attachment')
    const refused = await attach(id, body)
    expect(codeOf(refused)).toEqual(answer)
    expect(refused.text).not.toContain('canary')
    expect(await count('interaction_attachment')).toBe(before)
  })

  it('of a page with scripts is kept as plain text', async () => {
    const id = await log()
    const file = await attached(id, { name: 'page.html', content: base64('<script>alert(1)</script>') })
    expect(file).toMatchObject({ name: 'page.html.txt', mediaType: 'text/plain' })
    expect((await open(id, file.id)).headers.get('content-type')).toMatch(/^text\/plain/)
  })

  it('that breaks off on its way leaves nothing', async () => {
    const id = await log()
    await new Promise<void>((resolve) => {
      const sending = request(`${app.address}${PATH}/${id}/attachments`, {
        method: 'POST',
        headers: { authorization: `Bearer ${as('coach')}`, 'content-type': 'application/json', 'content-length': 5000 },
      })
      sending.on('error', () => resolve())
      sending.write('{"name":"half.pdf","content":"JVBERi0', () => sending.destroy())
    })
    expect(await filesOf(id)).toEqual([])
    expect((await app.call(`${PATH}/${id}`, { token: as('coach') })).status).toBe(200)
  })

  it('is one too many after the last, also where two come at once', async () => {
    const id = await log()
    await attached(id)
    const answers = await Promise.all([attach(id), attach(id), attach(id)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 422])
    expect(codeOf(await attach(id))).toEqual([422, 'too_many'])
    expect(await filesOf(id)).toHaveLength(ATTACHMENTS.perInteractionMax)
  })

  it('is refused where the district has no room left, and taken again when there is', async () => {
    const large = base64(Buffer.alloc(ATTACHMENTS.bytesMax, 'a'))
    const ids = [await log(), await log()]
    const answers: Answer[] = []
    for (const id of [...ids, ...ids]) answers.push(await attach(id, { content: large }))
    const full = answers.find(({ status }) => status === 422)
    expect(codeOf(full ?? { status: 0, text: '', headers: new Headers(), json: null })).toEqual([422, 'district_full'])
    const { sum } = (await rows('select sum(size_bytes)::int as sum from interaction_attachment'))[0] as { sum: number }
    expect(sum).toBeLessThanOrEqual(ATTACHMENTS.districtBytesMax)
    for (const id of ids) await app.call(`${PATH}/${id}/deletion`, { token: as('coach'), body: { version: '1' } })
    expect((await attach(await log(), { content: large })).status).toBe(201)
    await rows("delete from interaction_attachment where media_type = 'text/plain'")
  })
})

describe('who opens a file', () => {
  it('is nobody who does not see the interaction, and nobody but its coach adds or takes away', async () => {
    const id = await log()
    const file = await attached(id)
    for (const who of ['southCoach', 'schoolAdmin', 'principal', 'teacher', 'billing', 'student'] as const) {
      const status = who === 'southCoach' ? 404 : 403
      expect((await open(id, file.id, who, REASON)).status, who).toBe(status)
      expect((await attach(id, {}, who)).status, who).toBe(status)
      expect((await remove(id, file.id, who)).status, who).toBe(status)
    }
    expect((await attach(id, {}, 'districtAdmin')).status).toBe(403)
    expect((await remove(id, file.id, 'districtAdmin')).status).toBe(403)
    expect(await filesOf(id)).toHaveLength(1)
  })

  it('is an administrator with a reason, which its coach reads; without one not even its name is told', async () => {
    const id = await log()
    const file = await attached(id)
    const before = await app.call(`${PATH}/${id}`, { token: as('districtAdmin') })
    expect(before.json).toMatchObject({ closed: 'reason', attachmentCount: 1, attachments: [] })
    expect(before.text).not.toContain('canary-name')
    for (const reason of [undefined, '', 'because'])
      expect(codeOf(await open(id, file.id, 'districtAdmin', reason))).toEqual([422, 'reason_short'])
    const notes = await app.call(`${PATH}/${id}/notes`, { token: as('districtAdmin'), body: { reason: REASON } })
    expect(notes.json).toMatchObject({ notes: null, attachments: [{ id: file.id, name: NAME }] })
    expect((await open(id, file.id, 'districtAdmin', REASON)).text).toBe(WORDS)
    const openings = await app.call('/api/v1/coaching/note-openings', { token: as('coach') })
    const { items } = openings.json as { items: { interactionId: string; reason: string }[] }
    expect(items.filter((one) => one.interactionId === id)).toMatchObject([{ reason: REASON }, { reason: REASON }])
    expect(await rows("select detail from audit_entry where action = 'interaction.open_attachment'")).toEqual([
      { detail: { attachmentId: file.id } },
    ])
  })

  it('is nobody else where the district keeps notes private', async () => {
    const id = await log()
    const file = await attached(id)
    await setRule(app, 'privateNotes', true)
    expect(codeOf(await open(id, file.id, 'districtAdmin', REASON))).toEqual([403, 'notes_private'])
    expect((await open(id, file.id)).text).toBe(WORDS)
    await setRule(app, 'privateNotes', false)
  })

  it('is never who it is about, whatever roles they hold (P000-24)', async () => {
    const id = await log()
    const file = await attached(id)
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
      client.query('insert into interaction_educator (district_id, interaction_id, person_id) values ($1, $2, $3)', [
        'alpha',
        id,
        app.alpha.people.districtAdmin,
      ]),
    )
    expect((await open(id, file.id, 'districtAdmin', REASON)).status).toBe(404)
    expect((await open(id, file.id)).status).toBe(200)
  })

  it('names a file of this interaction: one of another is not there', async () => {
    const [id, other] = [await log(), await log()]
    const file = await attached(id)
    expect((await open(other, file.id)).status).toBe(404)
    expect((await remove(other, file.id)).status).toBe(404)
    expect(await filesOf(id)).toHaveLength(1)
  })
})

describe('what a file says', () => {
  it('is nowhere in the database in clear, nor its name, nor in a log line', async () => {
    await attached(await log())
    const [found] = await rows(
      `select string_agg(name_sealed, '') as names, bool_or(position('canary-content'::bytea in c.sealed) > 0) as clear
       from interaction_attachment a left join interaction_attachment_content c
         on c.district_id = a.district_id and c.attachment_id = a.id`,
    )
    expect(found?.['clear']).toBe(false)
    expect(String(found?.['names'])).toMatch(/^v1\./)
    expect(String(found?.['names'])).not.toContain('canary')
    expect(app.logLines.length).toBeGreaterThan(0)
    expect(app.logLines.filter((line) => line.includes('canary-') || line.includes('.pdf'))).toEqual([])
  })

  it('goes with the interaction', async () => {
    const id = await log()
    await attached(id)
    await app.call(`${PATH}/${id}/deletion`, { token: as('coach'), body: { version: '1' } })
    expect(await rows('select from interaction_attachment where interaction_id = $1', [id])).toEqual([])
  })
})

describe('with a store of objects', () => {
  const HOUR_MS = 3_600_000
  const sweep = (now = new Date(NOW.getTime() + 2 * HOUR_MS)) => {
    const { objects: store = null } = app.world
    if (store === null) throw new Error('The test has no store.')
    return sweepObjects(app.database.open('sync'), 'alpha', { objects: store, now })
  }

  it('keeps the file there, sealed, and nothing of it in the database', async () => {
    useObjects()
    const id = await log()
    const contents = await count('interaction_attachment_content')
    const file = await attached(id)
    expect(objects.kept.size).toBe(1)
    for (const [key, body] of objects.kept) {
      expect(key).toMatch(/^[0-9a-f]{32}$/)
      expect(body.includes('canary')).toBe(false)
    }
    expect(await count('interaction_attachment_content')).toBe(contents)
    expect((await open(id, file.id)).text).toBe(WORDS)
    await sweep()
    expect(objects.kept.size).toBe(1)
  })

  it('opens nothing that stands there in the place of another', async () => {
    useObjects()
    const id = await log()
    const first = await attached(id)
    const [[mine, body]] = [...objects.kept].slice(-1) as [[string, Buffer]]
    const second = await attached(id, { content: base64('%PDF-1.7 another') })
    const [[theirs]] = [...objects.kept].slice(-1) as [[string, Buffer]]
    objects.kept.set(theirs, body)
    expect((await open(id, second.id)).status).toBe(500)
    objects.kept.set(mine, Buffer.concat([body.subarray(0, -1), Buffer.from([body.at(-1) === 0 ? 1 : 0])]))
    expect((await open(id, first.id)).status).toBe(500)
    objects.kept.delete(mine)
    expect(codeOf(await open(id, first.id))).toEqual([404, 'file_lost'])
  })

  it.each(['down', 'refuses', 'redirects', 'hangs'] as const)(
    'that %s, says so and keeps nothing by halves; what was there opens again later',
    async (mood) => {
      useObjects()
      const id = await log()
      const file = await attached(id)
      objects.mood = mood
      expect(codeOf(await attach(id))).toEqual([503, 'store_away'])
      expect(codeOf(await open(id, file.id))).toEqual([503, 'store_away'])
      expect(await filesOf(id)).toHaveLength(1)
      objects.mood = 'up'
      expect((await open(id, file.id)).text).toBe(WORDS)
    },
  )

  it('that was taken out of the settings, says so instead of losing what is there', async () => {
    useObjects()
    const id = await log()
    const file = await attached(id)
    Object.assign(app.world, { objects: null })
    expect(codeOf(await open(id, file.id))).toEqual([503, 'store_away'])
    const inside = await attached(id)
    useObjects()
    expect((await open(id, inside.id)).text).toBe(WORDS)
  })

  it('is swept of what nobody names: deleted interactions, removed files, uploads that broke off; not of what is fresh', async () => {
    useObjects()
    await sweep()
    const [gone, kept] = [await log(), await log()]
    await attached(gone)
    const removed = await attached(kept)
    await attached(kept)
    const before = objects.kept.size
    await app.call(`${PATH}/${gone}/deletion`, { token: as('coach'), body: { version: '1' } })
    await remove(kept, removed.id)
    objects.kept.set('f'.repeat(32), Buffer.from('half'))
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
      client.query('insert into attachment_object (district_id, key, made_at) values ($1, $2, $3)', [
        'alpha',
        'f'.repeat(32),
        NOW,
      ]),
    )
    expect(await sweep(NOW)).toBe(0)
    objects.mood = 'refuses'
    await expect(sweep()).rejects.toThrow('503')
    objects.mood = 'up'
    expect(await sweep()).toBe(3)
    expect(objects.kept.size).toBe(before - 2)
    expect(await sweep()).toBe(0)
    expect((await open(kept, (await filesOf(kept))[0]?.id ?? '')).text).toBe(WORDS)
  })
})
