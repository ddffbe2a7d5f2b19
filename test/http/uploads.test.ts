/** Lists of educators by the API: who may hand one over, what is refused, and that what stands in it stays sealed. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { endUpload, findingsContext, noteFindings } from '../../src/store/sync/upload.ts'
import { refusedFindings } from '../../src/roster/upload-findings.ts'
import { UPLOADS } from '../support/uploads.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const LIST = 'First name,Last name,Email\r\nZebulon,Quartermain,zq@cedar.example\r\n'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  for (const districtId of ['alpha', 'beta'])
    for (const [sourceId, connector] of [
      ['list', 'educator-csv'],
      ['second', 'educator-csv'],
      ['feed', 'oneroster-csv'],
    ] as const)
      await inDistrict(app.database.open('sync'), { districtId, actor: 'test' }, (client) =>
        createSource(client, { districtId, sourceId, connector, config: {}, cron: null, nextDueAt: null }),
      )
})
afterAll(() => app.close())
beforeEach(() => asSync('alpha', 'delete from upload'))

async function asSync(districtId: string, text: string, values: readonly unknown[] = []): Promise<unknown[]> {
  return inDistrict(app.database.open('sync'), { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(text, [...values])
    return rows
  })
}

function call(method: string, path: string, o: { who?: PersonName; at?: 'alpha' | 'beta'; body?: unknown } = {}) {
  const token = app.bearerOf(app[o.at ?? 'alpha'], o.who ?? 'districtAdmin')
  return app.call(`/api/v1/${path}`, { method, token, ...(o.body === undefined ? {} : { body: o.body }) })
}

const hand = (text: string | Buffer, o: Parameters<typeof call>[2] & { source?: string; whole?: boolean } = {}) =>
  call('POST', `educator-lists/${o.source ?? 'list'}/uploads`, {
    ...o,
    body: { whole: o.whole ?? false, content: Buffer.from(text).toString('base64') },
  })
const idOf = ({ json }: Answer): string => (json as { uploadId: string }).uploadId
const codeOf = ({ status, json }: Answer) => `${status} ${(json as { error?: { code: string } }).error?.code ?? ''}`

/** As the worker does it. */
function look(uploadId: string): Promise<void> {
  const place = { districtId: 'alpha', uploadId }
  const findings = JSON.stringify({ ...refusedFindings({ code: '', message: '' }), failure: null, rowCount: 1 })
  const sealed = app.world.secrets.seal(findings, findingsContext(place))
  return inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
    noteFindings(client, place, { state: 'checked', findings: sealed }),
  )
}

describe('the empty list', () => {
  it('“When you are setting up Connecthub, you will need to upload a CSV of educators to your educator database.”: a file to be kept, for a district administrator (P000-27)', async () => {
    const answer = await call('GET', 'educator-lists/template')
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(UPLOADS.csv)
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="educators.csv"')
  })

  it.each(['itAdmin', 'schoolAdmin', 'coach', 'teacher'] as const)(
    'is refused to %s, like everything of lists',
    async (who) => {
      const answers = [
        await call('GET', 'educator-lists/template', { who }),
        await call('GET', 'educator-lists', { who }),
        await hand(LIST, { who }),
      ]
      expect(answers.map(codeOf)).toEqual(Array.from(answers, () => '403 forbidden'))
      expect(await asSync('alpha', 'select from upload')).toEqual([])
    },
  )
})

