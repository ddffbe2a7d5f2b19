/** What coaching writes on the audit log: readers of the whole district find it there, and no school does (OWN-29-B). */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COACHING_ACTIONS } from '../../src/store/audit/coaching-actions.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const ROOMS = ['actions', 'store'].map((room) => fileURLToPath(new URL(`../../src/${room}/coaching`, import.meta.url)))
/** Written in a room of coaching, and about any record, the log itself or a setting. */
const OF_ALL = new Set(['access.denied', 'audit.export', 'setting.write'])
/** How columns and keys of settings begin that look like actions. */
const NO_ACTION = /^(?:page|coaching)\./

/** Every action that the rooms of coaching name; of one that is put together, the family with a made-up end. */
const WRITTEN = [
  ...new Set(
    ROOMS.flatMap((room) => readdirSync(room).map((file) => join(room, file)))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .filter((text) => /audit/i.test(text))
      .flatMap((text) => [...text.matchAll(/(?:'([a-z_]+\.[a-z_]+)'|`([a-z_]+\.)\$\{)/g)])
      .map(([, whole, family]) => whole ?? `${family}planted`),
  ),
].filter((action) => !OF_ALL.has(action) && !NO_ACTION.test(action))

let app: TestApp
let owners: Database

beforeAll(async () => {
  app = await openTestApp()
  owners = app.database.open('owner')
})
afterAll(() => app.close())

const owner = (statement: string, values: readonly unknown[]) =>
  inDistrict(owners, { districtId: 'alpha', actor: 'test' }, (client) => client.query(statement, [...values]))

const call = async (who: PersonName, path: string, body?: object) => {
  const { status, text, json } = await app.call(`/api/v1${path}`, {
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { body }),
  })
  expect(status, `${path} ${text}`).toBeLessThan(300)
  return json as Readonly<Record<string, unknown>>
}

const actionsSeen = async (who: PersonName, query: string): Promise<readonly string[]> => {
  const { items } = await call(who, `/audit?pageSize=100&${query}`)
  return (items as readonly { readonly action: string }[]).map(({ action }) => action)
}

/** Whoever administers a school, and a principal who does so besides. */
const OF_SCHOOL = ['schoolAdmin', 'principal'] as const

describe('what coaching writes on the audit log', () => {
  it('is on the list of what is of coaching, each action of it', () => {
    expect(WRITTEN.length).toBeGreaterThan(20)
    const families = COACHING_ACTIONS.map((pattern) => pattern.replace('%', ''))
    expect(WRITTEN.filter((action) => !families.some((family) => action.startsWith(family)))).toEqual([])
    expect(families.filter((family) => !WRITTEN.some((action) => action.startsWith(family)))).toEqual([])
  })

  it('is found about a person of the school by the district, and by no administrator of the school', async () => {
    const { teacher, principal } = app.alpha.people
    await owner(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1::bigint, 'school_admin', 'school', $2::bigint, 'manual')`,
      [principal, app.alpha.north],
    )
    await owner(
      `insert into audit_entry (district_id, actor, action, object, detail)
       select 'alpha', 'test', action, 'person:' || $2::text, '{"from": "1", "to": "2", "steps": 1}'
       from unnest($1::text[]) action`,
      [[...WRITTEN, 'field.edit'], teacher],
    )
    await owner(
      `insert into audit_entry (district_id, actor, action, object, detail)
       select 'alpha', 'test', 'access.denied', 'person:' || $1::text, jsonb_build_object('code', 'forbidden', 'route', route)
       from unnest($2::text[]) route`,
      [teacher, ['GET /api/v1/coaching/educators/:educatorId', 'GET /api/v1/staff/:personId']],
    )
    const about = `object=person:${teacher}`
    expect((await actionsSeen('districtAdmin', about)).toSorted()).toEqual(
      [...WRITTEN, 'access.denied', 'access.denied', 'field.edit'].toSorted(),
    )
    for (const who of OF_SCHOOL) {
      expect((await actionsSeen(who, about)).toSorted(), who).toEqual(['access.denied', 'field.edit'])
      expect(await actionsSeen(who, 'action=educator.'), who).toEqual([])
      expect(await actionsSeen(who, 'actor=test&action=access.'), who).toEqual(['access.denied'])
    }
  })

  it('is in nobody’s history on the page of an account', async () => {
    for (const who of ['districtAdmin', ...OF_SCHOOL] as const) {
      const { history } = await call(who, `/staff/${app.alpha.people.teacher}`)
      const actions = (history as readonly { readonly action: string }[]).map(({ action }) => action)
      expect(actions, who).toEqual(['field.edit'])
    }
  })

  it('tells no school of an educator who was left with their coach or handed over, nor of a step that was ticked', async () => {
    const { people, north, south } = app.alpha
    const { otherTeacher: educatorId, coach: fromId, southCoach: toId } = people
    const step = await call('coach', '/coaching/interactions', {
      date: '2026-11-12',
      minutes: 30,
      typeId: 'meeting',
      schoolId: north,
      educatorIds: [educatorId],
      nextStep: { text: 'Try it again', dueOn: '2026-11-23' },
    })
    await owner('delete from affiliation where person_id = $1 and org_id = $2', [educatorId, north])
    const decide = async (change: object) =>
      (await call('districtAdmin', '/coaching/handovers', { educatorId, fromId, toId, caseloadId: null, ...change }))[
        'id'
      ] as string
    const left = await decide({ toId: null })
    await call('districtAdmin', `/coaching/handovers/${left}/undo`, {})
    const handed = await decide({})
    await call('southCoach', `/coaching/handovers/${handed}/steps/${step['id'] as string}`, { done: true })
    // Back at the school, so that nothing but what it is keeps its administrator from it.
    await owner('update affiliation set org_id = $1 where person_id = $2 and org_id = $3', [north, educatorId, south])
    const about = `object=person:${educatorId}&action=educator.`
    expect(await actionsSeen('districtAdmin', about)).toEqual([
      'educator.hand_over_step',
      'educator.hand_over',
      'educator.undo_hand_over',
      'educator.leave_with_coach',
    ])
    for (const who of OF_SCHOOL) expect(await actionsSeen(who, about), who).toEqual([])
  })
})
