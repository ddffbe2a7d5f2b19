/**
 * Whether a coach has something about whoever reads: every road answers the same with it and without it (P000-24), also
 * where it was corrected and names them no more. Two answers that don't agree would tell, where each by itself tells nothing.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { type Act, actsOf } from './own-record-acts.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let owners: Database
let reader: string
/** What is about the reader, and something that is not. */
const theirs = { met: '', alone: '', step: '', cycle: '', file: '', draft: 'draft-about-the-reader' }
const others = { met: '', cycle: '', caseload: '', tag: '' }
/** The last entry of the audit log before the record was made. */
let before: string

const owner = <T>(statement: string, values: readonly unknown[] = []) =>
  inDistrict(owners, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query(statement, [...values])
    return rows as T[]
  })

async function call(path: string, body: object, o: { readonly who?: PersonName; readonly method?: string } = {}) {
  const token = app.bearerOf(app.alpha, o.who ?? 'coach')
  const { status, text, json } = await app.call(`/api/v1/coaching${path}`, { method: o.method ?? 'POST', token, body })
  expect(status, `${path}: ${text}`).toBeLessThan(300)
  return json as { readonly id: string; readonly version: string }
}

const log = (educatorIds: readonly string[], date: string, more: object = {}) =>
  call('/interactions', {
    date,
    minutes: 41,
    typeId: 'observation',
    schoolId: app.alpha.north,
    educatorIds,
    tagIds: [others.tag],
    notes: 'Kept by the coach',
    ...more,
  })
const startCycle = (ids: readonly string[], from: string) =>
  call('/cycles', {
    educators: ids.map((id) => ({ id, ratingStart: null, ratingEnd: null })),
    focusId: null,
    scaleId: null,
    focus: null,
    goal: null,
    stays: [{ phaseId: 'phase-plan', from }],
  })
const lastEntry = async () =>
  (await owner<{ id: string }>('select coalesce(max(id), 0)::text as id from audit_entry'))[0]?.id ?? '0'

beforeAll(async () => {
  app = await openTestApp()
  owners = app.database.open('owner')
  reader = app.alpha.people.teacher
  await giveAllRoles()
  await plantOthers()
  before = await lastEntry()
  await plantTheirs()
})
afterAll(() => app.close())

