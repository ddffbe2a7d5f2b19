/** What the client's document on communities says, sentence by sentence: each is asked of the running API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SET } from '../support/question-sets.ts'
import { codeOf, type Desk, membersOf, openDesk } from './community-desk.ts'
import { ADDRESSES, type Figures, openRoads, type Roads, SECRET } from './report-roads.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let desk: Desk
let roads: Roads
/** Led by teacher, who leads algebra; otherTeacher belongs to it, who leads biology, and coach, who leads nothing. */
let readers: string
let algebra: string
let biology: string
let chemistry: string

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  roads = openRoads(app, desk)
  ;({ algebra, biology, chemistry } = app.alpha.classes)
  readers = await desk.create('teacher', 'Readers')
  for (const who of ['otherTeacher', 'coach'] as const) await desk.bringIn('teacher', readers, who)
  await desk.addClass('teacher', readers, algebra)
  await desk.addClass('otherTeacher', readers, biology)
  await desk.run("update community_class set added_at = '2026-09-01'")
  for (const name of ['algebra', 'biology'] as const) await roads.answer(name, '2026-11-02', '2026-11-13')
  expect(await roads.close('2026-11-22T18:00:00Z')).toMatchObject({ closed: 2, reports: 1 })
})
afterAll(() => app.close())

const get = (who: PersonName, path: string) => desk.ask(who, 'GET', path)
const numberOf = (who: PersonName): string => app.alpha.people[who]
const rolesOf = async (who: PersonName): Promise<readonly string[]> =>
  ((await get(who, '/me')).json as { roles: { role: string; scopeId: string }[] }).roles
    .filter(({ role }) => /^(?:class_lead|community_)/.test(role))
    .map(({ role, scopeId }) => `${role} ${scopeId}`)
const communitiesOf = async (who: PersonName) =>
  ((await get(who, '/communities')).json as { communities: { id: string; myRole: string }[] }).communities
/** Whoever leads the class asks for a lead, who agrees. */
const addLead = async (by: PersonName, classId: string, who: PersonName): Promise<Answer> => {
  const asked = await desk.ask(by, 'POST', `/classes/${classId}/lead-requests`, { email: `${who}@alpha.example` })
  const { requestId } = asked.json as { readonly requestId: string }
  return desk.ask(who, 'POST', `/class-lead-requests/${requestId}/acceptance`)
}
const removeLead = (by: PersonName, classId: string, who: PersonName) =>
  desk.ask(by, 'DELETE', `/classes/${classId}/leads/${numberOf(who)}`)
const leadsOf = async (by: PersonName, classId: string): Promise<readonly string[]> => {
  const shown = (await get(by, `/classes/led/${classId}/desk`)).json as { leads: { person: { id: string } }[] }
  return shown.leads.map(({ person }) => person.id)
}
interface CycleShown {
  readonly id: string
  readonly startsOn: string
  readonly endsOn: string
  readonly extendedTo: string | null
  readonly questionSet: string
}
/** Biology's cycles as they are, and one more where days are given for it. */
const scheduleWith = async (...days: readonly (readonly [string, string])[]) => {
  const { cycles } = (await get('otherTeacher', `/classes/${biology}/survey-schedule`)).json as { cycles: CycleShown[] }
  const kept = cycles.map(({ id, startsOn, endsOn, extendedTo, questionSet }) => {
    return { id, startsOn, endsOn, extendedTo, questionSet }
  })
  const more = days.map(([startsOn, endsOn]) => {
    return { id: null, startsOn, endsOn, extendedTo: null, questionSet: SET.id }
  })
  return { cycles: [...kept, ...more] }
}
/** Page, CSV and PDF of a report. */
const filesOf = async (who: PersonName, path: string): Promise<readonly number[]> => {
  const answers: number[] = []
  for (const file of ['', '/export', '/pdf']) answers.push((await get(who, `${path}/report${file}`)).status)
  return answers
}
const firstCycle = (answer: Answer) => (answer.json as Figures).sets[0]?.cycles[0]
const ALL: readonly PersonName[] = [
  'southCoach',
  'districtAdmin',
  'itAdmin',
  'schoolAdmin',
  'principal',
  'billing',
  'southTeacher',
  'student',
  'guardian',
  'roleless',
]

