import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handOnCommunities } from '../../src/store/community/community-write.ts'
import { inDistrict } from '../../src/store/database.ts'
import { codeOf, openDesk, type Desk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

let app: TestApp
let desk: Desk

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
})
afterAll(() => app.close())

const PEOPLE = [
  'teacher',
  'otherTeacher',
  'southTeacher',
  'coach',
  'principal',
] as const satisfies readonly PersonName[]
const CLASSES = ['algebra', 'biology', 'chemistry'] as const
const ACTS = [
  'create',
  'join',
  'promote',
  'demote',
  'handover',
  'remove',
  'leave',
  'add',
  'out',
  'lead',
  'unlead',
] as const

interface Step {
  readonly act: (typeof ACTS)[number]
  readonly by: (typeof PEOPLE)[number]
  readonly other: (typeof PEOPLE)[number]
  readonly of: (typeof CLASSES)[number]
  /** Which community of those there are. */
  readonly pick: number
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...ACTS),
  by: fc.constantFrom(...PEOPLE),
  other: fc.constantFrom(...PEOPLE),
  of: fc.constantFrom(...CLASSES),
  pick: fc.nat(6),
})

async function communities(): Promise<readonly string[]> {
  const rows = await desk.run("select id::text as id from community where district_id = 'alpha' order by id")
  return rows.map(({ id }) => String(id))
}