describe('a list', () => {
  it('is kept sealed, with an order for the worker in the person’s name, and is on the audit log', async () => {
    const answer = await hand(LIST, { whole: true })
    expect(answer.status).toBe(202)
    const id = idOf(answer)
    const [row] = await asSync('alpha', 'select * from upload where id = $1', [id])
    expect(row).toMatchObject({ state: 'waiting', whole: true, bytes: LIST.length, source_id: 'list' })
    const stored = JSON.stringify(row)
    for (const canary of ['Quartermain', Buffer.from(LIST).toString('base64').slice(40, 60)])
      expect(stored).not.toContain(canary)
    const person = `person:${app.alpha.people.districtAdmin}`
    expect(await asSync('alpha', 'select kind, requested_by from run_order where upload_id = $1', [id])).toEqual([
      { kind: 'preview_upload', requested_by: person },
    ])
    const audit = "select actor, detail from audit_entry where action = 'upload.add' and object = $1"
    expect(await asSync('alpha', audit, [`upload:${id}`])).toEqual([
      { actor: person, detail: { source: 'list', bytes: LIST.length, whole: true } },
    ])
    expect(app.logLines.join('')).not.toContain('Quartermain')
  })

  it('is refused where a source of that name takes none, is another’s, or is not there', async () => {
    expect((await hand(LIST, { source: 'feed' })).status).toBe(404)
    expect((await hand(LIST, { source: 'none' })).status).toBe(404)
    expect((await hand(LIST, { source: 'sis' })).status).toBe(404)
  })

  it.each([
    ['empty', ''],
    ['a workbook', Buffer.from('504b030414000600', 'hex')],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a PDF', '%PDF-1.7 …'],
    ['a packed file', Buffer.from('1f8b0800', 'hex')],
    ['too large', 'x'.repeat(UPLOADS.bytesMax + 1)],
  ])('is refused that is %s, and says what to do', async (_, file) => {
    const answer = await hand(file)
    expect(codeOf(answer)).toBe('422 not_a_list')
    expect(answer.text).toMatch(/Choose|Split|save it as/)
    expect(await asSync('alpha', 'select from upload')).toEqual([])
  })

  it('is refused that did not arrive whole, or with more in its request than there is', async () => {
    const path = 'educator-lists/list/uploads'
    const statusOf = async (body: unknown) => codeOf(await call('POST', path, { body }))
    expect(await statusOf({ whole: false, content: 'abcde' })).toBe('422 not_a_list')
    expect(await statusOf({ whole: false, content: 'ab c' })).toBe('400 invalid')
    expect(await statusOf({ whole: false, content: 'abcd', districtId: 'beta' })).toBe('400 invalid')
    expect(await statusOf({ content: 'abcd' })).toBe('400 invalid')
    expect(await statusOf({ whole: false, content: 'x'.repeat(7_000_000) })).toBe('413 too_large')
    expect((await app.call(`/api/v1/${path}`, { body: { whole: false, content: 'x'.repeat(7_000_000) } })).status).toBe(
      401,
    )
  })

  it('waits alone for its source, and not for another one', async () => {
    expect((await hand(LIST)).status).toBe(202)
    expect(codeOf(await hand(LIST))).toBe('409 upload_waits')
    expect((await hand(LIST, { source: 'second' })).status).toBe(202)
    expect((await hand(LIST, { at: 'beta' })).status).toBe(202)
    const both = await asSync('alpha', 'select from run_order where upload_id in (select id from upload)')
    expect(both).toHaveLength(2)
    await asSync('beta', 'delete from upload')
  })

  it('is refused after too many within an hour', async () => {
    for (let count = 0; count < UPLOADS.perHourMax; count += 1) {
      const answer = await hand(LIST)
      expect(answer.status).toBe(202)
      expect((await call('DELETE', `educator-uploads/${idOf(answer)}`)).status).toBe(204)
    }
    expect(codeOf(await hand(LIST))).toBe('429 too_many_uploads')
    Object.assign(app.world, { now: () => new Date(NOW.getTime() + 3_600_001) })
    expect((await hand(LIST)).status).toBe(202)
    Object.assign(app.world, { now: () => NOW })
  })
})

describe('a list that waits', () => {
  it('of another district is not there: to be read, confirmed or dropped', async () => {
    const id = idOf(await hand(LIST))
    await look(id)
    const answers = await Promise.all([
      call('GET', `educator-uploads/${id}`, { at: 'beta' }),
      call('POST', `educator-uploads/${id}/confirmation`, { at: 'beta' }),
      call('DELETE', `educator-uploads/${id}`, { at: 'beta' }),
      call('GET', 'educator-uploads/987654'),
      call('GET', 'educator-uploads/x'),
    ])
    expect(answers.map(codeOf)).toEqual(Array.from(answers, () => '404 not_found'))
    expect(await asSync('alpha', 'select state from upload')).toEqual([{ state: 'checked' }])
  })

  it('is confirmed once it was looked at, and once only', async () => {
    const id = idOf(await hand(LIST))
    expect(codeOf(await call('POST', `educator-uploads/${id}/confirmation`))).toBe('409 upload_not_open')
    await look(id)
    const twice = await Promise.all([1, 2].map(() => call('POST', `educator-uploads/${id}/confirmation`)))
    expect(new Set(twice.map(({ status }) => status))).toEqual(new Set([202, 409]))
    expect(codeOf(await call('DELETE', `educator-uploads/${id}`))).toBe('409 upload_not_open')
    const orders = "select count(*)::int as count from run_order where upload_id = $1 and kind = 'upload'"
    expect(await asSync('alpha', orders, [id])).toEqual([{ count: 1 }])
    const audit = "select count(*)::int as count from audit_entry where action = 'upload.confirm' and object = $1"
    expect(await asSync('alpha', audit, [`upload:${id}`])).toEqual([{ count: 1 }])
  })

  it('is gone with all that was found once it is dropped, and the next one may come', async () => {
    const id = idOf(await hand(LIST))
    await look(id)
    expect((await call('DELETE', `educator-uploads/${id}`)).status).toBe(204)
    expect(await asSync('alpha', 'select state, content, findings from upload')).toEqual([
      { state: 'discarded', content: null, findings: null },
    ])
    expect(codeOf(await call('POST', `educator-uploads/${id}/confirmation`))).toBe('409 upload_not_open')
    expect((await hand(LIST)).status).toBe(202)
  })

  it('is shown with its source until its end, and what was found of it is opened', async () => {
    const id = idOf(await hand(LIST))
    const shown = async () => (await call('GET', 'educator-lists')).json as { lists: unknown[] }
    expect((await shown()).lists).toMatchObject([
      { sourceId: 'list', upload: { id, state: 'waiting', findings: null, runId: null } },
      { sourceId: 'second', upload: null },
    ])
    await look(id)
    expect((await call('GET', `educator-uploads/${id}`)).json).toMatchObject({
      state: 'checked',
      findings: { rowCount: 1 },
    })
    await call('POST', `educator-uploads/${id}/confirmation`)
    await inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
      endUpload(client, { districtId: 'alpha', uploadId: id }),
    )
    expect((await shown()).lists[0]).toMatchObject({ upload: { state: 'done' } })
    expect(await asSync('alpha', 'select content from upload')).toEqual([{ content: null }])
  })
})
