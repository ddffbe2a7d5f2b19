/** Coaching cycles through the API: who may, what is refused, phases back and forth, what belongs to a cycle. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Detail {
  readonly id: string
  readonly version: string
  readonly phase: { readonly id: string }
  readonly standing: string
  readonly dueOn: string | null
  readonly lastOn: string | null
  readonly startedOn: string
  readonly endedOn: string | null
  readonly stays: readonly { readonly phaseId: string; readonly from: string }[]
  readonly sums: readonly { readonly phase: { readonly id: string }; readonly days: number; readonly minutes: number }[]
  readonly entries: readonly { readonly id: string; readonly phaseId: string; readonly isPlaced: boolean }[]
  readonly texts: { readonly focus: string | null; readonly goal: string | null } | null
  readonly hasTexts: boolean
}

const GOAL = 'Waits three seconds: cycle-canary'
let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await set('focuses', [{ id: null, name: 'Questioning', active: true, levels: [] }])
  await set('scales', [{ id: null, name: 'Practice', active: true, levels: ['Low', 'Middle', 'High'] }])
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/coaching${path}`, {
    method,
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { body }),
  })
async function set(list: string, items: readonly unknown[]): Promise<Answer> {
  const { json } = await call('districtAdmin', 'GET', '/settings')
  const { version } = (json as Record<string, { version: string }>)[list] ?? { version: '' }
  return call('districtAdmin', 'PUT', `/settings/${list}`, { items, version })
}
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } } | null)?.error?.code]
const fieldsOf = ({ json }: Answer) =>
  (json as { error: { fields?: { field: string; code: string }[] } }).error.fields?.map(
    ({ field, code }) => `${field} ${code}`,
  )
const withTeacher = (change: object = {}) => ({
  educators: [{ id: app.alpha.people.teacher, ratingStart: null, ratingEnd: null }],
  focusId: 'focus-questioning',
  scaleId: null,
  focus: null,
  goal: GOAL,
  stays: [{ phaseId: 'phase-plan', from: '2026-11-02' }],
  ...change,
})
const start = async (change: object = {}): Promise<Detail> => {
  const made = await call('coach', 'POST', '/cycles', withTeacher(change))
  expect([made.status, made.text]).toEqual([201, expect.anything()])
  return made.json as Detail
}
const log = async (date: string, minutes: number): Promise<string> => {
  const { teacher } = app.alpha.people
  const body = { date, minutes, typeId: 'meeting', schoolId: app.alpha.north, educatorIds: [teacher] }
  return ((await call('coach', 'POST', '/interactions', body)).json as { id: string }).id
}
const texts = (who: PersonName, cycle: Detail, reason = 'A parent has asked about it') =>
  call(who, 'POST', `/cycles/${cycle.id}/texts`, { reason })
const put = (cycle: Detail, interactionId: string, phaseId: string | null = null) =>
  call('coach', 'PUT', `/cycles/${cycle.id}/interactions/${interactionId}`, { phaseId })

describe('a coaching cycle', () => {
  it('“Connecthub.io is a platform designed for Coaches.”: a cycle is started by them alone, with educators of their schools, and says all that is wrong with it', async () => {
    for (const who of ['districtAdmin', 'schoolAdmin', 'principal', 'billing', 'teacher', 'student'] as const)
      expect(codeOf(await call(who, 'POST', '/cycles', withTeacher())), who).toEqual([403, 'forbidden'])
    const { southTeacher, coach } = app.alpha.people
    const wrong = {
      educators: [southTeacher, coach, app.beta.people.teacher].map((id) => ({ id, ratingStart: 2, ratingEnd: null })),
      focusId: 'focus-nothing',
      stays: [{ phaseId: 'phase-nothing', from: '2026-11-02' }],
    }
    const refused = await call('coach', 'POST', '/cycles', withTeacher(wrong))
    expect(codeOf(refused)).toEqual([422, 'cycle_invalid'])
    expect(fieldsOf(refused)).toEqual([
      'educators/0 educator_unknown',
      'educators/1 educator_is_coach',
      'educators/2 educator_unknown',
      'focusId focus_unknown',
      'educators/0 rating_without_scale',
      'educators/1 rating_without_scale',
      'educators/2 rating_without_scale',
      'stays/0 phase_unknown',
    ])
    expect((await call('coach', 'GET', '/cycles')).json).toMatchObject({ items: [], total: 0 })
  })

  it('begins in a phase of the district’s model, is due by its cadence, and its version is its ETag', async () => {
    const cycle = await start()
    expect(cycle).toMatchObject({ standing: 'overdue', dueOn: '2026-11-16', version: '1', texts: { goal: GOAL } })
    expect(cycle.sums.map(({ phase, days }) => [phase.id, days])).toEqual([
      ['phase-plan', 21],
      ['phase-practise', 0],
      ['phase-reflect', 0],
    ])
    const read = await call('coach', 'GET', `/cycles/${cycle.id}`)
    expect(read.headers.get('etag')).toBe('"1"')
    const { educators, focusId, scaleId, focus, stays } = withTeacher()
    const edit = { educators, focusId, scaleId, focus, goal: 'Another goal', stays, endedOn: null }
    const token = app.bearerOf(app.alpha, 'coach')
    const path = `/api/v1/coaching/cycles/${cycle.id}`
    const seen = { method: 'PUT', token, body: edit, headers: { 'if-match': '"1"' } }
    expect((await app.call(path, seen)).json).toMatchObject({ version: '2', texts: { goal: 'Another goal' } })
    expect(codeOf(await app.call(path, seen))).toEqual([409, 'cycle_stale'])
  })

  it('goes to another phase and back, keeps the way it went, ends, and is reopened', async () => {
    const cycle = await start()
    const move = (phaseId: string, from: string, version: string) =>
      call('coach', 'POST', `/cycles/${cycle.id}/phase`, { phaseId, from, version })
    expect(fieldsOf(await move('phase-practise', '2026-11-01', '1'))).toEqual(['from phase_before_start'])
    await move('phase-practise', '2026-11-10', '1')
    const back = (await move('phase-plan', '2026-11-20', '2')).json as Detail
    expect(back.stays.map(({ phaseId, from }) => [phaseId, from])).toEqual([
      ['phase-plan', '2026-11-02'],
      ['phase-practise', '2026-11-10'],
      ['phase-plan', '2026-11-20'],
    ])
    expect(back.sums.map(({ days }) => days)).toEqual([11, 10, 0])
    const end = { ...withTeacher(), stays: [...back.stays, { phaseId: 'phase-reflect', from: '2026-12-01' }] }
    const rated = {
      educators: [{ id: app.alpha.people.teacher, ratingStart: 1, ratingEnd: 3 }],
      scaleId: 'scale-practice',
    }
    const body = { ...end, ...rated, endedOn: '2026-11-21', version: '3' }
    const ended = (await call('coach', 'PUT', `/cycles/${cycle.id}`, body)).json as Detail
    expect(ended).toMatchObject({ standing: 'ended', dueOn: null, endedOn: '2026-11-21', phase: { id: 'phase-plan' } })
    expect(ended.stays).toEqual(back.stays)
    expect(codeOf(await move('phase-reflect', '2026-11-21', '4'))).toEqual([409, 'cycle_ended'])
    const reopened = await call('coach', 'PUT', `/cycles/${cycle.id}`, { ...body, endedOn: null, version: '4' })
    expect(reopened.json).toMatchObject({ endedOn: null, educators: [{ ratingStart: 1, ratingEnd: 3 }] })
    expect(await actionsOn(cycle.id)).toEqual(['start', 'move', 'move', 'end', 'reopen'])
  })

  it('has each interaction in the phase of its date, or where its coach put it, and in no second cycle', async () => {
    const cycle = await start({
      stays: [
        { phaseId: 'phase-plan', from: '2026-11-02' },
        { phaseId: 'phase-practise', from: '2026-11-10' },
      ],
    })
    const [early, late] = [await log('2026-11-03', 20), await log('2026-11-12', 40)]
    const loose = await call('coach', 'GET', `/cycles/${cycle.id}/loose-interactions`)
    expect((loose.json as { interactions: { id: string }[] }).interactions.map(({ id }) => id)).toEqual([late, early])
    await put(cycle, early)
    const both = (await put(cycle, late)).json as Detail
    expect(both.sums.map(({ minutes }) => minutes)).toEqual([20, 40, 0])
    expect(both).toMatchObject({ lastOn: '2026-11-12', dueOn: '2026-11-26' })
    const moved = (await put(cycle, late, 'phase-reflect')).json as Detail
    expect(moved.sums.map(({ minutes }) => minutes)).toEqual([20, 0, 40])
    const redated = withTeacher({
      stays: [{ phaseId: 'phase-practise', from: '2026-11-02' }],
      endedOn: null,
      version: '1',
    })
    const after = (await call('coach', 'PUT', `/cycles/${cycle.id}`, redated)).json as Detail
    expect(after.entries.map(({ id, phaseId, isPlaced }) => [id, phaseId, isPlaced])).toEqual([
      [late, 'phase-reflect', true],
      [early, 'phase-practise', false],
    ])
    const other = await start()
    const taken = (await put(other, late)).json as Detail
    expect(taken.entries.map(({ id }) => id)).toEqual([late])
    const left = (await call('coach', 'GET', `/cycles/${cycle.id}`)).json as Detail
    expect(left.entries.map(({ id }) => id)).toEqual([early])
    const out = await call('coach', 'DELETE', `/cycles/${cycle.id}/interactions/${early}`)
    expect((out.json as Detail).entries).toEqual([])
    expect((await call('coach', 'GET', `/interactions/${early}`)).status).toBe(200)
  })

  it('takes no interaction that is another’s or about others, and no phase that is not its', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    const cycle = await start({ educators: [{ id: otherTeacher, ratingStart: null, ratingEnd: null }] })
    const mine = await log('2026-11-15', 10)
    expect(codeOf(await put(cycle, mine))).toEqual([404, 'not_found'])
    const body = {
      date: '2026-11-15',
      minutes: 10,
      typeId: 'meeting',
      schoolId: app.alpha.south,
      educatorIds: [otherTeacher],
    }
    const theirs = ((await call('southCoach', 'POST', '/interactions', body)).json as { id: string }).id
    expect(codeOf(await put(cycle, theirs))).toEqual([404, 'not_found'])
    const own = await start({ educators: [{ id: teacher, ratingStart: null, ratingEnd: null }] })
    expect(codeOf(await put(own, mine, 'phase-nothing'))).toEqual([422, 'phase_unknown'])
    expect((await call('coach', 'GET', `/cycles/${own.id}`)).json).toMatchObject({ entries: [] })
  })
})

const logIn = (cycle: object | null, change: object = {}, who: PersonName = 'coach') => {
  const { teacher } = app.alpha.people
  const body = { date: '2026-11-12', minutes: 25, typeId: 'meeting', schoolId: app.alpha.north }
  return call(who, 'POST', '/interactions', { ...body, educatorIds: [teacher], cycle, ...change })
}
const mine = async () => {
  const { json } = await call('coach', 'GET', '/interactions?pageSize=1')
  return (json as { total: number }).total
}

describe('an interaction that is logged into a cycle', () => {
  const STAYS = [
    { phaseId: 'phase-plan', from: '2026-11-02' },
    { phaseId: 'phase-practise', from: '2026-11-10' },
  ]
  it('counts in the phase of its date, or in the one that was said, and says so', async () => {
    const cycle = await start({ stays: STAYS })
    const byDate = await logIn({ id: cycle.id })
    expect(byDate).toMatchObject({
      status: 201,
      json: { cycle: { id: cycle.id, phase: { id: 'phase-practise', name: 'Practise' }, isPlaced: false } },
    })
    const before = await logIn({ id: cycle.id, phaseId: null }, { date: '2026-10-01' })
    expect(before.json).toMatchObject({ cycle: { phase: { id: 'phase-plan' }, isPlaced: false } })
    const said = await logIn({ id: cycle.id, phaseId: 'phase-reflect' })
    const { id } = said.json as { id: string }
    expect((await call('coach', 'GET', `/interactions/${id}`)).json).toMatchObject({
      cycle: { id: cycle.id, phase: { id: 'phase-reflect' }, isPlaced: true },
    })
    const { sums } = (await call('coach', 'GET', `/cycles/${cycle.id}`)).json as Detail
    expect(sums.map(({ minutes }) => minutes)).toEqual([25, 25, 25])
    expect(await actionsOn(cycle.id)).toEqual(['start', 'place', 'place', 'place'])
  })

  it('leaves it with the edit that leaves none of its educators, and not before', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    const cycle = await start({ stays: STAYS })
    const { id } = (await logIn({ id: cycle.id })).json as { id: string }
    const edit = async (educatorIds: readonly string[], version: string) => {
      const body = { date: '2026-11-12', minutes: 25, typeId: 'meeting', schoolId: app.alpha.north }
      return (await call('coach', 'PUT', `/interactions/${id}`, { ...body, educatorIds, version })).json
    }
    expect(await edit([teacher, otherTeacher], '1')).toMatchObject({ cycle: { id: cycle.id }, version: '2' })
    expect(await edit([otherTeacher], '2')).toMatchObject({ cycle: null, version: '3' })
    expect((await call('coach', 'GET', `/cycles/${cycle.id}`)).json).toMatchObject({ interactions: 0, entries: [] })
    expect(await actionsOn(cycle.id)).toEqual(['start', 'place', 'take_out'])
  })

  it('is in none where none was said, and in none after it was taken out', async () => {
    const cycle = await start()
    expect((await logIn(null)).json).toMatchObject({ cycle: null })
    const { id } = (await logIn({ id: cycle.id })).json as { id: string }
    await call('coach', 'DELETE', `/cycles/${cycle.id}/interactions/${id}`)
    expect((await call('coach', 'GET', `/interactions/${id}`)).json).toMatchObject({ cycle: null })
  })

  it('is not logged at all where the cycle is unknown, another’s, about others, or has no such phase', async () => {
    const { otherTeacher } = app.alpha.people
    const others = await start({ educators: [{ id: otherTeacher, ratingStart: null, ratingEnd: null }] })
    const own = await start()
    const before = await mine()
    const { southTeacher } = app.alpha.people
    const theirs = { schoolId: app.alpha.south, educatorIds: [southTeacher] }
    const answers = [
      await logIn({ id: '999999' }),
      await logIn({ id: own.id }, theirs, 'southCoach'),
      await logIn({ id: others.id }),
      await logIn({ id: own.id, phaseId: 'phase-nothing' }),
      await logIn({ id: others.id, phaseId: 'phase-nothing' }, { minutes: 0 }),
    ]
    expect(answers.map(codeOf)).toEqual(answers.map(() => [422, 'interaction_invalid']))
    expect(answers.map(fieldsOf)).toEqual([
      ['cycle/id cycle_unknown'],
      ['cycle/id cycle_unknown'],
      ['cycle/id cycle_of_others'],
      ['cycle/phaseId phase_unknown'],
      ['minutes minutes_out_of_range', 'cycle/id cycle_of_others', 'cycle/phaseId phase_unknown'],
    ])
    expect((await logIn({ id: 'x' })).status).toBe(400)
    expect(await mine()).toBe(before)
  })

  it('is not logged into a cycle that holds as many as it can', async () => {
    const cycle = await start()
    await inDistrict(app.world.database, { districtId: app.alpha.id, actor: 'system' }, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `insert into interaction (district_id, coach_id, school_id, held_on, minutes, type, created_at, updated_at)
         select $1, $2, $3, '2026-11-02', 5, 'meeting', now(), now() from generate_series(1, 500) returning id::text`,
        [app.alpha.id, app.alpha.people.coach, app.alpha.north],
      )
      await client.query(
        `insert into coaching_cycle_interaction (district_id, interaction_id, cycle_id)
         select $1, one::bigint, $3 from unnest($2::text[]) as one`,
        [app.alpha.id, rows.map(({ id }) => id), cycle.id],
      )
    })
    expect(fieldsOf(await logIn({ id: cycle.id }))).toEqual(['cycle/id cycle_full'])
  })

  it('tells nobody but its coach which cycle it is in', async () => {
    const cycle = await start()
    const { id } = (await logIn({ id: cycle.id })).json as { id: string }
    expect((await call('districtAdmin', 'GET', `/interactions/${id}`)).json).toMatchObject({ cycle: null })
  })
})

describe('what others see of a cycle', () => {
  it('is nothing for other coaches, principals, teachers: not even that there is one', async () => {
    const cycle = await start()
    for (const who of ['southCoach'] as const)
      for (const path of [`/cycles/${cycle.id}`, `/cycles/${cycle.id}/loose-interactions`])
        expect(codeOf(await call(who, 'GET', path)), path).toEqual([404, 'not_found'])
    expect(codeOf(await texts('southCoach', cycle))).toEqual([404, 'not_found'])
    for (const who of ['teacher', 'principal', 'schoolAdmin', 'itAdmin', 'billing'] as const)
      expect(codeOf(await call(who, 'GET', `/cycles/${cycle.id}`)), who).toEqual([403, 'forbidden'])
    const edit = { ...withTeacher(), endedOn: null, version: '1' }
    expect(codeOf(await call('southCoach', 'PUT', `/cycles/${cycle.id}`, edit))).toEqual([404, 'not_found'])
  })

  it('is all of it for an administrator of the district, who leaves a trace by opening what the coach wrote', async () => {
    const cycle = await start()
    const seen = await call('districtAdmin', 'GET', `/cycles/${cycle.id}`)
    expect(seen.json).toMatchObject({ texts: null, hasTexts: true })
    expect(seen.text).not.toContain('cycle-canary')
    const all = await call('districtAdmin', 'GET', '/cycles?by=all&pageSize=100')
    expect(all.text).not.toContain('cycle-canary')
    expect(await actionsOn(cycle.id)).toEqual(['start'])
    for (const reason of ['', '          ', 'because']) {
      const refused = await texts('districtAdmin', cycle, reason)
      expect(codeOf(refused)).toEqual([422, 'reason_short'])
      expect(refused.text).not.toContain('cycle-canary')
    }
    expect(await actionsOn(cycle.id)).toEqual(['start'])
    expect((await texts('districtAdmin', cycle)).json).toEqual({ focus: null, goal: GOAL })
    // One's own opens without a reason and without a trace.
    expect((await texts('coach', cycle, '')).json).toEqual({ focus: null, goal: GOAL })
    expect(await actionsOn(cycle.id)).toEqual(['start', 'open_texts'])
  })

  it('is seen by its author once opened: who, when and why, sealed in the database and for nobody else', async () => {
    const cycle = await start()
    await texts('districtAdmin', cycle, 'canary-reason of the cycle')
    const seen = await call('coach', 'GET', '/note-openings?pageSize=100')
    const { items } = seen.json as { items: { cycleId: string | null }[] }
    expect(items.filter(({ cycleId }) => cycleId === cycle.id)).toEqual([
      {
        id: expect.any(String) as string,
        interactionId: null,
        cycleId: cycle.id,
        date: '2026-11-02',
        by: 'Dana Director',
        reason: 'canary-reason of the cycle',
        at: '2026-11-22T18:00:00.000Z',
      },
    ])
    expect((await call('southCoach', 'GET', '/note-openings')).text).not.toContain('canary-reason')
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      for (const table of ['note_opening', 'audit_entry']) {
        const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table} t`)
        expect(rows.map(({ row }) => row).join(), table).not.toContain('canary-reason')
      }
    })
  })

  it('is closed even to an administrator where notes are private, and the refusal is on the audit log', async () => {
    const cycle = await start()
    await setRule(app, 'privateNotes', true)
    const closed = await texts('districtAdmin', cycle)
    expect(codeOf(closed)).toEqual([403, 'notes_private'])
    expect(closed.text).not.toContain('cycle-canary')
    expect((await texts('coach', cycle)).json).toEqual({ focus: null, goal: GOAL })
    expect(await actionsOn(cycle.id)).toEqual(['start', 'access.denied'])
    await setRule(app, 'privateNotes', false)
  })

  it('is nothing of a cycle about themself, whatever roles they hold, nor of its trace (P000-24)', async () => {
    const { districtAdmin, teacher } = app.alpha.people
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query(
        `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
         values ('alpha', $1, $2, 'sis', 'administrator', 'primary')`,
        [app.alpha.north, districtAdmin],
      ),
    )
    const cycle = await start({
      educators: [districtAdmin, teacher].map((id) => ({ id, ratingStart: null, ratingEnd: null })),
    })
    for (const path of ['', '/loose-interactions'])
      expect(codeOf(await call('districtAdmin', 'GET', `/cycles/${cycle.id}${path}`))).toEqual([404, 'not_found'])
    expect(codeOf(await texts('districtAdmin', cycle))).toEqual([404, 'not_found'])
    const all = (await call('districtAdmin', 'GET', '/cycles?by=all&pageSize=100')).json as { items: { id: string }[] }
    expect(all.items.map(({ id }) => id)).not.toContain(cycle.id)
    const trace = await app.call('/api/v1/audit?pageSize=100', { token: app.bearerOf(app.alpha, 'districtAdmin') })
    // What was denied to themself just now is no trace: it is noted of any number.
    const { items } = trace.json as { readonly items: readonly { readonly action: string; readonly object: string }[] }
    const told = items.filter(({ action }) => action !== 'access.denied')
    expect(told.map(({ object }) => object)).not.toContain(`coaching_cycle:${cycle.id}`)
  })

  it('has no word of what the coach wrote in the database', async () => {
    await start()
    const found = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ row: string }>(
        'select c::text as row from coaching_cycle c union all select a::text from audit_entry a',
      ),
    )
    expect(found.rows.length).toBeGreaterThan(3)
    expect(found.rows.filter(({ row }) => row.includes('cycle-canary'))).toEqual([])
  })
})

describe('the lists of cycles', () => {
  it('are narrowed to what is open, what has ended, and to an educator', async () => {
    const [all, open, ended] = [await total(''), await total('state=open'), await total('state=ended')]
    expect([open > 0, open + ended]).toEqual([true, all])
    expect(await total(`educatorId=${app.alpha.people.southTeacher}`)).toBe(0)
    expect(await total(`educatorId=${app.alpha.people.otherTeacher}`)).toBe(2)
  })

  it('let a phase that a cycle has used be switched off and not be taken away; cycles keep the phases they began with', async () => {
    const cycle = await start()
    const { json } = await call('districtAdmin', 'GET', '/settings')
    const { items } = (json as Record<string, { items: { id: string; name: string; used: boolean }[] }>)['phases'] ?? {
      items: [],
    }
    expect(items.map(({ used }) => used)).toEqual([true, true, true])
    const bare = items.map(({ id, name }) => ({ id, name, active: id !== 'phase-reflect', levels: [] }))
    expect(codeOf(await set('phases', bare.slice(0, 2)))).toEqual([422, 'list_invalid'])
    expect((await set('phases', bare)).status).toBe(200)
    const { status } = await call('coach', 'POST', `/cycles/${cycle.id}/phase`, {
      phaseId: 'phase-reflect',
      from: '2026-11-20',
      version: '1',
    })
    expect(status).toBe(200)
    const without = { stays: [{ phaseId: 'phase-reflect', from: '2026-11-02' }] }
    expect(fieldsOf(await call('coach', 'POST', '/cycles', withTeacher(without)))).toEqual(['stays/0 phase_unknown'])
  })
})

describe('deleting a person for good', () => {
  it('takes the cycles about them alone and those they keep, and from others only their name', async () => {
    const { otherTeacher, teacher, coach } = app.alpha.people
    const [alone, together] = [await start(of(otherTeacher)), await start(of(otherTeacher, teacher))]
    const seen = await app.call(`/api/v1/staff/${otherTeacher}/deletion`, {
      token: app.bearerOf(app.alpha, 'districtAdmin'),
    })
    expect(seen.json).toMatchObject({ cycles: 3 })
    await erase(otherTeacher)
    expect((await call('coach', 'GET', `/cycles/${alone.id}`)).status).toBe(404)
    const left = await call('coach', 'GET', `/cycles/${together.id}`)
    expect((left.json as { educators: { id: string }[] }).educators.map(({ id }) => id)).toEqual([teacher])
    await erase(coach)
    expect(await total('')).toBe(0)
  })
})

function of(...ids: readonly string[]) {
  return { educators: ids.map((id) => ({ id, ratingStart: null, ratingEnd: null })) }
}

async function erase(personId: string): Promise<void> {
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query("select erase_part_cycles('alpha', $1)", [personId]),
  )
}

async function total(query: string): Promise<number> {
  return ((await call('coach', 'GET', `/cycles?${query}`)).json as { total: number }).total
}

async function actionsOn(cycleId: string): Promise<readonly string[]> {
  const { rows } = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<{ action: string }>(
      "select action from audit_entry where district_id = 'alpha' and object = $1 order by id",
      [`coaching_cycle:${cycleId}`],
    ),
  )
  return rows.map(({ action }) => action.replace('coaching_cycle.', ''))
}
