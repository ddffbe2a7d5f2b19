/** What the audit log says to administrators of interactions that they were taken out of: nothing more than of others about them (P000-24). */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COACHING_ACTIONS } from '../../src/store/audit/coaching-actions.ts'
import { inDistrict } from '../../src/store/database.ts'
import { sorted } from '../../src/store/sort.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/interactions'
let app: TestApp

interface Logged {
  readonly id: string
  readonly version: string
}
interface Entry {
  readonly action: string
  readonly detail: { readonly educatorIds?: readonly string[] }
}

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Record<string, string>>(statement, [...values])
    return rows
  })
const asCoach = async (method: string, path: string, body: object): Promise<Logged> => {
  const { status, json, text } = await app.call(path, { method, token: app.bearerOf(app.alpha, 'coach'), body })
  expect(status, text).toBeLessThan(300)
  return json as Logged
}
const about = (educatorIds: readonly string[]) => ({
  date: '2026-11-20',
  minutes: 45,
  typeId: 'observation',
  schoolId: app.alpha.north,
  educatorIds,
  notes: 'What was seen',
})
const log = (educatorIds: readonly string[]) => asCoach('POST', PATH, about(educatorIds))
const edit = ({ id, version }: Logged, educatorIds: readonly string[]) =>
  asCoach('PUT', `${PATH}/${id}`, { ...about(educatorIds), version })
const attach = ({ id }: Logged) =>
  asCoach('POST', `${PATH}/${id}/attachments`, {
    name: 'plan.txt',
    content: Buffer.from('A plan\n').toString('base64'),
  })
/** The teacher administers the district besides; `districtAdmin` is nobody's educator. */
const entries = async (who: 'teacher' | 'districtAdmin', id: string): Promise<readonly Entry[]> => {
  const path = `/api/v1/audit?object=interaction:${id}&pageSize=100`
  const { status, json } = await app.call(path, { token: app.bearerOf(app.alpha, who) })
  expect(status).toBe(200)
  const { items, total } = json as { readonly items: readonly Entry[]; readonly total: number }
  expect(total).toBe(items.length)
  return items.toReversed()
}
const actions = async (who: 'teacher' | 'districtAdmin', id: string) =>
  (await entries(who, id)).map(({ action }) => action)
const plant = (id: string, action: string, detail: object) =>
  owner(
    `insert into audit_entry (district_id, actor, action, object, detail)
     values ('alpha', 'test', $1, 'interaction:' || $2, $3::jsonb)`,
    [action, id, JSON.stringify(detail)],
  )

beforeAll(async () => {
  app = await openTestApp()
  await owner(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
     values ('alpha', $1::bigint, 'district_admin', 'district', 0, 'manual')`,
    [app.alpha.people.teacher],
  )
})
afterAll(() => app.close())

describe('an administrator who was taken out of an interaction', () => {
  it('reads nothing of it, of before nor of after, where it was logged with them', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    const one = await log([teacher, otherTeacher])
    await edit(one, [otherTeacher])
    await attach(one)
    const all = ['interaction.log', 'interaction.edit', 'interaction.attach']
    expect(await actions('districtAdmin', one.id)).toEqual(all)
    expect(await actions('teacher', one.id)).toEqual([])
  })

  it('reads nothing of it where an edit had put them in, or it is of an older log that was imported', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    const later = await edit(await log([otherTeacher]), [teacher, otherTeacher])
    await edit(later, [otherTeacher])
    const line = 'Date,Minutes,Type,School,Educators\r\n2026-10-01,30,Meeting,,teacher@alpha.example\r\n'
    await asCoach('POST', '/api/v1/coaching/log-imports', { content: Buffer.from(line).toString('base64') })
    const [old] = await owner("select id::text as id from interaction where held_on = '2026-10-01'")
    const imported = { id: old?.['id'] ?? '', version: '1' }
    await edit(imported, [otherTeacher])
    await attach(imported)
    for (const { id } of [later, imported]) {
      expect(await actions('districtAdmin', id)).toContain('interaction.edit')
      expect(await actions('teacher', id)).toEqual([])
    }
  })

  it('reads nothing of one that was edited before edits said whom it was about', async () => {
    const { teacher } = app.alpha.people
    for (const [id, named] of [
      ['900001', 'interaction.log'],
      ['900002', 'interaction.share'],
    ] as const) {
      await plant(id, named, { educatorIds: [teacher] })
      await plant(id, 'interaction.edit', { fields: ['educatorIds', 'minutes'] })
      await plant(id, 'interaction.open_notes', {})
      expect(await actions('districtAdmin', id)).toHaveLength(3)
      expect(await actions('teacher', id), named).toEqual([])
    }
  })

  it('reads what never was about them, with whom it was about before and is about now', async () => {
    const { otherTeacher, southTeacher } = app.alpha.people
    await owner(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       values ('alpha', $1::bigint, $2::bigint, 'sis', 'teacher', 'primary')`,
      [app.alpha.north, southTeacher],
    )
    const one = await edit(await log([otherTeacher]), [southTeacher])
    await edit(one, [southTeacher])
    const [, first] = await entries('teacher', one.id)
    expect(first?.detail).toEqual({ fields: ['educatorIds'], educatorIds: [otherTeacher, southTeacher] })
    expect(await entries('teacher', one.id)).toEqual(await entries('districtAdmin', one.id))
  })

  it('is looked for without reading the whole log', async () => {
    await owner(
      `insert into audit_entry (district_id, actor, action, object, detail)
       select 'alpha', 'test', case when n % 2 = 0 then 'interaction.log' else 'coaching_cycle.change' end,
         'interaction:' || (1000000 + n), '{}' from generate_series(1, 20000) n`,
    )
    await owner('analyze audit_entry')
    const plan = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, async (client) => {
      const filters = [null, null, '', null, null, null, 25, 0]
      const values = ['alpha', true, [], app.alpha.people.teacher, ...filters, COACHING_ACTIONS, true]
      const statement = sorted('list_audit', {}, { by: {}, otherwise: 'page.id desc' })
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement}`, values)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    const looked = plan.slice(plan.indexOf('CTE of_reader'), plan.indexOf('CTE found'))
    expect(looked.match(/\b(?:on|using) audit_entry_of_taken_out\b/g), looked).toHaveLength(2)
    expect(looked).not.toContain('Seq Scan on audit_entry')
  })
})