const giveAllRoles = () =>
  owner(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
     select 'alpha', $1::bigint, role, 'district', 0::bigint, 'manual' from unnest(array['district_admin', 'it_admin', 'billing_only']) role
     union all
     select 'alpha', $1::bigint, role, 'school', $2::bigint, 'manual' from unnest(array['coach', 'principal', 'school_admin']) role`,
    [reader, app.alpha.north],
  )

/** A talk, a cycle and a caseload with a colleague, who then moves to a school of another coach; an older log. */
async function plantOthers(): Promise<void> {
  const { otherTeacher } = app.alpha.people
  others.tag = (await call('/tags', { name: 'Routines' }, { who: 'districtAdmin' })).id
  others.met = (await log([otherTeacher], '2026-09-01')).id
  others.cycle = (await startCycle([otherTeacher], '2026-08-03')).id
  const load = await call('/caseloads', { coachId: null, name: 'Whom I look after', rules: [] })
  others.caseload = load.id
  const path = `/caseloads/${load.id}/educators`
  await call(path, { educatorIds: [otherTeacher], place: 'in', version: load.version }, { method: 'PUT' })
  const file = [
    'Date,Minutes,Type,School,Educators,Notes',
    '2026-09-02,41,Observation,,otherTeacher@alpha.example,Old',
    '2026-11-18,41,Observation,,teacher@alpha.example;otherTeacher@alpha.example,Old',
    '',
  ]
  await call('/log-imports', { content: Buffer.from(file.join('\r\n')).toString('base64') })
}

/** Of every kind something with the reader in it: alone, and together with colleagues. */
async function plantTheirs(): Promise<void> {
  const { otherTeacher, southTeacher, coach } = app.alpha.people
  const nextStep = { text: 'Kept by the coach', dueOn: '2026-11-21' }
  theirs.met = (await log([reader, otherTeacher], '2026-11-20', { nextStep })).id
  theirs.alone = (await log([reader], '2026-11-19')).id
  theirs.step = (await log([reader], '2026-11-17', { nextStep })).id
  // Of a colleague at a school of another coach, whom nothing else is open with.
  await owner("insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', $1, $2)", [
    theirs.step,
    southTeacher,
  ])
  const content = Buffer.from('Kept by the coach\n').toString('base64')
  theirs.file = (await call(`/interactions/${theirs.met}/attachments`, { name: 'kept.txt', content })).id
  await call(`/cycles/${others.cycle}/interactions/${theirs.met}`, { phaseId: null }, { method: 'PUT' })
  theirs.cycle = (await startCycle([reader, otherTeacher], '2026-10-05')).id
  const gone = await startCycle([reader, otherTeacher], '2026-10-06')
  await owner('delete from coaching_cycle where id = $1', [gone.id])
  const deleted = await log([reader, otherTeacher], '2026-11-16')
  await call(`/interactions/${deleted.id}/deletion`, { version: deleted.version })
  await call('/drafts', { id: theirs.draft, draft: { educatorIds: [reader, otherTeacher] } }, { method: 'PUT' })
  const { version } = (
    await app.call(`/api/v1/coaching/caseloads/${others.caseload}`, { token: app.bearerOf(app.alpha, 'coach') })
  ).json as { readonly version: string }
  await call(
    `/caseloads/${others.caseload}/educators`,
    { educatorIds: [reader], place: 'in', version },
    { method: 'PUT' },
  )
  await owner(
    `insert into interaction_mail (district_id, interaction_id, version, person_id, letter_sealed, asked_by, asked_at)
     values ('alpha', $1, 1, $2, 'sealed', $3, now())`,
    [theirs.met, otherTeacher, `person:${coach}`],
  )
  await owner('delete from affiliation where person_id = $1 and org_id = $2', [otherTeacher, app.alpha.north])
}

/** The coach takes the reader out of each of them; what was written of them stays where it is. */
async function takeOut(): Promise<void> {
  const { otherTeacher } = app.alpha.people
  const [old] = await owner<{ id: string }>(
    "select interaction_id::text as id from interaction_educator e where person_id = $1 and held_on = '2026-11-18'",
    [reader],
  )
  // Back at the school for as long as the coach needs to choose them instead.
  await owner(
    `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
     select district_id, org_id, $2, source_id, feed_role, role_type from affiliation where person_id = $1 and org_id = $3`,
    [reader, otherTeacher, app.alpha.north],
  )
  const ids = [theirs.met, theirs.alone, theirs.step, old?.id ?? '']
  const token = app.bearerOf(app.alpha, 'coach')
  for (const id of ids) {
    const { json } = await app.call(`/api/v1/coaching/interactions/${id}`, { token })
    const { date, version } = json as { readonly date: string; readonly version: string }
    const body = { date, minutes: 41, typeId: 'observation', schoolId: app.alpha.north, educatorIds: [otherTeacher] }
    await call(`/interactions/${id}`, { ...body, notes: 'Kept by the coach', version }, { method: 'PUT' })
  }
  const path = `/api/v1/coaching/cycles/${theirs.cycle}`
  const { version } = (await app.call(path, { token })).json as { readonly version: string }
  const educators = [{ id: otherTeacher, ratingStart: null, ratingEnd: null }]
  const stays = [{ phaseId: 'phase-plan', from: '2026-10-05' }]
  const body = { educators, focusId: null, scaleId: null, focus: null, goal: null, stays, endedOn: null, version }
  await call(`/cycles/${theirs.cycle}`, body, { method: 'PUT' })
  await owner('delete from affiliation where person_id = $1 and org_id = $2', [otherTeacher, app.alpha.north])
  const left = await owner(
    `select 1 from interaction_educator where person_id = $1
     union all select 1 from coaching_cycle_educator where person_id = $1`,
    [reader],
  )
  expect(left).toEqual([])
}

/** As if none of it had ever been. What was asked in the meantime goes from the audit log, too. */
async function removeTheirs(): Promise<void> {
  await owner(
    `delete from interaction i where exists (select from interaction_about e
       where e.interaction_id = i.id and e.person_id = $1)`,
    [reader],
  )
  await owner(
    `delete from coaching_cycle c where exists (select from coaching_cycle_about e
       where e.cycle_id = c.id and e.person_id = $1)`,
    [reader],
  )
  await owner('update interaction_import set interactions = interactions - 1')
  await owner('delete from interaction_draft where id = $1', [theirs.draft])
  await owner('delete from caseload_member where person_id = $1', [reader])
  await owner('delete from coach_handover')
  await owner('delete from audit_entry where id > $1', [before])
}

/** Each road with every person, cycle and interaction that there is to fill in, and with what it takes in its query. */
function roads(): readonly string[] {
  const { people, north, classes } = app.alpha
  const persons = [reader, people.otherTeacher, people.southTeacher, people.coach]
  const fill: Readonly<Record<string, readonly string[]>> = {
    personId: persons,
    educatorId: persons,
    interactionId: [theirs.met, theirs.alone, others.met],
    cycleId: [theirs.cycle, others.cycle],
    attachmentId: [theirs.file],
    caseloadId: [others.caseload],
    tagId: [others.tag],
    schoolId: [north],
    classId: [classes.algebra],
  }
  const filled = (path: string): readonly string[] => {
    const name = /:(\w+)/.exec(path)?.[1]
    if (name === undefined) return [path]
    return (fill[name] ?? ['999999999']).flatMap((id) => filled(path.replace(`:${name}`, id)))
  }
  const queries: Readonly<Record<string, readonly string[]>> = {
    q: ['q=Otto'],
    by: ['coach', 'school', 'type', 'tag', 'phase', 'focus', 'month', 'all'].map((by) => `by=${by}`),
    state: ['active', 'waiting', 'inactive', 'open', 'ended', 'all'].map((state) => `state=${state}`),
    from: ['from=2026-07-01'],
    since: ['since=2026-11-01', 'since=2026-08-01'],
    days: ['days=30'],
    coach: [`coach=${people.coach}`],
    coachId: [`coachId=${people.coach}`, `by=all&coachId=${people.coach}`],
    educatorId: persons.flatMap((id) => [`educatorId=${id}`, `by=all&educatorId=${id}`]),
    tagId: [`tagId=${others.tag}`, `by=all&tagId=${others.tag}`],
    typeId: ['typeId=observation', 'by=all&typeId=observation'],
    schoolId: [`schoolId=${north}`, `by=all&schoolId=${north}`],
    to: ['to=2026-11-17', 'by=all&from=2026-11-16&to=2026-11-20', 'by=all&from=2026-11-19&to=2026-11-19'],
    standing: ['planned', 'on_track', 'due', 'overdue'].map((standing) => `by=all&standing=${standing}`),
    phaseId: ['by=all&phaseId=phase-plan'],
    sort: ['sort=dueOn', 'sort=-minutes'],
    nextStep: ['nextStep=open', 'nextStep=none'],
    inCycle: ['inCycle=open', 'inCycle=none'],
    cycle: ['cycle=open', 'cycle=none'],
    pageSize: ['pageSize=100'],
  }
  const asked = app.table.routes
    .filter(({ method, path }) => method === 'get' && path.startsWith('/api/v1/'))
    .flatMap(({ path, query }) => {
      const takes = Object.keys((query as { properties?: object } | undefined)?.properties ?? {})
      const wishes = ['', ...takes.flatMap((name) => queries[name] ?? [])]
      return filled(path).flatMap((road) => wishes.map((wish) => (wish === '' ? road : `${road}?${wish}`)))
    })
  const objects = [
    ...persons.map((id) => `person:${id}`),
    ...[theirs.met, theirs.alone, theirs.step, others.met].map((id) => `interaction:${id}`),
    ...[theirs.cycle, others.cycle].map((id) => `coaching_cycle:${id}`),
    `caseload:${others.caseload}`,
  ]
  const { otherTeacher, southTeacher, coach, southCoach } = people
  return [
    ...asked,
    ...objects.map((object) => `/api/v1/audit?pageSize=100&object=${object}`),
    ...['interaction.', 'coaching_cycle.', 'educator.', 'caseload.'].map(
      (action) => `/api/v1/audit?pageSize=100&action=${action}`,
    ),
    ...[
      [southTeacher, otherTeacher],
      [otherTeacher, southTeacher],
      [southCoach, coach],
    ].map(([stays, goes]) => `/api/v1/educator-merges/preview?stays=${stays}&goes=${goes}`),
  ]
}

/** What is another at every asking: moments, numbers of entries that the asking itself leaves, versions. */
const plain = (text: string) =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00|\+00)?/g, 'moment')
    .replaceAll(/"version":"\d+"/g, '"version"')
    .replaceAll('"at":"moment","id":', '"at":"moment"')
    .replaceAll(/"at":"moment""\d+"/g, '"at":"moment"')
    .replaceAll(/^"?\d+"?,"?moment/gm, 'moment')

type Answers = ReadonlyMap<string, string>

async function answers(asked: readonly string[], who: PersonName): Promise<Answers> {
  const token = app.bearerOf(app.alpha, who)
  const told = new Map<string, string>()
  for (const road of asked) {
    const { status, text } = await app.call(road, { token })
    told.set(road, `${status} ${plain(text)}`)
  }
  return told
}

async function answersToActs(acts: readonly Act[], who: PersonName): Promise<Answers> {
  const token = app.bearerOf(app.alpha, who)
  const told = new Map<string, string>()
  for (const { method, path, body } of acts) {
    const { status, text } = await app.call(path, { method, token, ...(body === undefined ? {} : { body }) })
    told.set(`${method} ${path} ${JSON.stringify(body)}`, `${status} ${plain(text)}`)
  }
  return told
}

/** What a colleague's being handed over could tell: of what is open with them, how much was made anew, and where it shows. */
const MADE =
  /\/coaching\/(cycle|educator-database|time-lines|handovers|reports|caseloads|today)|\/audit|\/figures|\/kept/

/** Numbers that were given meanwhile are others at every asking; how many there are is not. */
const unnumbered = (text: string) =>
  plain(text)
    .replaceAll(/("+)(id|handover|next)\1:\1\d+\1/g, '"$2"')
    .replaceAll(/coaching_cycle:(\d+)/g, (said, id) =>
      [theirs.cycle, others.cycle].includes(String(id)) ? said : 'coaching_cycle:new',
    )

/** The reader, as an administrator, hands a colleague over, looks wherever that shows, takes it back and looks again. */
async function answersToHandingOver(reads: readonly string[]): Promise<Answers> {
  const { otherTeacher, coach, southCoach } = app.alpha.people
  const token = app.bearerOf(app.alpha, 'teacher')
  const told = new Map<string, string>()
  const look = async (when: string) => {
    for (const [road, answer] of await answers(reads, 'teacher')) told.set(`${when} ${road}`, unnumbered(answer))
  }
  const act = async (path: string, body?: object) => {
    const { status, text, json } = await app.call(`/api/v1/coaching/handovers${path}`, {
      method: 'POST',
      token,
      ...(body === undefined ? {} : { body }),
    })
    told.set(path === '' ? 'handing over' : 'taking back', `${status} ${unnumbered(text)}`)
    return (json as { readonly id?: string }).id ?? ''
  }
  const id = await act('', { educatorId: otherTeacher, fromId: coach, toId: southCoach, caseloadId: null })
  await look('handed over')
  await act(`/${id}/undo`)
  await look('taken back')
  expect([told.get('handing over'), told.get('taking back')].map((one) => one?.slice(0, 3))).toEqual(['201', '200'])
  return told
}

/** What is opened with a reason: whoever is in none of it is shown it. */
const OPENS = /\/(notes|texts|content) /

/** Where somebody who is in none of it is told of it, so that the roads are the right ones. */
const TOLD = [
  /\/reports\/all\?by=coach/,
  /\/reports\/all\/not-seen/,
  /\/reports\/all\/cycles/,
  /\/coaching\/educator-database/,
  /\/coaching\/cycles\/\d+$/,
  /\/coaching\/interactions\/\d+$/,
  /\/coaching\/handovers$/,
  /\/people\/\d+\/erasure/,
  /\/people\/\d+\/record/,
  /\/people\/\d+\/kept/,
  /\/staff\/\d+\/deletion/,
  /\/educator-merges\/preview\?/,
  /\/audit\?.*object=interaction:/,
  /\/audit\?.*object=coaching_cycle:/,
  /\/audit\?.*action=caseload\./,
  /\/audit\/export/,
  /^POST .*\/interactions\/\d+\/notes /,
  /^POST .*\/cycles\/\d+\/texts /,
  /^POST .*\/attachments\/\d+\/content /,
]

describe('whoever is in the coaching record', () => {
  let asked: readonly string[]
  let differ: (who: PersonName) => readonly string[]
  let differOnceOut: () => readonly string[]

  beforeAll(async () => {
    const reads = roads()
    const acts = actsOf(app, { theirs, others })
    const openings = acts.filter(({ method, path }) => method === 'POST' && OPENS.test(`${path} `))
    const tell = async () => ({
      teacher: new Map([
        ...(await answers(reads, 'teacher')),
        ...(await answersToActs(acts, 'teacher')),
        ...(await answersToHandingOver(reads.filter((road) => MADE.test(road)))),
      ]),
      districtAdmin: new Map([
        ...(await answers(reads, 'districtAdmin')),
        ...(await answersToActs(openings, 'districtAdmin')),
      ]),
    })
    const unasked = await lastEntry()
    const withIt = await tell()
    // What the asking itself has left.
    await owner('delete from audit_entry where id > $1', [unasked])
    await owner('delete from coach_handover')
    await takeOut()
    const out = await tell()
    await removeTheirs()
    const without = await tell()
    asked = [...withIt.teacher.keys()]
    const between = (one: Answers, other: Answers) =>
      asked
        .filter((road) => one.get(road) !== other.get(road))
        .map((road) => `${road}\n  with    ${one.get(road)}\n  without ${other.get(road)}`)
    differ = (who) => between(withIt[who as keyof typeof withIt], without[who as keyof typeof without])
    differOnceOut = () => between(out.teacher, without.teacher)
  }, 240_000)

  it('is told the same by every road and by what they try to do, with that record and without it', () => {
    expect(asked.length).toBeGreaterThan(330)
    expect(asked.filter((road) => !road.startsWith('/')).length).toBeGreaterThan(35)
    expect(differ('teacher')).toEqual([])
  })

  it('is told no more where they were taken out of it: what was written of them may still stand there', () => {
    expect(differOnceOut()).toEqual([])
  })

  it('would be told otherwise if they were in none of it', () => {
    const told = differ('districtAdmin').map((line) => line.split('\n')[0] ?? '')
    expect(TOLD.filter((road) => !told.some((one) => road.test(one)))).toEqual([])
  })
})
