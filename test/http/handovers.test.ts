/** An educator who moves school: what is proposed to whom, what goes along to another coach, what stays, and the way back. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseloadDetail } from '../../src/http/contract/caseloads.ts'
import type { CycleDetail } from '../../src/http/contract/cycles.ts'
import type { Handover } from '../../src/http/contract/handovers.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { lookAtHandovers } from './look-at-handovers.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/handovers'
const CANARY = 'canary-of-the-coach'
let app: TestApp
let owners: Database
beforeAll(async () => {
  app = await openTestApp()
  owners = app.database.open('owner')
  await plantWork()
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/coaching${path}`, {
    method,
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { body }),
  })
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } } | null)?.error?.code]
const owner = <T>(statement: string, values: readonly unknown[] = []) =>
  inDistrict(owners, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query(statement, [...values])
    return rows as T[]
  })
const made = async (who: PersonName, path: string, body: unknown): Promise<{ id: string }> => {
  const { status, json, text } = await call(who, 'POST', path, body)
  expect(status, text).toBe(201)
  return json as { id: string }
}

const ids = { solo: '', shared: '', planned: '', step: '', both: '', caseload: '', southLoad: '' }
const cycleWith = (educators: readonly string[], from: string) => ({
  educators: educators.map((id) => ({ id, ratingStart: null, ratingEnd: null })),
  focusId: null,
  scaleId: null,
  focus: null,
  goal: CANARY,
  stays: [
    { phaseId: 'phase-plan', from },
    { phaseId: 'phase-practise', from: from < '2026-11-22' ? '2026-11-15' : '2026-12-10' },
    { phaseId: 'phase-reflect', from: '2026-12-20' },
  ],
})
const logOf = (educatorIds: readonly string[]) => ({
  date: '2026-11-12',
  minutes: 30,
  typeId: 'meeting',
  schoolId: app.alpha.north,
  educatorIds,
  notes: CANARY,
  nextStep: { text: CANARY, dueOn: '2026-11-23' },
})

async function plantWork(): Promise<void> {
  const { teacher, otherTeacher, southCoach } = app.alpha.people
  ids.solo = (await made('coach', '/cycles', cycleWith([teacher], '2026-10-01'))).id
  ids.shared = (await made('coach', '/cycles', cycleWith([teacher, otherTeacher], '2026-10-05'))).id
  ids.planned = (await made('coach', '/cycles', cycleWith([teacher], '2026-12-01'))).id
  ids.step = (await made('coach', '/interactions', logOf([teacher]))).id
  ids.both = (await made('coach', '/interactions', logOf([teacher, otherTeacher]))).id
  const mine = (await made('coach', '/caseloads', { coachId: null, name: 'Mine', rules: [] })) as CaseloadDetail
  ids.caseload = mine.id
  await call('coach', 'PUT', `/caseloads/${mine.id}/educators`, {
    educatorIds: [teacher, otherTeacher],
    place: 'in',
    version: mine.version,
  })
  ids.southLoad = (await made('districtAdmin', '/caseloads', { coachId: southCoach, name: 'South', rules: [] })).id
}

async function move(to: 'north' | 'south', who: PersonName = 'teacher'): Promise<void> {
  const { north, south, people } = app.alpha
  const [from, at] = to === 'south' ? [north, south] : [south, north]
  await owner('update affiliation set org_id = $1 where org_id = $2 and person_id = $3', [at, from, people[who]])
}
const names = async (who: PersonName, id: string) =>
  ((await call(who, 'GET', `/caseloads/${id}`)).json as CaseloadDetail).people.map(({ givenName }) => givenName)
const lastDecision = async () => (await look()).decided[0]?.id ?? 'none'
const look = () => lookAtHandovers(app)
const order = (change: object = {}) => {
  const { teacher, coach, southCoach } = app.alpha.people
  return { educatorId: teacher, fromId: coach, toId: southCoach, caseloadId: null, ...change }
}
const decide = (change: object = {}, who: PersonName = 'districtAdmin') => call(who, 'POST', PATH, order(change))
const today = async (who: PersonName) =>
  (await call(who, 'GET', '/today')).json as {
    steps: readonly { id: string }[]
    handedSteps: readonly { interactionId: string; handoverId: string; dueOn: string; from: { givenName: string } }[]
    handovers: readonly { isMine: boolean; educator: { givenName: string }; other: { givenName: string } }[]
  }
const cycle = async (who: PersonName, id: string) => (await call(who, 'GET', `/cycles/${id}`)).json as CycleDetail
const cyclesOf = async (who: PersonName) =>
  ((await call(who, 'GET', '/cycles?state=open')).json as { items: readonly CycleDetail[] }).items
const seat = (state: string) =>
  owner('update seat set state = $1 where person_id = $2', [state, app.alpha.people.southCoach])
const kind = (to: string) => owner("update licence_purchase set kind = $1 where name = 'standing'", [to])

describe('a hand-over is refused', () => {
  it('to everybody but administrators of the district, who alone are told of any', async () => {
    for (const who of ['coach', 'southCoach', 'principal', 'schoolAdmin', 'itAdmin', 'teacher', 'billing'] as const) {
      expect((await call(who, 'GET', PATH)).status, who).toBe(403)
      expect((await decide({}, who)).status, who).toBe(403)
      expect((await call(who, 'POST', `${PATH}/1/undo`)).status, who).toBe(403)
    }
  })

  it('while the educator is at a school of the coach’s: nothing is proposed and nothing can be decided', async () => {
    expect((await look()).proposals).toEqual([])
    expect(codeOf(await decide())).toEqual([409, 'handover_gone'])
    expect(codeOf(await decide({ toId: null }))).toEqual([409, 'handover_gone'])
  })

  it('to somebody who doesn’t coach at the educator’s schools, into somebody else’s caseload, or of whom nothing is open', async () => {
    const { coach, teacher, principal, southTeacher, southCoach } = app.alpha.people
    await move('south')
    for (const toId of [coach, teacher, principal, app.beta.people.southCoach])
      expect(codeOf(await decide({ toId })), toId).toEqual([422, 'coach_elsewhere'])
    expect(codeOf(await decide({ caseloadId: ids.caseload }))).toEqual([422, 'caseload_unknown'])
    expect(codeOf(await decide({ toId: null, caseloadId: ids.southLoad }))).toEqual([422, 'caseload_unknown'])
    expect(codeOf(await decide({ educatorId: southTeacher }))).toEqual([409, 'handover_gone'])
    expect(codeOf(await decide({ fromId: southCoach }))).toEqual([409, 'handover_gone'])
    expect((await look()).decided).toEqual([])
    expect((await cycle('coach', ids.solo)).endedOn).toBeNull()
    await move('north')
  })

  it('to a coach who waits for a seat: they are shown as waiting, and take over once they have one', async () => {
    await move('south')
    const waits = async () => (await look()).proposals[0]?.coaches.map((one) => one.waits)
    expect(await waits()).toEqual([false])
    await seat('waiting')
    expect(await waits()).toEqual([true])
    expect(codeOf(await decide())).toEqual([422, 'coach_waits'])
    expect((await look()).decided).toEqual([])
    // Where no purchase is entered nobody waits for anything.
    await kind('account-seats')
    expect(await waits()).toEqual([false])
    await kind('coaching-seats')
    await seat('assigned')
    await move('north')
  })

  it('of a suspended or retired educator, and of one who is at no school', async () => {
    const { teacher } = app.alpha.people
    await move('south')
    await owner("update person set suspended_at = now(), suspended_by = 'test' where id = $1", [teacher])
    expect((await look()).total).toBe(0)
    await owner("update person set suspended_at = null, suspended_by = null, status = 'retired' where id = $1", [
      teacher,
    ])
    expect((await look()).total).toBe(0)
    await owner("update person set status = 'active' where id = $1", [teacher])
    expect((await look()).total).toBe(1)
    await move('north')
  })
})

describe('when an educator has moved to a school of another coach', () => {
  it('it is proposed to the administrator with what is open, and not about themself', async () => {
    await move('south')
    const { proposals, total } = await look()
    const { teacher, coach, southCoach, districtAdmin } = app.alpha.people
    expect(total).toBe(1)
    expect(proposals).toMatchObject([
      {
        educator: { id: teacher },
        from: { id: coach },
        fromCoaches: true,
        schools: [{ id: app.alpha.south }],
        cycles: 3,
        steps: 2,
        caseloads: 1,
        coaches: [{ id: southCoach }],
      },
    ])
    expect(JSON.stringify(proposals)).not.toContain(CANARY)
    await owner('update coaching_cycle_educator set person_id = $1 where cycle_id = $2', [districtAdmin, ids.planned])
    await owner(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       values ('alpha', $1, $2, 'sis', 'teacher', 'primary')`,
      [app.alpha.south, districtAdmin],
    )
    expect((await look()).total).toBe(1)
    await owner('delete from affiliation where person_id = $1', [districtAdmin])
    await owner('update coaching_cycle_educator set person_id = $1 where cycle_id = $2', [teacher, ids.planned])
  })

  it('it is left as it is, isn’t proposed again, and is once the educator’s schools are others', async () => {
    const { status, json } = await decide({ toId: null })
    expect([status, json]).toMatchObject([201, { to: null, by: 'Dana Director', isUndone: false }])
    expect((await look()).proposals).toEqual([])
    expect(codeOf(await decide())).toEqual([409, 'handover_gone'])
    expect((await cycle('coach', ids.solo)).endedOn).toBeNull()
    await owner(
      `insert into org (district_id, source_id, sourced_id, name, type) values ('alpha', 'sis', 'west', 'West', 'school')`,
    )
    const added = `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
      select 'alpha', id, $1, 'sis', 'teacher', 'primary' from org where sourced_id = 'west'`
    await owner(added, [app.alpha.people.teacher])
    expect((await look()).total).toBe(1)
    await owner("delete from affiliation where org_id = (select id from org where sourced_id = 'west')")
    expect((await look()).total).toBe(0)
    const undone = await call('districtAdmin', 'POST', `${PATH}/${(json as Handover).id}/undo`)
    expect([undone.status, undone.json]).toMatchObject([200, { isUndone: true }])
    expect((await look()).total).toBe(1)
  })

  it('open cycles go on with the other coach in their phase, without anybody’s words; what was done stays', async () => {
    await call('coach', 'PUT', `/cycles/${ids.solo}/interactions/${ids.step}`, { phaseId: null })
    const { status, text } = await decide({ caseloadId: ids.southLoad })
    expect(status, text).toBe(201)
    const old = await cycle('coach', ids.solo)
    expect(old).toMatchObject({
      endedOn: '2026-11-22',
      texts: { goal: CANARY },
      interactions: 1,
      educators: [{ handedOn: '2026-11-22' }],
    })
    expect(await cycle('coach', ids.shared)).toMatchObject({
      endedOn: null,
      educators: [{ handedOn: null }, { handedOn: '2026-11-22' }],
    })
    expect(await cycle('coach', ids.planned)).toMatchObject({ startedOn: '2026-11-22', endedOn: '2026-11-22' })
    const next = (await cyclesOf('southCoach')).toSorted((a, b) => Number(a.id) - Number(b.id))
    expect(next).toHaveLength(3)
    expect(next.map(({ startedOn, hasTexts, interactions }) => [startedOn, hasTexts, interactions])).toEqual([
      ['2026-11-22', false, 0],
      ['2026-11-22', false, 0],
      ['2026-12-01', false, 0],
    ])
    const [first] = next
    expect(await cycle('southCoach', first?.id ?? '')).toMatchObject({
      phase: { id: 'phase-practise' },
      stays: [
        { phaseId: 'phase-practise', from: '2026-11-22' },
        { phaseId: 'phase-reflect', from: '2026-12-20' },
      ],
      texts: { focus: null, goal: null },
    })
    expect((await look()).proposals).toEqual([])
  })

  it('next steps are due for the other coach, who doesn’t read what they say', async () => {
    const [before, after] = [await today('coach'), await today('southCoach')]
    // The one that names somebody else as well is due for its coach still.
    expect(before.steps.map(({ id }) => id)).toEqual([ids.both])
    expect(after.steps).toEqual([])
    expect(after.handedSteps).toMatchObject([
      { interactionId: ids.step, dueOn: '2026-11-23', from: { givenName: 'Cora' } },
      { interactionId: ids.both },
    ])
    expect(JSON.stringify(after)).not.toContain(CANARY)
    expect(after.handovers).toMatchObject([{ isMine: true, educator: { givenName: 'Tara' } }])
    expect(before.handovers).toMatchObject([{ isMine: false, other: { givenName: 'Simon' } }])
  })

  it('the other coach reads no interaction and no cycle of before, by no road', async () => {
    const { teacher } = app.alpha.people
    for (const path of [`/interactions/${ids.step}`, `/cycles/${ids.solo}`, `/cycles/${ids.shared}`])
      expect((await call('southCoach', 'GET', path)).status, path).toBe(404)
    const reason = { reason: 'To go on where we stand' }
    for (const path of [`/interactions/${ids.step}/notes`, `/cycles/${ids.solo}/texts`])
      expect((await call('southCoach', 'POST', path, reason)).status, path).toBe(404)
    const line = await call('southCoach', 'GET', `/time-lines/${teacher}`)
    expect(line.json).toMatchObject({ items: [], total: 0, lastContactOn: null })
    const list = await call('southCoach', 'GET', '/interactions')
    expect(list.json).toMatchObject({ total: 0 })
    expect(line.text + list.text).not.toContain(CANARY)
    // The author still has it all.
    expect((await call('coach', 'GET', `/interactions/${ids.step}`)).json).toMatchObject({ notes: CANARY })
  })

  it('they leave the caseload of the one and are in the other’s', async () => {
    expect(await names('districtAdmin', ids.caseload)).toEqual(['Otto'])
    expect(await names('southCoach', ids.southLoad)).toEqual(['Tara'])
  })

  it('all of it is on the audit log, without anybody’s words', async () => {
    const { teacher, coach, southCoach } = app.alpha.people
    const entries = await owner<{ action: string; actor: string; detail: object }>(
      "select action, actor, detail from audit_entry where object = $1 and action like 'educator.%' order by id",
      [`person:${teacher}`],
    )
    expect(entries.map(({ action }) => action)).toEqual([
      'educator.leave_with_coach',
      'educator.undo_hand_over',
      'educator.hand_over',
    ])
    expect(entries.at(-1)).toMatchObject({
      actor: `person:${app.alpha.people.districtAdmin}`,
      detail: { from: coach, to: southCoach, handover: await lastDecision() },
    })
    const onCycle = await owner<{ action: string }>('select action from audit_entry where object = $1', [
      `coaching_cycle:${ids.solo}`,
    ])
    expect(onCycle.map(({ action }) => action)).toContain('coaching_cycle.hand_over')
    expect(JSON.stringify(await owner('select * from audit_entry'))).not.toContain(CANARY)
    expect(JSON.stringify(await owner('select * from coach_handover'))).not.toContain(CANARY)
  })

  it('a step that was taken over is ticked by who took it over, and by nobody else', async () => {
    const [step] = (await today('southCoach')).handedSteps
    const path = `${PATH}/${step?.handoverId}/steps/${ids.step}`
    expect((await call('coach', 'POST', path, { done: true })).status).toBe(404)
    expect((await call('districtAdmin', 'POST', path, { done: true })).status).toBe(403)
    expect(
      (await call('southCoach', 'POST', `${PATH}/${step?.handoverId}/steps/999999999`, { done: true })).status,
    ).toBe(404)
    expect((await call('southCoach', 'POST', path, { done: true })).status).toBe(204)
    expect((await today('southCoach')).handedSteps.map(({ interactionId }) => interactionId)).toEqual([ids.both])
    const undo = `${PATH}/${step?.handoverId}/undo`
    expect(codeOf(await call('districtAdmin', 'POST', undo))).toEqual([409, 'handover_touched'])
    expect((await call('southCoach', 'POST', path, { done: false })).status).toBe(204)
  })

  it('is not taken back once the new coach has logged in a cycle or changed it, nor once the old one changed theirs', async () => {
    const id = await lastDecision()
    const undo = () => call('districtAdmin', 'POST', `${PATH}/${id}/undo`)
    const [first] = (await cyclesOf('southCoach')).toSorted((a, b) => Number(a.id) - Number(b.id))
    const logged = await made('southCoach', '/interactions', {
      date: '2026-11-22',
      minutes: 20,
      typeId: 'meeting',
      schoolId: app.alpha.south,
      educatorIds: [app.alpha.people.teacher],
    })
    const place = `/cycles/${first?.id}/interactions/${logged.id}`
    expect((await call('southCoach', 'PUT', place, { phaseId: null })).status).toBe(200)
    expect(codeOf(await undo())).toEqual([409, 'handover_touched'])
    expect((await call('southCoach', 'DELETE', place)).status).toBe(200)
    await owner('update coaching_cycle set version = version + 1 where id = $1', [first?.id])
    expect(codeOf(await undo())).toEqual([409, 'handover_touched'])
    await owner('update coaching_cycle set version = version - 1 where id = $1', [first?.id])
    await owner('update coaching_cycle set version = version + 1 where id = $1', [ids.shared])
    expect(codeOf(await undo())).toEqual([409, 'handover_touched'])
    await owner('update coaching_cycle set version = version - 1 where id = $1', [ids.shared])
    expect((await cyclesOf('southCoach')).length).toBe(3)
  })

  it('is taken back as it was while nobody has touched it, once', async () => {
    const id = await lastDecision()
    expect((await call('districtAdmin', 'POST', `${PATH}/999999999/undo`)).status).toBe(404)
    expect((await call('districtAdmin', 'POST', `${PATH}/${id}/undo`)).status).toBe(200)
    expect(codeOf(await call('districtAdmin', 'POST', `${PATH}/${id}/undo`))).toEqual([409, 'handover_gone'])
    expect(await cyclesOf('southCoach')).toEqual([])
    const solo = await cycle('coach', ids.solo)
    expect(solo).toMatchObject({ startedOn: '2026-10-01', endedOn: null, educators: [{ handedOn: null }] })
    expect(solo.stays.map(({ from }) => from)).toEqual(['2026-10-01', '2026-11-15', '2026-12-20'])
    expect(await cycle('coach', ids.planned)).toMatchObject({ startedOn: '2026-12-01', endedOn: null })
    expect((await today('southCoach')).handedSteps).toEqual([])
    expect((await today('coach')).steps.map(({ id: step }) => step).toSorted()).toEqual([ids.step, ids.both].toSorted())
    const load = (await call('districtAdmin', 'GET', `/caseloads/${ids.caseload}`)).json as CaseloadDetail
    expect(load.people.map(({ givenName }) => givenName)).toEqual(['Otto', 'Tara'])
    expect((await look()).proposals).toMatchObject([{ cycles: 3, steps: 2, caseloads: 1 }])
  })

  it('two administrators who decide at once decide once', async () => {
    const answers = await Promise.all([decide(), decide({ toId: null }), decide()])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
  })
})

const open = async () => {
  const { proposals } = await look()
  return proposals.map(({ educator, cycles, steps, caseloads }) => [educator.givenName, cycles, steps, caseloads])
}

describe('what is open', () => {
  beforeAll(async () => {
    await owner('update coach_handover set undone_at = now()')
    await owner('delete from coach_handover_step')
    await owner('update coaching_cycle_educator set handed_on = null')
    await owner('update coaching_cycle set ended_on = null where coach_id = $1', [app.alpha.people.coach])
    await owner(
      `insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on)
       values ('alpha', $1, $2, true, '2026-01-01') on conflict do nothing`,
      [ids.caseload, app.alpha.people.teacher],
    )
  })

  it('is no step that is older than a year, or done; no caseload that is over, kept out of, or archived; no ended cycle', async () => {
    expect(await open()).toEqual([['Tara', 3, 2, 1]])
    for (const [change, back, left] of [
      ["interaction set held_on = '2025-11-20'", "interaction set held_on = '2026-11-12'", 'Tara 3 0 1'],
      [
        "interaction set next_step_done_on = '2026-11-21' where next_step_sealed is not null",
        'interaction set next_step_done_on = null',
        'Tara 3 0 1',
      ],
      [
        "caseload_member set since_on = '2026-11-01', ends_on = '2026-11-22'",
        'caseload_member set ends_on = null',
        'Tara 3 2 0',
      ],
      ['caseload_member set is_in = false', 'caseload_member set is_in = true', 'Tara 3 2 0'],
      ['caseload set archived_at = now()', 'caseload set archived_at = null', 'Tara 3 2 0'],
      ['coaching_cycle set ended_on = started_on', 'coaching_cycle set ended_on = null', 'Tara 0 2 1'],
    ] as const) {
      await owner(`update ${change}`)
      expect(
        (await open()).map((one) => one.join(' ')),
        change,
      ).toEqual([left])
      await owner(`update ${back}`)
    }
  })

  it('isn’t proposed once the educator comes back, by a second school as well', async () => {
    const { north, people } = app.alpha
    const places = 'from affiliation where person_id = $1 and org_id = $2'
    await owner(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       values ('alpha', $2, $1, 'sis', 'guardian', 'primary')`,
      [people.teacher, north],
    )
    expect(await open()).toHaveLength(1)
    await owner(`delete ${places}`, [people.teacher, north])
    await owner(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       values ('alpha', $2, $1, 'sis', 'teacher', 'primary')`,
      [people.teacher, north],
    )
    expect(await open()).toEqual([])
    await owner(`delete ${places}`, [people.teacher, north])
  })

  it('is nothing that an administrator can decide about themself', async () => {
    const { districtAdmin, coach, southCoach, teacher } = app.alpha.people
    await owner('update coaching_cycle_educator set person_id = $1 where cycle_id = $2', [districtAdmin, ids.planned])
    await owner(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       values ('alpha', $1, $2, 'sis', 'teacher', 'primary')`,
      [app.alpha.south, districtAdmin],
    )
    const mine = { educatorId: districtAdmin, fromId: coach, toId: southCoach, caseloadId: null }
    expect(codeOf(await call('districtAdmin', 'POST', PATH, mine))).toEqual([409, 'handover_gone'])
    const [{ id = '' } = {}] = await owner<{ id?: string }>(
      `insert into coach_handover (district_id, educator_id, from_id, to_id, school_ids, decided_by, decided_at)
       values ('alpha', $1, $2, $3, '{}', 'test', now()) returning id::text`,
      [districtAdmin, coach, southCoach],
    )
    expect(JSON.stringify((await look()).decided)).not.toContain('"Dana","familyName"')
    expect((await call('districtAdmin', 'POST', `${PATH}/${id}/undo`)).status).toBe(404)
    expect(await owner('select undone_at from coach_handover where id = $1', [id])).toEqual([{ undone_at: null }])
    await owner('delete from coach_handover where id = $1', [id])
    await owner('delete from affiliation where person_id = $1', [districtAdmin])
    await owner('update coaching_cycle_educator set person_id = $1 where cycle_id = $2', [teacher, ids.planned])
  })

  it('goes with the last one: a cycle whose other educators were handed over ends', async () => {
    await owner("update coaching_cycle_educator set handed_on = '2026-11-20' where cycle_id = $1 and person_id = $2", [
      ids.shared,
      app.alpha.people.otherTeacher,
    ])
    expect((await decide()).status).toBe(201)
    expect((await cycle('coach', ids.shared)).endedOn).toBe('2026-11-22')
    const steps = (await today('southCoach')).handedSteps
    expect(steps).toHaveLength(2)
    // Its author says that it is done: nobody has to do it again.
    await owner("update interaction set next_step_done_on = '2026-11-22' where id = $1", [ids.step])
    expect((await today('southCoach')).handedSteps).toHaveLength(1)
    await owner('update interaction set next_step_done_on = null where id = $1', [ids.step])
    expect((await call('districtAdmin', 'POST', `${PATH}/${await lastDecision()}/undo`)).status).toBe(200)
    await owner('update coaching_cycle_educator set handed_on = null')
  })
})

describe('a coach who has left', () => {
  it('is proposed to be followed: by losing the role, by being deactivated', async () => {
    const { coach } = app.alpha.people
    await owner('update coach_handover set undone_at = now()')
    await move('north', 'otherTeacher')
    expect((await look()).proposals.map(({ educator }) => educator.givenName)).not.toContain('Otto')
    await owner("update person set suspended_at = now(), suspended_by = 'test' where id = $1", [coach])
    const { proposals } = await look()
    expect(proposals.find(({ educator }) => educator.givenName === 'Otto')).toMatchObject({ fromCoaches: false })
    await owner('update person set suspended_at = null, suspended_by = null where id = $1', [coach])
    await owner("update role_grant set status = 'revoked' where person_id = $1 and role = 'coach'", [coach])
    expect((await look()).proposals.map(({ educator }) => educator.givenName)).toContain('Otto')
  })
})

describe('deleting for good', () => {
  it('an educator takes what was decided about them along', async () => {
    const { teacher } = app.alpha.people
    await owner("select erase_part_handover('alpha', $1)", [teacher])
    expect(await owner('select id from coach_handover where educator_id = $1', [teacher])).toEqual([])
  })
})