describe('the document on communities says of class leads', () => {
  it('“There are 3 roles in a Community, each with unique levels of permissions and report access as described below.”', async () => {
    const at = await desk.create('principal', 'Three roles')
    await desk.bringIn('principal', at, 'schoolAdmin')
    await desk.bringIn('principal', at, 'otherTeacher')
    await desk.addClass('otherTeacher', at, biology)
    const may = async (who: PersonName) => {
      const codes = [
        await desk.ask(who, 'POST', `/communities/${at}/links`, { days: 1 }),
        await get(who, `/classes/led/${biology}/desk`),
        await get(who, `/classes/${biology}/report`),
        await get(who, `/communities/${at}/report`),
      ]
      return codes.map(({ status }) => status)
    }
    expect(await rolesOf('principal')).toEqual([`community_lead ${at}`])
    expect(await may('principal')).toEqual([201, 403, 403, 200])
    expect(await rolesOf('schoolAdmin')).toEqual([`community_member ${at}`])
    expect(await may('schoolAdmin')).toEqual([403, 403, 403, 200])
    expect(await rolesOf('otherTeacher')).toEqual(
      expect.arrayContaining([`class_lead ${biology}`, `community_member ${at}`]),
    )
    expect(await may('otherTeacher')).toEqual([403, 200, 200, 200])
    await desk.ask('otherTeacher', 'DELETE', `/communities/${at}/classes/${biology}`)
  })

  it('“A Class Lead is usually the instructor(s) for a Class.”', async () => {
    const path = `/classes/${chemistry}/teachers`
    const assigned = await desk.ask('districtAdmin', 'POST', path, { personIds: [numberOf('otherTeacher')] })
    expect(codeOf(assigned)).toBe('200')
    expect((await leadsOf('otherTeacher', chemistry)).toSorted()).toEqual(
      [numberOf('otherTeacher'), numberOf('southTeacher')].toSorted(),
    )
    await desk.ask('districtAdmin', 'DELETE', `${path}/${numberOf('otherTeacher')}`)
    expect(await leadsOf('southTeacher', chemistry)).toEqual([numberOf('southTeacher')])
    expect((await get('otherTeacher', `/classes/led/${chemistry}`)).status).toBe(404)
  })

  it('“Only a Class Lead or Community Lead can designate a Class Lead, add additional Class Leads, or remove a Class Lead.”', async () => {
    const path = `/classes/${biology}/lead-requests`
    for (const who of ['coach', ...ALL] as const) {
      expect([403, 404], who).toContain((await desk.ask(who, 'POST', path, { email: 'coach@alpha.example' })).status)
      if (who === 'districtAdmin') continue
      expect([403, 404], who).toContain((await removeLead(who, biology, 'otherTeacher')).status)
    }
    // A district's administrator unassigns teachers and removes even the last lead (product.md §5.6): tested of leads.
    expect(await leadsOf('otherTeacher', biology)).toEqual([numberOf('otherTeacher')])
    const asked = await desk.ask('teacher', 'POST', path, { email: 'principal@alpha.example' })
    const { requestId } = asked.json as { readonly requestId: string }
    expect(codeOf(await desk.ask('otherTeacher', 'POST', `${path}/${requestId}/consent`))).toBe('200')
    expect(codeOf(await desk.ask('principal', 'POST', `/class-lead-requests/${requestId}/acceptance`))).toBe('204')
    expect(codeOf(await addLead('otherTeacher', biology, 'coach'))).toBe('204')
    expect(await leadsOf('otherTeacher', biology)).toHaveLength(3)
    expect(codeOf(await removeLead('teacher', biology, 'principal'))).toBe('200')
    expect(codeOf(await removeLead('otherTeacher', biology, 'coach'))).toBe('200')
    expect(await leadsOf('otherTeacher', biology)).toEqual([numberOf('otherTeacher')])
  })

  it('“Class Lead(s) can control all settings for a Class.”', async () => {
    const at = `/classes/led/${biology}`
    const settings: readonly (readonly [string, string, object?])[] = [
      ['PUT', `${at}/locks`, { codeLocked: true, listLocked: true }],
      ['PUT', `${at}/locks`, { codeLocked: false, listLocked: false }],
      ['POST', `${at}/code`],
      ['PUT', `/classes/${biology}/survey-schedule`, await scheduleWith(['2027-01-11', '2027-01-15'])],
      ['GET', `${at}/survey-gradebook`],
    ]
    for (const [method, path, body] of settings) {
      for (const who of ['teacher', 'southTeacher'] as const)
        expect((await desk.ask(who, method, path, body)).status, `${who} ${path}`).toBe(404)
      for (const who of ['coach', 'schoolAdmin'] as const)
        expect((await desk.ask(who, method, path, body)).status, `${who} ${path}`).toBe(403)
      expect([200, 201], path).toContain((await desk.ask('otherTeacher', method, path, body)).status)
    }
  })

  it('“They can invite or remove other Class Leads, edit the Class Roster, edit the Class survey schedule, and can also add their Class to other Communities where they are already a Member.”', async () => {
    expect(codeOf(await addLead('otherTeacher', biology, 'coach'))).toBe('204')
    expect(codeOf(await removeLead('otherTeacher', biology, 'coach'))).toBe('200')

    const list = `/classes/led/${biology}/students`
    const put = await desk.ask('otherTeacher', 'POST', list, { personId: numberOf('student') })
    expect(codeOf(put)).toBe('201')
    expect((await get('otherTeacher', list)).text).toContain(`"${numberOf('student')}"`)
    expect(codeOf(await desk.ask('otherTeacher', 'DELETE', `${list}/${numberOf('student')}`))).toBe('200')

    const schedule = `/classes/${biology}/survey-schedule`
    expect(
      codeOf(await desk.ask('otherTeacher', 'PUT', schedule, await scheduleWith(['2027-02-01', '2027-02-05']))),
    ).toBe('200')
    expect((await get('otherTeacher', schedule)).json).toMatchObject({
      cycles: expect.arrayContaining([expect.objectContaining({ startsOn: '2027-02-01' })]) as object,
    })

    const other = await desk.create('coach', 'Where they are already a Member')
    expect(codeOf(await desk.addClass('otherTeacher', other, biology))).toBe('404 not_found')
    await desk.bringIn('coach', other, 'otherTeacher')
    expect(codeOf(await desk.addClass('otherTeacher', other, biology))).toBe('201')
  })

  it('“Class Leads can access their Class Reports and the Community Report.”', async () => {
    expect(await filesOf('otherTeacher', `/classes/${biology}`)).toEqual([200, 200, 200])
    expect((await get('otherTeacher', `/classes/${biology}/report`)).text).toContain(SECRET)
    expect(await filesOf('otherTeacher', `/communities/${readers}`)).toEqual([200, 200, 200])
    expect(firstCycle(await get('otherTeacher', `/communities/${readers}/report`))).toMatchObject({ classes: 2 })
  })

  it('“If a Class is added to multiple Communities, the Class Lead(s) automatically become Community Members in each of those Communities.”', async () => {
    await addLead('southTeacher', chemistry, 'schoolAdmin')
    const made: string[] = []
    for (const name of ['One', 'Another', 'A third']) {
      const at = await desk.create('southTeacher', name)
      expect(codeOf(await desk.addClass('southTeacher', at, chemistry))).toBe('201')
      made.push(at)
    }
    const mine = (await communitiesOf('schoolAdmin')).filter(({ id }) => made.includes(id))
    expect(mine.map(({ myRole }) => myRole)).toEqual(made.map(() => 'community_member'))
    for (const at of made) expect(membersOf(await desk.shown('schoolAdmin', at))).toContain('member Schoolhead (class)')
    await removeLead('southTeacher', chemistry, 'schoolAdmin')
    expect((await communitiesOf('schoolAdmin')).filter(({ id }) => made.includes(id))).toEqual([])
    for (const at of made) await desk.ask('southTeacher', 'DELETE', `/communities/${at}/classes/${chemistry}`)
  })
})

