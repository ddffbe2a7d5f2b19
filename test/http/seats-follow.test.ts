/** Whatever somebody changes by hand, its seats are squared with it: a reconciliation afterwards finds nothing left to do. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../src/http/log.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import { setTimezone } from '../../src/daemon/desk/schedule.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { takenBack } from '../../src/store/seats/licence-preview.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { reconcileSeats } from '../../src/store/seats/seats.ts'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import worker from '../../config/worker.json' with { type: 'json' }
import { shippedKinds } from '../store/seat-district.ts'
import { callersOf, makeAccountsBy } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'
import { signInOver } from './whole-app.ts'

const COACHING = '/api/v1/licences/coaching-seats'
const READING = '/api/v1/products/reading'
const kinds = shippedKinds()
const places = (...moves: readonly string[]) => moves.map((move) => `educator-capacity ${move}`)
let app: TestApp
let owner: Database
let sync: Database
let token: string
/** Whom the steps have made, by the name that they give them. */
const made = new Map<string, string>()

beforeAll(async () => {
  app = await openTestApp((table, web, world) => {
    const signIn = signInOver(web, {
      now: () => NOW,
      afterRoleChange: async (client, change) => void (await reconcileSeats(client, { ...change, runId: null, kinds })),
    })
    const log = createLog({ level: 'silent', stream: process.stderr })
    addAccountRoutes(table, { signIn, publicUrl: 'http://localhost', sendsMail: false, world, log })
  })
  owner = app.database.open('owner')
  sync = app.database.open('sync')
  Object.assign(app.world.settings, { licenceKinds: kinds })
  token = callersOf(app)('districtAdmin')
  await makeAccountsBy(app, 'manual')
  // The planted seats have no ledger.
  for (const table of ['seat', 'licence_purchase', 'licence'])
    await asOwner((client) => client.query(`delete from ${table}`))
  await asOwner((client) => client.query("update person set grades = '{03}' where given_name = 'Stu'"))
  // A roster in which the two are staff, and the student's second number is a student's.
  await asOwner((client) =>
    client.query(`update person_source set feed_roles =
    case sourced_id when 'sis-student' then '[{"role":"student"}]'::jsonb else '[{"role":"teacher"}]'::jsonb end`),
  )
})
afterAll(() => app.close())

const asOwner = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(owner, { districtId: 'alpha', actor: 'test' }, work)
const asSync = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(sync, { districtId: 'alpha', actor: 'test' }, work)

type Entry = Readonly<Record<'id' | 'says', string>>
const readLedger = (): Promise<readonly Entry[]> =>
  asSync(async (client) => {
    const { rows } = await client.query<Entry>(
      `select l.kind || ' ' || l.seq as id, l.kind || ' ' || l.move || coalesce(' ' || p.given_name, '') as says
       from seat_ledger l left join person p on p.district_id = l.district_id and p.id = l.person_id
       order by l.kind, l.seq`,
    )
    return rows
  })
const leftToDo = () =>
  asSync((client) =>
    takenBack(client, async () => {
      const count = async () =>
        (await client.query<{ n: number }>('select count(*)::int as n from seat_ledger')).rows[0]?.n
      const before = await count()
      await reconcileSeats(client, { districtId: 'alpha', runId: null, actor: 'test', kinds, now: NOW })
      return ((await count()) ?? 0) - (before ?? 0)
    }),
  )

const send = (path: string, method: string, body?: unknown): Promise<Answer> =>
  app.call(path, { method, token, ...(body === undefined ? {} : { body }) })
const put = (path: string, body: unknown) => send(path, 'PUT', body)
const post = (path: string, body?: unknown) => send(path, 'POST', body)
const drop = (path: string) => send(path, 'DELETE')
const bought = new Set<string>()
const buy = (path: string, quantity: number) =>
  put(`${path}/purchases/standing`, { quantity, startsOn: null, endsOn: null, replaces: bought.has(path) }).finally(
    () => bought.add(path),
  )
