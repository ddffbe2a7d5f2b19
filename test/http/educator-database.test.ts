/** The educator database of 000: found by what is known of educators, within what the reader may see. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'
import { cycleOf } from './things.ts'

const STEP = 'canary-step-8831'
let app: TestApp
let coach: string
let admin: string
let tag: string
let group: string

beforeAll(async () => {
  app = await openTestApp()
  coach = app.bearerOf(app.alpha, 'coach')
  admin = app.bearerOf(app.alpha, 'districtAdmin')
  const { north, south, people } = app.alpha
  await asOwner('update class set grades = $2, subjects = $3 where id = $1', [
    app.alpha.classes.algebra,
    ['07', '08'],
    ['Mathematics'],
  ])
  await asOwner('update class set grades = $2, subjects = $3 where id = $1', [
    app.alpha.classes.chemistry,
    ['12'],
    ['Chemistry'],
  ])
  await asOwner("update class set course_sourced_id = 'bio' where id = $1", [app.alpha.classes.biology])
  await asOwner(
    "insert into course (district_id, source_id, sourced_id, title, subjects) values ('alpha', 'sis', 'bio', 'Biology 1', '{Science}')",
  )
  const made = await app.call('/api/v1/coaching/tags', { token: admin, body: { name: 'Exit tickets' } })
  tag = (made.json as { id: string }).id
  await app.call('/api/v1/school-groups', { token: admin, body: { name: 'The north', schoolIds: [north] } })
  group = String((await asOwner('select id from school_group'))[0]?.['id'])
  await log('coach', { date: '2026-11-02', tagIds: [tag], nextStep: { text: STEP, dueOn: '2026-12-01' } })
  await log('coach', { date: '2026-11-20', nextStep: { text: STEP, dueOn: '2026-11-25' } })
  await log('southCoach', { date: '2026-11-21', schoolId: south, educatorIds: [people.otherTeacher] })
  await log('southCoach', { date: '2026-09-01', schoolId: south, educatorIds: [people.southTeacher] })
})
afterAll(() => app.close())

const asOwner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'system' }, async (client) => {
    const found = await client.query<Record<string, unknown>>(statement, [...values])
    return found.rows
  })

async function log(name: PersonName, change: object): Promise<string> {
  const body = {
    minutes: 45,
    typeId: 'observation',
    schoolId: app.alpha.north,
    educatorIds: [app.alpha.people.teacher],
    notes: 'canary-note-8832',
    ...change,
  }
  const answer = await app.call('/api/v1/coaching/interactions', { token: app.bearerOf(app.alpha, name), body })
  expect(answer.status, answer.text).toBe(201)
  return (answer.json as { id: string }).id
}

interface Row {
  readonly familyName: string
  readonly lastContactOn: string | null
  readonly nextStep: { readonly dueOn: string | null } | null
  readonly inCycle: boolean
  readonly schools: readonly { readonly name: string }[]
}
const ask = (query = '', token = coach) => app.call(`/api/v1/coaching/educator-database${query}`, { token })
async function rows(query = '', token = coach): Promise<readonly Row[]> {
  const answer = await ask(query, token)
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { items: readonly Row[] }).items
}
const names = async (query = '', token = coach) => (await rows(query, token)).map(({ familyName }) => familyName)

describe('the educator database', () => {
  it('has of a coach’s schools the last contact and the step that is due first, and no word of either', async () => {
    const answer = await ask()
    expect(answer.json).toMatchObject({
      total: 2,
      items: [
        { familyName: 'Other', lastContactOn: null, nextStep: null, inCycle: false },
        {
          familyName: 'Teacher',
          lastContactOn: '2026-11-20',
          nextStep: { dueOn: '2026-11-25' },
          schools: [{ name: 'North School' }],
        },
      ],
    })
    expect(answer.text).not.toContain('canary')
  })

  it('tells a coach nothing of another coach’s work, and the administrator of the district all', async () => {
    const [mine] = await rows('?q=otto')
    expect(mine).toMatchObject({ lastContactOn: null, schools: [{ name: 'North School' }] })
    const [all] = await rows('?q=otto', admin)
    expect(all).toMatchObject({
      lastContactOn: '2026-11-21',
      schools: [{ name: 'North School' }, { name: 'South School' }],
    })
  })

  it('is closed to whoever has no part in coaching, and never has the reader in it (P000-24)', async () => {
    for (const name of ['teacher', 'principal', 'schoolAdmin', 'itAdmin', 'billing', 'student'] as const) {
      const token = app.bearerOf(app.alpha, name)
      for (const path of ['educator-database', 'educator-database/export', 'educator-choices'])
        expect((await app.call(`/api/v1/coaching/${path}`, { token })).status, `${name} ${path}`).toBe(403)
    }
    expect(await names()).not.toContain('Coachman')
    expect(await names('', admin)).toContain('Coachman')
  })

  it('tells an administrator nothing of an interaction that was about themself as well', async () => {
    const { teacher, districtAdmin } = app.alpha.people
    await asOwner(
      "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('alpha', $1, $2, 'sis', 'teacher', 'primary')",
      [app.alpha.north, districtAdmin],
    )
    const id = await log('coach', {
      date: '2026-11-22',
      educatorIds: [teacher, districtAdmin],
      tagIds: [tag],
      nextStep: { text: STEP, dueOn: '2026-11-23' },
    })
    const [seen] = await rows('?q=tara', admin)
    expect(seen).toMatchObject({ lastContactOn: '2026-11-20', nextStep: { dueOn: '2026-11-25' } })
    expect((await rows('?q=tara'))[0]).toMatchObject({ lastContactOn: '2026-11-22', nextStep: { dueOn: '2026-11-23' } })
    await asOwner('delete from interaction where id = $1', [id])
    await asOwner('delete from affiliation where person_id = $1', [districtAdmin])
  })
})

describe('the filters', () => {
  it.each([
    ['a school', () => `?schoolId=${app.alpha.south}`, ['Other', 'Under']],
    ['a group of schools', () => `?groupId=${group}`, ['Coachman', 'Other', 'Teacher']],
    ['a grade of a class they teach', () => '?grade=07', ['Teacher']],
    ['a subject of a class they teach', () => '?subject=Chemistry', ['Under']],
    ['a subject of its course', () => '?subject=Science', ['Other']],
    ['a tag', () => `?tagId=${tag}`, ['Teacher']],
    ['days without a contact', () => '?notSeenDays=30', ['Coachman', 'Under']],
    ['fewer days', () => '?notSeenDays=1', ['Coachman', 'Teacher', 'Under']],
    ['words', () => '?q=%20uTe%20und', ['Under']],
    ['two of them together', () => `?schoolId=${app.alpha.north}&notSeenDays=30`, ['Coachman']],
  ])('leave those of %s', async (_, query, expected) => {
    expect(await names(query(), admin)).toEqual(expected)
  })

  it('are within what the reader may see: another’s schools, classes and tags find nobody', async () => {
    expect(await names(`?schoolId=${app.alpha.south}`)).toEqual([])
    expect(await names(`?schoolId=${app.beta.north}`)).toEqual([])
    expect(await names('?subject=Chemistry')).toEqual([])
    const south = app.bearerOf(app.alpha, 'southCoach')
    expect(await names(`?tagId=${tag}`, south)).toEqual([])
    // Otto is at their school, and teaches that at another.
    expect(await names('?subject=Science', south)).toEqual([])
    expect(await names('?notSeenDays=30')).toEqual(['Other'])
  })

  it('find who is in an open cycle of the reader’s, and who is in none', async () => {
    const made = await app.call('/api/v1/coaching/cycles', {
      token: coach,
      body: cycleOf({ person: app.alpha.people.teacher }).body,
    })
    expect(made.status, made.text).toBe(201)
    expect(await names('?cycle=open')).toEqual(['Teacher'])
    expect(await names('?cycle=none')).toEqual(['Other'])
    expect((await rows('?q=tara'))[0]?.inCycle).toBe(true)
    expect(await names('?cycle=open', app.bearerOf(app.alpha, 'southCoach'))).toEqual([])
    expect(await names('?cycle=open', admin)).toEqual(['Teacher'])
    await asOwner("update coaching_cycle set ended_on = '2026-11-22'")
    expect(await names('?cycle=open')).toEqual([])
    expect((await rows('?q=tara'))[0]?.inCycle).toBe(false)
  })

  it('have grades, subjects and groups of the reader’s own schools to choose from', async () => {
    const choices = (token: string) => app.call('/api/v1/coaching/educator-choices', { token })
    expect((await choices(coach)).json).toEqual({
      groups: [{ id: group, name: 'The north' }],
      grades: ['07', '08'],
      subjects: ['Mathematics', 'Science'],
      capacity: null,
      mayAdd: false,
    })
    expect((await choices(app.bearerOf(app.alpha, 'southCoach'))).json).toEqual({
      groups: [],
      grades: ['12'],
      subjects: ['Chemistry'],
      capacity: null,
      mayAdd: false,
    })
  })

  it('find who waits for room, and leave them out otherwise', async () => {
    const { otherTeacher } = app.alpha.people
    await asOwner("insert into licence (district_id, kind, bought) values ('alpha', 'educator-capacity', 0)")
    await asOwner(
      "insert into seat (district_id, kind, person_id, state, since, place) values ('alpha', 'educator-capacity', $1, 'waiting', now(), 1)",
      [otherTeacher],
    )
    expect(await names()).toEqual(['Teacher'])
    expect(await names('?state=waiting')).toEqual(['Other'])
    expect(await names('?state=inactive')).toEqual(['Retired'])
    await asOwner("delete from seat where kind = 'educator-capacity'")
  })

  it('find who was switched off or has left, by the school or by what was done with them', async () => {
    const { teacher, southTeacher } = app.alpha.people
    expect(await names('?state=inactive')).toEqual(['Retired'])
    await asOwner("update person set suspended_at = now(), suspended_by = 'x' where id = $1", [southTeacher])
    await asOwner("update person set status = 'retired' where id = $1", [teacher])
    await asOwner('delete from affiliation where person_id = $1', [teacher])
    expect(await names()).toEqual(['Other'])
    expect(await names('?state=inactive')).toEqual(['Retired', 'Teacher'])
    expect(await names(`?state=inactive&schoolId=${app.alpha.south}`, admin)).toEqual(['Under'])
    expect(await names(`?state=inactive&groupId=${group}`, admin)).toEqual(['Retired', 'Teacher'])
    // Tara has left, and this coach never met her.
    expect(await names('?state=inactive', app.bearerOf(app.alpha, 'southCoach'))).toEqual(['Under'])
    await asOwner('update person set suspended_at = null, suspended_by = null where id = $1', [southTeacher])
    await asOwner("update person set status = 'active' where id = $1", [teacher])
    await asOwner(
      "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('alpha', $1, $2, 'sis', 'teacher', 'primary')",
      [app.alpha.north, teacher],
    )
  })
})

describe('order and pages', () => {
  it('sort by last contact and by what is due, without one last either way', async () => {
    const order = (sort: string) => names(`?sort=${sort}&q=t`, admin)
    expect(await order('lastContactOn')).toEqual(['Under', 'Teacher', 'Other'])
    expect(await order('-lastContactOn')).toEqual(['Other', 'Teacher', 'Under'])
    expect(await order('nextStepDueOn')).toEqual(['Teacher', 'Other', 'Under'])
    expect(await order('-nextStepDueOn')).toEqual(['Teacher', 'Other', 'Under'])
    expect(await names('?sort=-lastContactOn')).toEqual(['Teacher', 'Other'])
    expect((await ask('?sort=notes')).status).toBe(400)
  })

  it('count all and give the page', async () => {
    expect((await ask('?page=2&pageSize=1')).json).toMatchObject({
      total: 2,
      page: 2,
      items: [{ familyName: 'Teacher' }],
    })
    expect((await ask('?page=9')).json).toMatchObject({ total: 2, items: [] })
  })

  it('follow an interaction that is dated anew, that another takes over, and one that is deleted', async () => {
    const id = await log('coach', { date: '2026-11-22' })
    const last = async () => (await rows('?q=tara'))[0]?.lastContactOn
    expect(await last()).toBe('2026-11-22')
    await asOwner("update interaction set held_on = '2026-11-01' where id = $1", [id])
    expect(await last()).toBe('2026-11-20')
    await asOwner("update interaction set held_on = '2026-11-22', coach_id = $2 where id = $1", [
      id,
      app.alpha.people.southCoach,
    ])
    expect(await last()).toBe('2026-11-20')
    expect((await rows('?q=tara', admin))[0]?.lastContactOn).toBe('2026-11-22')
    await asOwner('delete from interaction where id = $1', [id])
    expect((await rows('?q=tara', admin))[0]?.lastContactOn).toBe('2026-11-20')
  })
})

describe('the file', () => {
  it('has all that match, and no cell that a spreadsheet would run (T27)', async () => {
    await asOwner('update person set given_name = \'=HYPERLINK("x")\' where id = $1', [app.alpha.people.teacher])
    const { status, text, headers } = await app.call('/api/v1/coaching/educator-database/export?sort=-familyName', {
      token: coach,
    })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/csv')
    expect(text.replace('\uFEFF', '').split('\r\n')).toEqual([
      'family name,given name,schools,last contact,next step,next step due,in a cycle',
      'Teacher,"\'=HYPERLINK(""x"")",North School,2026-11-20,open,2026-11-25,no',
      'Other,Otto,North School,,,,no',
      '',
    ])
    expect(text).not.toContain('canary')
    await asOwner("update person set given_name = 'Tara' where id = $1", [app.alpha.people.teacher])
  })
})