/** Does one step as the API lets it; whatever it answers, what must hold has to hold. */
async function take({ act, by, other, of, pick }: Step): Promise<void> {
  const all = await communities()
  const at = all[pick % Math.max(1, all.length)] ?? '999999999'
  const personId = app.alpha.people[other]
  const classId = app.alpha.classes[of]
  const one = `/communities/${at}`
  const done = {
    create: () => (all.length < 7 ? desk.ask(by, 'POST', '/communities', { name: 'Drawn' }) : desk.ask(by, 'GET', one)),
    join: () => desk.bringIn(by, at, other).catch(() => undefined),
    promote: () => desk.ask(by, 'POST', `${one}/leads`, { personId }),
    demote: () => desk.ask(by, 'DELETE', `${one}/leads/${personId}`),
    handover: () => desk.ask(by, 'POST', `${one}/handover`, { personId }),
    remove: () => desk.ask(by, 'DELETE', `${one}/members/${personId}`),
    leave: () => desk.ask(by, 'POST', `${one}/leave`),
    add: () => desk.addClass(by, at, classId),
    out: () => desk.ask(by, 'DELETE', `${one}/classes/${classId}`),
    lead: () =>
      desk.run(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         values ('alpha', $1, 'class_lead', 'class', $2, 'manual') on conflict do nothing`,
        [personId, classId],
      ),
    unlead: () => desk.ask(by, 'DELETE', `/classes/${classId}/leads/${personId}`),
  }
  const answer = await done[act]()
  if (answer !== undefined && 'status' in answer) expect(answer.status, `${act}: ${answer.text}`).toBeLessThan(500)
}

const set = (rows: readonly Record<string, unknown>[]): readonly string[] =>
  rows.map((row) => Object.values(row).join(' '))

async function mustHold(): Promise<void> {
  expect(
    await desk.run(`select k.id from community k where k.district_id = 'alpha' and not exists (
      select from community_member m join person p on p.district_id = m.district_id and p.id = m.person_id
      where m.district_id = k.district_id and m.community_id = k.id and m.role = 'lead' and p.status = 'active')`),
    'a community without a lead',
  ).toEqual([])
  expect(
    await desk.run("select class_id from community_class where district_id = 'alpha' group by 1 having count(*) > 5"),
    'a class in more than five communities',
  ).toEqual([])
  const held = await desk.run(
    "select scope_id as a, person_id as b, role as c from person_role where district_id = 'alpha' and scope_type = 'community' order by 1, 2, 3",
  )
  // The same from the rows alone, the long way: by name, and by each class for who is not there by name.
  const byName = await desk.run(
    "select community_id as a, person_id as b, 'community_' || role as c from community_member where district_id = 'alpha'",
  )
  const named = new Set(byName.map(({ a, b }) => `${String(a)} ${String(b)}`))
  const places = await desk.run(
    "select community_id as a, class_id as b from community_class where district_id = 'alpha'",
  )
  const leads = await desk.run(
    "select distinct scope_id as a, person_id as b from role_grant where district_id = 'alpha' and role = 'class_lead' and scope_type = 'class' and status = 'active'",
  )
  const byClass = places.flatMap((place) =>
    leads
      .filter((lead) => lead['a'] === place['b'] && !named.has(`${String(place['a'])} ${String(lead['b'])}`))
      .map((lead) => `${String(place['a'])} ${String(lead['b'])} community_member`),
  )
  expect([...set(held)].toSorted()).toEqual([...new Set([...set(byName), ...byClass])].toSorted())
}

describe('whatever people do with communities and classes', () => {
  it(
    'there is always a lead, at most five places, and membership by class is exact',
    { timeout: 120_000 },
    async () => {
      await desk.create('teacher', 'First')
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 30 }), async (steps) => {
          for (const each of steps) await take(each)
          await mustHold()
        }),
        { numRuns: 3, endOnFailure: true },
      )
    },
  )
})

const retire = (name: PersonName, status: string) =>
  desk.run("update person set status = $2 where district_id = 'alpha' and id = $1", [app.alpha.people[name], status])
const handOn = () =>
  inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
    handOnCommunities(client, 'alpha', NOW),
  )
const leadsOf = async (at: string): Promise<readonly string[]> =>
  (
    await desk.run(
      `select m.person_id::text as id from community_member m join person p on p.district_id = m.district_id
       and p.id = m.person_id and p.status = 'active'
       where m.district_id = 'alpha' and m.community_id = $1 and m.role = 'lead'`,
      [at],
    )
  ).map(({ id }) => String(id))

describe('a community whose last lead leaves the district', () => {
  it('is handed to who has been a member longest and works here, once, and it is on the audit log', async () => {
    await desk.run("update community set archived_at = now(), archived_by = 'test' where district_id = 'alpha'")
    const at = await desk.create('coach', 'Handed on')
    await desk.bringIn('coach', at, 'roleless')
    await desk.bringIn('coach', at, 'southTeacher')
    await desk.bringIn('coach', at, 'principal')
    await desk.run(
      "update community_member set added_at = added_at - interval '1 day' where district_id = 'alpha' and community_id = $1 and person_id = $2",
      [at, app.alpha.people.principal],
    )
    expect(await handOn()).toBe(0)
    await retire('coach', 'retired')
    expect(await handOn()).toBe(1)
    expect(await handOn()).toBe(0)
    expect(await leadsOf(at)).toEqual([app.alpha.people.principal])
    expect((await desk.audit(`community:${at}`)).at(-1)).toEqual({
      actor: 'system',
      action: 'community.hand_on',
      detail: { personId: app.alpha.people.principal },
    })
    await retire('coach', 'active')
  })

  it('is handed on where its only lead is deactivated, who leads it beside the other once activated again', async () => {
    const at = await desk.create('coach', 'Suspended')
    await desk.bringIn('coach', at, 'southTeacher')
    const deactivation = `/staff/${app.alpha.people.coach}/deactivation`
    expect(codeOf(await desk.ask('districtAdmin', 'POST', deactivation))).toBe('200')
    expect(await handOn()).toBe(1)
    expect(await handOn()).toBe(0)
    expect((await desk.audit(`community:${at}`)).at(-1)).toMatchObject({
      actor: 'system',
      action: 'community.hand_on',
      detail: { personId: app.alpha.people.southTeacher },
    })
    // They come by no door, and are no lead who lets the other one leave.
    expect((await desk.ask('southTeacher', 'POST', `/communities/${at}/leave`)).status).toBe(409)
    expect(codeOf(await desk.ask('districtAdmin', 'POST', `/staff/${app.alpha.people.coach}/activation`))).toBe('200')
    expect((await leadsOf(at)).toSorted()).toEqual([app.alpha.people.coach, app.alpha.people.southTeacher].toSorted())
  })

  it('waits where nobody in it works in the district', async () => {
    const at = await desk.create('coach', 'Waits')
    await desk.bringIn('coach', at, 'roleless')
    await retire('coach', 'retired')
    expect(await handOn()).toBe(0)
    expect(await leadsOf(at)).toEqual([])
    await retire('coach', 'active')
  })
})