const person = (name: string): string => made.get(name) ?? expect.fail(name)
const toStaff = (name: string, what: string, body?: unknown) => post(`/api/v1/staff/${person(name)}/${what}`, body)
async function add(name: string, role: string, schoolId: string | null): Promise<Answer> {
  const account = { givenName: name, familyName: 'Made', email: `${name.toLowerCase()}@alpha.example` }
  const answer = await post('/api/v1/staff', { ...account, role, schoolId, invite: false })
  made.set(name, (answer.json as { personId: string }).personId)
  return answer
}
async function takeRole(name: string, role: string): Promise<Answer> {
  const { json } = await app.call(`/api/v1/staff/${person(name)}`, { token })
  const held = (json as { roles: { id: string; role: string }[] }).roles.find((one) => one.role === role)
  return drop(`/api/v1/staff/${person(name)}/roles/${held?.id}`)
}
async function grades(how: 'edit' | 'give-back', value: readonly string[] = []): Promise<Answer> {
  const path = `/api/v1/roster/people/${app.alpha.people.student}`
  const { json } = await app.call(path, { token })
  const { fields } = json as { fields: { field: string; version: string }[] }
  const version = fields.find(({ field }) => field === 'grades')?.version
  if (how === 'edit') return put(`${path}/fields/grades`, { value, version })
  return post(`${path}/fields/grades/give-back`, { version })
}
const link = (stays: string, goes: string) =>
  linkPeople(
    { db: sync, settings: { licenceKinds: kinds }, now: () => NOW },
    { districtId: 'alpha', personId: stays, otherId: goes, by: 'cli', mayRaise: true },
  )
const addAgain = (like: 'teacher' | 'student', name: string) =>
  asOwner(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `with made as (
        insert into person (district_id, given_name, family_name, grades) values ('alpha', $1, 'Again', '{04}') returning id
      ), known as (
        insert into person_source (district_id, source_id, sourced_id, person_id, feed_roles)
        select 'alpha', 'sis', 'sis-' || $1, id, jsonb_build_array(jsonb_build_object('role', $2::text)) from made
      ), placed as (
        insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
        select 'alpha', $3, id, 'sis', $2, 'primary' from made
      )
      insert into role_grant (district_id, person_id, person_sourced_id, role, scope_type, scope_id, origin, source_id)
      select 'alpha', id, 'sis-' || $1, $2, 'school', $3, 'feed', 'sis' from made returning person_id::text as id`,
      [name, like, app.alpha.north],
    )
    made.set(name, rows[0]?.id ?? '')
  })

async function inviteByCommand(email: string): Promise<string> {
  const invitation = { place: { districtId: 'alpha' }, role: 'coach', email, by: 'cli' } as const
  const world = { db: app.world.database, limits: DEFAULT_SIGN_IN_LIMITS, now: () => NOW }
  return (await createInvitation(world, invitation)).token
}
const accept = (secret: string, givenName: string): Promise<Answer> =>
  app.call('/api/v1/invitations/accept', {
    body: { token: secret, givenName, familyName: 'Made', password: 'nine violet lanterns hum' },
  })
const links = new Map<string, string>()

type Done = Promise<Answer | void | number>
type Step = readonly [title: string, act: () => Done, moves: readonly string[]]