describe('the document on communities says of members', () => {
  it('“A Community Member includes anyone invited to a Community or anyone whose Class is added to a Community.”', async () => {
    const at = await desk.create('coach', 'Anyone')
    await desk.ask('coach', 'POST', `/communities/${at}/invitations`, { email: 'principal@alpha.example' })
    const offered = (await get('principal', '/community-invitations')).json as {
      invitations: { id: string; community: { id: string } }[]
    }
    const offer = offered.invitations.find(({ community }) => community.id === at)?.id
    expect(codeOf(await desk.ask('principal', 'POST', `/community-invitations/${offer}/acceptance`))).toBe('200')
    await addLead('southTeacher', chemistry, 'otherTeacher')
    await desk.bringIn('coach', at, 'southTeacher')
    await desk.addClass('southTeacher', at, chemistry)
    expect(membersOf(await desk.shown('principal', at))).toEqual([
      'lead Coachman (invited)',
      'member Other (class)',
      'member Principal (invited)',
      'member Under (invited, class)',
    ])
    await removeLead('southTeacher', chemistry, 'otherTeacher')
    expect(membersOf(await desk.shown('principal', at))).not.toContain('member Other (class)')
  })

  it('“Typically this includes teachers who are implementing the program and other stakeholders who may need to access the Community report.”', async () => {
    for (const who of ['principal', 'districtAdmin', 'schoolAdmin'] as const) {
      expect((await get(who, `/communities/${readers}/report`)).status, who).not.toBe(200)
      await desk.bringIn('teacher', readers, who)
      expect(await filesOf(who, `/communities/${readers}`), who).toEqual([200, 200, 200])
      await desk.ask(who, 'POST', `/communities/${readers}/leave`)
      expect((await get(who, `/communities/${readers}/report`)).status, who).not.toBe(200)
    }
  })

  it('“Community Members can add Classes to the Community.”', async () => {
    const at = await desk.create('coach', 'Members add')
    expect(codeOf(await desk.addClass('southTeacher', at, chemistry))).toBe('404 not_found')
    await desk.bringIn('coach', at, 'southTeacher')
    expect(codeOf(await desk.addClass('southTeacher', at, chemistry))).toBe('201')
    expect((await communitiesOf('southTeacher')).find(({ id }) => id === at)?.myRole).toBe('community_member')
    expect((await desk.shown('coach', at)).community.classes.map(({ id }) => id)).toEqual([chemistry])
  })

  it('“They can also view all other Members and Classes in a Community.”', async () => {
    const { community } = await desk.shown('coach', readers)
    expect(community.myRole).toBe('community_member')
    expect(community.members.map(({ person }) => person.familyName)).toEqual(['Teacher', 'Coachman', 'Other'])
    expect(community.classes).toMatchObject([{ title: 'Class algebra' }, { title: 'Class biology' }])
  })

  it('“Community Members can access the Community Report.”', async () => {
    expect(await filesOf('coach', `/communities/${readers}`)).toEqual([200, 200, 200])
    const cycle = firstCycle(await get('coach', `/communities/${readers}/report`))
    expect(cycle?.questions[0]).toMatchObject({ masked: null, people: 24 })
  })

  it('“They cannot access Class Reports (unless they’re a Class Lead for the Class in question).”', async () => {
    for (const classId of [algebra, biology])
      for (const address of ADDRESSES)
        expect((await get('coach', `/${address.replace(':id', classId)}`)).status, address).toBe(403)
    await roads.expectClosed('coach', 'as a member')
    await addLead('otherTeacher', biology, 'coach')
    expect((await get('coach', `/classes/${biology}/report`)).text).toContain(SECRET)
    expect((await get('coach', `/classes/${algebra}/report`)).status).toBe(404)
    await removeLead('otherTeacher', biology, 'coach')
    await roads.expectClosed('coach', 'as a member again')
  })
})

