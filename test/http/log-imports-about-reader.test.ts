/** What the list of imported logs says to an administrator whom some lines are about (P000-24). */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLogDesk } from '../../src/actions/coaching/log-desk.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const IMPORTS = '/api/v1/coaching/log-imports'
const LOG = `Date,Minutes,Type,School,Educators
2024-03-04,30,Meeting,North School,teacher@alpha.example
2024-03-05,30,Meeting,North School,sis-districtAdmin
2024-03-06,30,Meeting,North School,sis-districtAdmin;teacher@alpha.example
2024-03-07,30,Meeting,North School,teacher@alpha.example
`
let app: TestApp
let importId: string

beforeAll(async () => {
  app = await openTestApp()
  const { id: districtId, people, north } = app.alpha
  // The administrator teaches at the school, too, and is coached there.
  await inDistrict(app.database.open('sync'), { districtId, actor: 'system' }, (client) =>
    client.query(
      "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ($1, $2, $3, 'sis', 'teacher', 'primary')",
      [districtId, north, people.districtAdmin],
    ),
  )
  const order = { districtId, coach: 'coach@alpha.example', dayOrder: null, makesTags: false, leavesOut: false }
  const made = await openLogDesk(app.world).run({ ...order, bytes: Buffer.from(LOG) })
  expect(made.made).toBe(4)
  importId = made.importId ?? ''
})
afterAll(() => app.close())

const listed = async (who: 'districtAdmin' | 'itAdmin' | 'coach', id = importId) => {
  const { status, json } = await app.call(IMPORTS, { token: app.bearerOf(app.alpha, who) })
  expect(status).toBe(200)
  return (json as { imports: { id: string }[] }).imports.find((one) => one.id === id)
}

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: app.alpha.id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ day: string }>(statement, [app.alpha.id, ...values])
    return rows.map(({ day }) => day)
  })
const touch = (...days: readonly string[]) =>
  owner('update interaction set version = 2 where district_id = $1 and held_on = any ($2::date[])', [days])
const left = () => owner('select held_on::text as day from interaction where district_id = $1 order by held_on')
const imported = async (month: string) => {
  const bytes = Buffer.from(LOG.replaceAll('2024-03', `2024-${month}`))
  const order = { districtId: app.alpha.id, coach: 'coach@alpha.example', dayOrder: null, makesTags: false }
  return (await openLogDesk(app.world).run({ ...order, leavesOut: false, bytes })).importId ?? ''
}
const undo = (id: string) =>
  app.call(`${IMPORTS}/${id}`, { method: 'DELETE', token: app.bearerOf(app.alpha, 'districtAdmin') })

it('counts for them the lines that are not about them, and all for the coach', async () => {
  expect(await listed('districtAdmin')).toMatchObject({ interactions: null, remaining: 2, touched: 0 })
  expect(await listed('coach')).toMatchObject({ interactions: 4, remaining: 4, touched: 0 })
})

it('counts what of it was touched in the same way', async () => {
  await inDistrict(app.database.open('owner'), { districtId: app.alpha.id, actor: 'test' }, (client) =>
    client.query(
      "update interaction set version = 2 where district_id = $1 and held_on in ('2024-03-05', '2024-03-07')",
      [app.alpha.id],
    ),
  )
  expect(await listed('districtAdmin')).toMatchObject({ touched: 1, mayUndo: false })
  expect(await listed('coach')).toMatchObject({ touched: 2, mayUndo: false })
  await inDistrict(app.database.open('owner'), { districtId: app.alpha.id, actor: 'test' }, (client) =>
    client.query('update interaction set version = 1 where district_id = $1', [app.alpha.id]),
  )
})

it('says no other number when it is taken back, there or on the audit log, and takes back all', async () => {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const { status, json } = await app.call(`${IMPORTS}/${importId}`, { method: 'DELETE', token })
  expect([status, json]).toEqual([200, { gone: 2 }])
  expect(await listed('districtAdmin')).toMatchObject({ interactions: null, remaining: 0 })
  expect(await listed('coach')).toMatchObject({ interactions: 4, remaining: 0 })
  const details = await inDistrict(app.world.database, { districtId: app.alpha.id, actor: 'system' }, (client) =>
    client.query<{ detail: object }>('select detail from audit_entry where object = $1 order by id', [
      `interaction_import:${importId}`,
    ]),
  )
  expect(details.rows.map(({ detail }) => detail)).toEqual([{ coachId: app.alpha.people.coach, leftOut: 0 }, {}])
})

describe('where a coach has worked with lines of it', () => {
  it('says as much as if none were about them: what was touched of themself stays, and all else goes', async () => {
    const id = await imported('04')
    await touch('2024-04-05')
    expect(await listed('districtAdmin', id)).toMatchObject({ remaining: 2, touched: 0, mayUndo: true })
    const { status, json } = await undo(id)
    expect([status, json]).toEqual([200, { gone: 2 }])
    expect(await left()).toEqual(['2024-04-05'])
    expect(await listed('districtAdmin', id)).toMatchObject({ remaining: 0, touched: 0, mayUndo: false })
    expect(await listed('coach', id)).toMatchObject({ interactions: 4, remaining: 1, touched: 1, mayUndo: false })
    expect((await undo(id)).status).toBe(409)
  })

  it('takes nothing back where they see one that was touched, and for nobody else where any was', async () => {
    const id = await imported('05')
    await touch('2024-05-05', '2024-05-07')
    expect((await undo(id)).json).toMatchObject({ error: { code: 'import_touched' } })
    await owner("update interaction set version = 1 where district_id = $1 and held_on = '2024-05-07'")
    // The command line is nobody of the roster: it sees all.
    await expect(openLogDesk(app.world).undo(app.alpha.id, id)).rejects.toThrow('none was taken back')
    expect(await left()).toEqual(['2024-04-05', '2024-05-04', '2024-05-05', '2024-05-06', '2024-05-07'])
  })
})