const steps: readonly Step[] = [
  [
    'coaching seats are bought',
    () => buy(COACHING, 3),
    [
      'coaching-seats purchase',
      'coaching-seats assign Dana',
      'coaching-seats assign Cora',
      'coaching-seats assign Simon',
    ],
  ],
  [
    'account seats are bought, too few of them',
    () => buy('/api/v1/licences/account-seats', 2),
    ['purchase', 'assign Otto', 'assign Ute', 'wait Tara'].map((what) => `account-seats ${what}`),
  ],
  [
    'the number of educators is limited: all who are there come in, and the surplus is over',
    () => put('/api/v1/educator-capacity', { rule: { perSeat: 1 } }),
    places('purchase', 'assign Cora', 'assign Otto', 'assign Ute', 'assign Tara', 'purchase', 'over Tara'),
  ],
  [
    'a coach is added',
    () => add('Carl', 'coach', app.alpha.north),
    ['coaching-seats wait Carl', 'educator-capacity wait Carl'],
  ],
  [
    'a teacher is added',
    () => add('Tom', 'teacher', app.alpha.north),
    ['account-seats wait Tom', 'educator-capacity wait Tom'],
  ],
  [
    'several teachers are added at once',
    async () => {
      const teachers = ['Tess', 'Theo'].map((name) => ({
        givenName: name,
        familyName: 'Made',
        email: `${name}@a.example`,
      }))
      const answer = await post('/api/v1/staff/teachers', { schoolId: app.alpha.north, teachers })
      const { teachers: added } = answer.json as {
        teachers: { personId: string; email: string; invitation: { url: string } }[]
      }
      for (const { email, personId, invitation } of added) {
        made.set(email.split('@')[0] ?? '', personId)
        links.set(email.split('@')[0] ?? '', invitation.url.split('#/invitation/')[1] ?? '')
      }
      return answer
    },
    [
      'account-seats wait Tess',
      'account-seats wait Theo',
      'educator-capacity wait Tess',
      'educator-capacity wait Theo',
    ],
  ],
  ['one of them accepts the invitation', () => accept(links.get('Tess') ?? '', 'Tess'), []],
  [
    'both are removed again',
    async () => {
      await toStaff('Tess', 'removal')
      return toStaff('Theo', 'removal')
    },
    [
      'account-seats withdraw Tess',
      'account-seats withdraw Theo',
      'educator-capacity withdraw Tess',
      'educator-capacity withdraw Theo',
    ],
  ],
  [
    'somebody is invited as a coach by the command line',
    async () => void links.set('Ines', await inviteByCommand('ines@a.example')),
    [],
  ],
  ['and accepts', () => accept(links.get('Ines') ?? '', 'Ines'), ['coaching-seats wait Ines']],
  [
    'whom nobody needs then',
    async () => {
      const found = await asOwner(
        async (client) =>
          (await client.query<{ id: string }>("select id::text as id from person where given_name = 'Ines'")).rows,
      )
      made.set('Ines', found[0]?.id ?? '')
      return toStaff('Ines', 'removal')
    },
    ['coaching-seats withdraw Ines'],
  ],
  [
    'a teacher is moved to another school',
    () => toStaff('Tom', 'move', { fromSchoolId: app.alpha.north, toSchoolId: app.alpha.south }),
    [],
  ],
  [
    'a teacher is made a coach',
    () => toStaff('Tom', 'roles', { role: 'coach', schoolId: app.alpha.south }),
    ['coaching-seats wait Tom'],
  ],
  [
    'somebody is promoted to district administrator',
    () => toStaff('Tom', 'roles', { role: 'district_admin', schoolId: null }),
    [],
  ],
  ['that is taken back', () => takeRole('Tom', 'district_admin'), []],
  ['the role of a coach is taken', () => takeRole('Tom', 'coach'), ['coaching-seats withdraw Tom']],
  [
    'a coach who holds a seat is deactivated',
    () => post(`/api/v1/staff/${app.alpha.people.coach}/deactivation`),
    ['coaching-seats leave Cora'],
  ],
  ['and comes back', () => post(`/api/v1/staff/${app.alpha.people.coach}/activation`), ['coaching-seats return Cora']],
  [
    'the seats of leavers are free at once from now on',
    () => put(`${COACHING}/rules`, { order: [], schools: [], graceDays: 0, overDays: null }),
    [],
  ],
  [
    'a coach is deactivated then',
    () => post(`/api/v1/staff/${app.alpha.people.southCoach}/deactivation`),
    ['coaching-seats release Simon', 'coaching-seats assign Carl'],
  ],
  [
    'and waits when they come back',
    () => post(`/api/v1/staff/${app.alpha.people.southCoach}/activation`),
    ['coaching-seats wait Simon'],
  ],
  [
    'who was added by hand is removed',
    () => toStaff('Carl', 'removal'),
    ['coaching-seats release Carl', 'coaching-seats assign Simon', 'educator-capacity withdraw Carl'],
  ],
  ['comes back', () => toStaff('Carl', 'return'), ['coaching-seats wait Carl', 'educator-capacity wait Carl']],
  [
    'is removed again',
    () => toStaff('Carl', 'removal'),
    ['coaching-seats withdraw Carl', 'educator-capacity withdraw Carl'],
  ],
  ['and is deleted for good', () => toStaff('Carl', 'deletion', { word: 'Carl Made' }), []],
  [
    'a number is given in the order by hand',
    async () => {
      await add('Kim', 'coach', app.alpha.north)
      return put(`${COACHING}/people/${person('Kim')}/priority`, { priority: 1 })
    },
    ['coaching-seats wait Kim', 'educator-capacity wait Kim'],
  ],
  [
    'the order by hand counts',
    () => put(`${COACHING}/rules`, { order: ['manual'], schools: [], graceDays: null, overDays: null }),
    [],
  ],
  ['seats are reserved for a school', () => put(`${COACHING}/reservations/${app.alpha.north}`, { quantity: 1 }), []],
  [
    'fewer are bought',
    () => buy(COACHING, 2),
    [
      'coaching-seats purchase',
      'coaching-seats over Simon',
      'educator-capacity purchase',
      'educator-capacity over Ute',
    ],
  ],
  [
    'the administrator chooses who gives a seat back',
    () => post(`${COACHING}/people/${app.alpha.people.coach}/yield`),
    ['coaching-seats yield Cora', 'coaching-seats keep Simon'],
  ],
  [
    'a purchase for a time comes besides',
    () => put(`${COACHING}/purchases/more`, { quantity: 1, startsOn: '2026-11-22', endsOn: '2026-11-22' }),
    [
      'coaching-seats purchase',
      'coaching-seats assign Kim',
      'educator-capacity purchase',
      'educator-capacity keep Ute',
    ],
  ],
  [
    'the clock of the district is set, and its day is another',
    () =>
      setTimezone(
        sync,
        { districtId: 'alpha', timezone: 'Pacific/Kiritimati' },
        {
          now: NOW,
          settings: { ...worker, spreadMs: 0 },
          after: (client) =>
            reconcileSeats(client, { districtId: 'alpha', runId: null, actor: 'cli', kinds, now: NOW }),
        },
      ),
    ['coaching-seats purchase', 'coaching-seats over Kim', 'educator-capacity purchase', 'educator-capacity over Ute'],
  ],
  ['that purchase is taken out', () => drop(`${COACHING}/purchases/more`), ['coaching-seats purchase']],
  ['a product comes into the catalogue', () => put(READING, { name: 'Reading', grades: [], category: '' }), []],
  [
    'its seats are bought',
    () => buy('/api/v1/licences/product-seats%3Areading', 1),
    ['product-seats:reading purchase'],
  ],
  [
    'a rule gives it to grade 04',
    () => put(`${READING}/rules/fourth`, { position: 1, grades: ['04'], schoolIds: [] }),
    [],
  ],
  ['a student’s grade is edited by hand', () => grades('edit', ['04']), ['product-seats:reading assign Stu']],
  ['the grade is given back to the feed', () => grades('give-back'), ['product-seats:reading leave Stu']],
  [
    'the rule becomes one of another grade',
    () => put(`${READING}/rules/fourth`, { position: 1, grades: ['03'], schoolIds: [] }),
    ['product-seats:reading return Stu'],
  ],
  [
    'it is of a school where the student isn’t',
    () => put(`${READING}/rules/fourth`, { position: 1, grades: ['03'], schoolIds: [app.alpha.south] }),
    ['product-seats:reading leave Stu'],
  ],
  [
    'the product is given by hand',
    () => post(`${READING}/students`, { give: true, personIds: [app.alpha.people.student] }),
    ['product-seats:reading return Stu'],
  ],
  ['it is given to a class', () => post(`${READING}/students`, { give: true, classId: app.alpha.classes.algebra }), []],
  [
    'it is taken back',
    () => post(`${READING}/students`, { give: false, personIds: [app.alpha.people.student] }),
    ['product-seats:reading release Stu'],
  ],
  ['the rule goes', () => drop(`${READING}/rules/fourth`), []],
  ['the product leaves the catalogue', () => drop(READING), []],
  ['and is back', () => put(READING, { name: 'Reading', grades: [], category: '' }), []],
  [
    'a student is put into a class',
    () =>
      post(`/api/v1/classes/${app.alpha.classes.biology}/enrolments`, {
        personId: app.alpha.people.student,
        role: 'student',
      }),
    [],
  ],
  [
    'two teachers turn out to be one, and the one who goes has the place in the educator database',
    async () => {
      await addAgain('teacher', 'Otto2')
      await asSync((client) =>
        reconcileSeats(client, { districtId: 'alpha', runId: null, actor: 'test', kinds, now: NOW }),
      )
      await link(app.alpha.people.otherTeacher, person('Otto2'))
    },
    [
      'account-seats wait Otto2',
      'account-seats withdraw Otto2',
      'educator-capacity wait Otto2',
      'educator-capacity withdraw Otto2',
    ],
  ],
  [
    'an educator more fits in',
    () => buy(COACHING, 4),
    [
      'coaching-seats purchase',
      'coaching-seats keep Kim',
      'coaching-seats assign Cora',
      'educator-capacity purchase',
      'educator-capacity keep Ute',
      'educator-capacity keep Tara',
    ],
  ],
  [
    'two teachers turn out to be one, and only the one who goes has a place in the educator database',
    () => link(person('Tom'), app.alpha.people.teacher),
    ['account-seats withdraw Tara', 'educator-capacity release Tara', 'educator-capacity assign Tom'],
  ],
  [
    'the product is given to the student again',
    () => post(`${READING}/students`, { give: true, personIds: [app.alpha.people.student] }),
    ['product-seats:reading assign Stu'],
  ],
  [
    'another student awaits it',
    async () => {
      await addAgain('student', 'Stan')
      return post(`${READING}/students`, { give: true, personIds: [person('Stan')] })
    },
    ['product-seats:reading wait Stan'],
  ],
  [
    'the one who awaits it turns out to be the one who has it',
    () => link(person('Stan'), app.alpha.people.student),
    ['product-seats:reading release Stu', 'product-seats:reading assign Stan'],
  ],
  [
    'more seats are kept for a school than are left',
    () => put(`${COACHING}/reservations/${app.alpha.south}`, { quantity: 9 }),
    [],
  ],
  [
    'a coach of another school comes',
    () => add('Rita', 'coach', app.alpha.north),
    ['coaching-seats wait Rita', 'educator-capacity wait Rita'],
  ],
  [
    'one seat more is bought',
    () => buy(COACHING, 5),
    ['coaching-seats purchase', 'educator-capacity purchase', 'educator-capacity assign Kim'],
  ],
  [
    'they are kept no longer',
    () => put(`${COACHING}/reservations/${app.alpha.south}`, { quantity: 0 }),
    ['coaching-seats assign Rita'],
  ],
]