describe('the document on communities says of community leads', () => {
  it('“Community Leads coordinate and support implementation for the Classes in a Community.”', async () => {
    const days = { startsOn: '2027-03-01', endsOn: '2027-03-05', lateDays: 2, everyWeeks: 6, cycles: 2 }
    const usual = { plan: { questionSet: SET.id, ...days } }
    const planned = { questionSet: SET.id, startsOn: '2027-03-01', endsOn: '2027-03-05', extendedTo: null }
    const order = { apply: true, classIds: [algebra, biology], planned: [planned], running: null }
    const at = `/communities/${readers}`
    for (const [path, body] of [
      ['survey-default', usual],
      ['survey-schedules', order],
    ] as const) {
      expect((await desk.ask('otherTeacher', 'PUT', `${at}/${path}`, body)).status, path).toBe(403)
      expect([200, 204], path).toContain((await desk.ask('teacher', 'PUT', `${at}/${path}`, body)).status)
    }
    expect((await get('teacher', `${at}/survey-plan`)).json).toMatchObject({ plan: usual.plan })
    const schedule = (await get('otherTeacher', `/classes/${biology}/survey-schedule`)).json
    expect(schedule).toMatchObject({
      cycles: expect.arrayContaining([expect.objectContaining({ startsOn: '2027-03-01' })]) as object,
    })
  })

  it('“Typically, a Community Lead is an instructional leader, an enthusiastic instructor, or an administrator who is committed to creating a strong community of practice.”', async () => {
    for (const who of ['coach', 'teacher', 'principal', 'schoolAdmin', 'districtAdmin'] as const) {
      const { community } = await desk.shown(who, await desk.create(who, `Of ${who}`))
      expect(community.myRole, who).toBe('community_lead')
    }
    for (const who of ['student', 'guardian', 'billing', 'itAdmin', 'roleless'] as const)
      expect((await desk.ask(who, 'POST', '/communities', { name: 'Mine' })).status, who).toBe(403)
  })

  it('“The person who creates a Community is automatically designated as the Community Lead, though they can also reassign the role or promote a Community Member to a Community Lead.”', async () => {
    const at = await desk.create('teacher', 'Handed on')
    expect(membersOf(await desk.shown('teacher', at))).toEqual(['lead Teacher (invited)'])
    for (const who of ['coach', 'principal'] as const) await desk.bringIn('teacher', at, who)
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: numberOf('coach') })
    expect(membersOf(await desk.shown('coach', at)).slice(0, 2)).toEqual([
      'lead Coachman (invited)',
      'lead Teacher (invited)',
    ])
    await desk.ask('teacher', 'POST', `/communities/${at}/handover`, { personId: numberOf('principal') })
    expect(membersOf(await desk.shown('teacher', at))).toEqual([
      'lead Coachman (invited)',
      'lead Principal (invited)',
      'member Teacher (invited)',
    ])
  })

  it('“A Community can have multiple Community Leads.”', async () => {
    const at = await desk.create('teacher', 'Led by three')
    for (const who of ['coach', 'principal'] as const) {
      await desk.bringIn('teacher', at, who)
      await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: numberOf(who) })
    }
    for (const who of ['teacher', 'coach', 'principal'] as const) {
      expect((await communitiesOf(who)).find(({ id }) => id === at)?.myRole, who).toBe('community_lead')
      expect(codeOf(await desk.ask(who, 'PUT', `/communities/${at}/name`, { name: `Of ${who}` })), who).toBe('200')
    }
  })

  it('“Community Leads can invite or remove Community Members, add Classes to the Community, and can edit settings for Classes in the Community.”', async () => {
    const at = await desk.create('teacher', 'Everything')
    expect(codeOf(await desk.addClass('teacher', at, algebra))).toBe('201')
    const invited = await desk.ask('teacher', 'POST', `/communities/${at}/invitations`, { email: 'new@else.example' })
    expect(codeOf(invited)).toBe('201')
    for (const who of ['coach', 'southTeacher'] as const) await desk.bringIn('teacher', at, who)
    // A class that others lead is asked for: whoever leads it adds it by agreeing.
    const asked = await desk.ask('teacher', 'POST', `/communities/${at}/class-requests`, { classId: chemistry })
    expect(codeOf(asked)).toBe('201')
    const offers = (await get('southTeacher', '/community-invitations')).json as {
      invitations: { id: string; class: { id: string } | null }[]
    }
    const offer = offers.invitations.find((one) => one.class?.id === chemistry)?.id
    expect(codeOf(await desk.ask('southTeacher', 'POST', `/community-invitations/${offer}/acceptance`))).toBe('200')
    expect((await desk.shown('teacher', at)).community.classes.map(({ id }) => id)).toEqual([algebra, chemistry])
    await desk.ask('teacher', 'DELETE', `/communities/${at}/classes/${chemistry}`)

    const out = await desk.ask('teacher', 'DELETE', `/communities/${at}/members/${numberOf('coach')}`)
    expect(out.json).toEqual({ staysByClass: false })
    expect(codeOf(await get('coach', `/communities/${at}`))).toBe('404 not_found')

    const locks = `/communities/${at}/classes/${chemistry}/locks`
    expect(codeOf(await desk.ask('teacher', 'PUT', locks, { codeLocked: true }))).toBe('404 not_found')
    await desk.addClass('southTeacher', at, chemistry)
    expect([403, 404]).toContain((await desk.ask('southTeacher', 'PUT', locks, { codeLocked: true })).status)
    expect(codeOf(await desk.ask('teacher', 'PUT', locks, { codeLocked: true }))).toBe('204')
    expect((await get('southTeacher', `/classes/led/${chemistry}/desk`)).json).toMatchObject({
      locks: { codeLocked: true },
    })
    await desk.ask('teacher', 'PUT', locks, { codeLocked: false })
  })

  it('“Community Leads can access the Community Report.”', async () => {
    expect(await filesOf('teacher', `/communities/${readers}`)).toEqual([200, 200, 200])
    expect(firstCycle(await get('teacher', `/communities/${readers}/report`))).toMatchObject({ classes: 2 })
  })

  it('“They cannot access Class reports (unless they’re a Class Lead for the Class in question).”', async () => {
    expect((await get('teacher', `/communities/${readers}`)).json).toMatchObject({
      community: { myRole: 'community_lead' },
    })
    for (const address of ADDRESSES)
      expect((await get('teacher', `/${address.replace(':id', biology)}`)).status, address).toBe(404)
    await roads.expectClosed('teacher', 'as a lead of the community')
    expect(await filesOf('teacher', `/classes/${algebra}`)).toEqual([200, 200, 200])
  })
})