const refusal = (stays: string, goes: string) =>
  link(stays, goes).then(
    () => 'linked',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  )

describe('in the same transaction the seats follow, and nothing is left to do, where', () => {
  it.each(steps)('%s', async (_title, act, moves) => {
    const before = new Set((await readLedger()).map(({ id }) => id))
    const answer = await act()
    if (typeof answer === 'object') expect(answer.status, answer.text).toBeLessThan(300)
    const written = (await readLedger()).filter(({ id }) => !before.has(id)).map(({ says }) => says)
    const proofs = await asSync((client) => replayLedger(client, 'alpha'))
    const wrong = proofs.filter(({ agrees }) => !agrees).map(({ kind }) => kind)
    expect({ written, left: await leftToDo(), wrong }).toEqual({ written: moves, left: 0, wrong: [] })
  })
})

describe('two people are not made one', () => {
  it('where more places are used than there are and only the one who goes has one: nobody loses a place', async () => {
    await buy(COACHING, 3)
    await addAgain('teacher', 'Una')
    await asSync((client) =>
      reconcileSeats(client, { districtId: 'alpha', runId: null, actor: 'test', kinds, now: NOW }),
    )
    await asOwner((client) =>
      client.query("delete from role_grant where person_id = $1 and role = 'teacher'", [app.alpha.people.southTeacher]),
    )
    await asSync((client) =>
      reconcileSeats(client, { districtId: 'alpha', runId: null, actor: 'test', kinds, now: NOW }),
    )
    expect(await refusal(person('Una'), app.alpha.people.southTeacher)).toContain(
      'better place among the educator-capacity',
    )
  })
})
