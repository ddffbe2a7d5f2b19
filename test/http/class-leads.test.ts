import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SET } from '../support/question-sets.ts'
import { openDesk, codeOf, type Desk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface DeskShown {
  readonly leads: readonly { readonly person: { readonly id: string }; readonly taught: boolean }[]
  readonly requests: readonly {
    readonly id: string
    readonly state: string
    readonly person: { readonly id: string }
  }[]
  readonly code: { readonly code: string } | null
  readonly locks: { readonly codeLocked: boolean }
  readonly history: readonly {
    readonly action: string
    readonly byName: string | null
    readonly aboutName: string | null
  }[]
}

let app: TestApp
let desk: Desk
let people: TestApp['alpha']['people']
let biology: string
let at: string
let made = 0

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  ;({ people } = app.alpha)
  biology = app.alpha.classes.biology
  for (const name of ['coach', 'principal', 'student', 'teacher'] as const)
    await desk.run("update person set email = $2 where district_id = 'alpha' and id = $1", [
      people[name],
      `${name}@alpha.example`,
    ])
})
afterAll(() => app.close())

/** Teacher leads a community that stands around the class of otherTeacher. */
beforeEach(async () => {
  made += 1
  await desk.run("delete from class_lead_request where district_id = 'alpha'")
  await desk.run("delete from community_class where district_id = 'alpha'")
  await desk.run(
    "update role_grant set status = 'revoked', revoked_at = now() where district_id = 'alpha' and origin = 'manual' and role = 'class_lead' and status = 'active'",
  )
  at = await desk.create('teacher', `Community ${made}`)
  await desk.bringIn('teacher', at, 'otherTeacher')
  await desk.addClass('otherTeacher', at, biology)
})

const request = (name: PersonName, body: object, classId = biology) =>
  desk.ask(name, 'POST', `/classes/${classId}/lead-requests`, body)
const remove = (name: PersonName, personId: string, classId = biology) =>
  desk.ask(name, 'DELETE', `/classes/${classId}/leads/${personId}`)
const shown = (name: PersonName, classId = biology) => desk.ask(name, 'GET', `/classes/${classId}/leads`)
const withdraw = (name: PersonName, requestId: string) =>
  desk.ask(name, 'DELETE', `/classes/${biology}/lead-requests/${requestId}`)
const idOf = (answer: Answer): string => (answer.json as { readonly requestId: string }).requestId
const consent = (name: PersonName, requestId: string) =>
  desk.ask(name, 'POST', `/classes/${biology}/lead-requests/${requestId}/consent`)
const accept = (name: PersonName, requestId: string) =>
  desk.ask(name, 'POST', `/class-lead-requests/${requestId}/acceptance`)
const deskOf = async (name: PersonName): Promise<DeskShown> =>
  (await desk.ask(name, 'GET', `/classes/led/${biology}/desk`)).json as DeskShown
const leadsOf = async (): Promise<readonly string[]> =>
  (
    await desk.run(
      "select distinct person_id::text as id from role_grant where district_id = 'alpha' and scope_type = 'class' and scope_id = $1 and role = 'class_lead' and status = 'active' order by 1",
      [biology],
    )
  ).map(({ id }) => String(id))
/** As if the roster had taken its teacher from it. */
const leaveWithoutLead = () =>
  desk.run(
    "update role_grant set status = 'revoked', revoked_at = now() where district_id = 'alpha' and scope_type = 'class' and scope_id = $1 and role = 'class_lead' and status = 'active'",
    [biology],
  )
const giveBackLead = () =>
  desk.run(
    "update role_grant set status = 'active', revoked_at = null where district_id = 'alpha' and scope_id = $1 and scope_type = 'class' and origin = 'feed' and role = 'class_lead' and person_id = $2",
    [biology, people.otherTeacher],
  )

describe('a community lead who wants to come to a class', () => {
  it('does not designate themself, by number or by address (product.md §5.6)', async () => {
    for (const body of [{ personId: people.teacher }, { email: 'teacher@alpha.example' }])
      expect(codeOf(await request('teacher', body))).toBe('403 not_yourself')
    expect(await leadsOf()).toEqual([people.otherTeacher])
  })

  it('makes nobody a lead without the consent of a current one', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const asked = await request('teacher', { personId: people.coach })
    expect(asked.json).toMatchObject({ waitsForLead: true })
    expect(codeOf(await accept('coach', idOf(asked)))).toBe('409 request_over')
    expect(codeOf(await consent('teacher', idOf(asked)))).toBe('404 not_found')
    expect(codeOf(await consent('coach', idOf(asked)))).toBe('403 forbidden')
    expect(await leadsOf()).toEqual([people.otherTeacher])
  })

  it('reaches nothing of the class’s own desk, its code or its history', async () => {
    const answers = [
      await desk.ask('teacher', 'GET', `/classes/led/${biology}`),
      await desk.ask('teacher', 'GET', `/classes/led/${biology}/desk`),
      await desk.ask('teacher', 'POST', `/classes/led/${biology}/code`),
      await desk.ask('teacher', 'PUT', `/classes/led/${biology}/locks`, { codeLocked: true }),
    ]
    expect(answers.map(codeOf)).toEqual(answers.map(() => '404 not_found'))
  })

  it('does not remove the last lead, so that the class is free for somebody else', async () => {
    expect(codeOf(await remove('teacher', people.otherTeacher))).toBe('409 last_lead')
    expect(await leadsOf()).toEqual([people.otherTeacher])
  })

  it('does not swap with the other lead of the community where the class has lost its lead', async () => {
    await desk.bringIn('teacher', at, 'coach')
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.coach })
    await leaveWithoutLead()
    expect(codeOf(await request('teacher', { personId: people.coach }))).toBe('403 leads_its_community')
    expect(codeOf(await request('coach', { personId: people.teacher }))).toBe('403 leads_its_community')
    await giveBackLead()
  })

  it('does not come to it by leaving, or by being a member again, either', async () => {
    await desk.bringIn('teacher', at, 'coach')
    await desk.ask('teacher', 'POST', `/communities/${at}/handover`, { personId: people.coach })
    await leaveWithoutLead()
    expect(codeOf(await request('coach', { personId: people.teacher }))).toBe('403 leads_its_community')
    await desk.ask('teacher', 'POST', `/communities/${at}/leave`)
    expect(codeOf(await request('coach', { email: 'teacher@alpha.example' }))).toBe('403 leads_its_community')
    await giveBackLead()
  })

  it('does not come to it by a request that was asked while the class had no lead', async () => {
    await desk.bringIn('teacher', at, 'principal')
    await leaveWithoutLead()
    const asked = await request('teacher', { personId: people.principal })
    expect(asked.json).toMatchObject({ waitsForLead: false })
    await giveBackLead()
    expect(codeOf(await accept('principal', idOf(asked)))).toBe('409 lead_must_agree')
    expect(await leadsOf()).toEqual([people.otherTeacher])
  })

  it('does not bring somebody in whom only a community brought to the district', async () => {
    const [outside] = await desk.run(
      "insert into person (district_id, given_name, family_name, email) values ('alpha', 'Olga', 'Outside', 'olga@else.example') returning id::text",
    )
    await desk.run(
      "insert into community_member (district_id, community_id, person_id, role, added_by) values ('alpha', $1, $2, 'member', $3)",
      [at, outside?.['id'], people.teacher],
    )
    for (const body of [{ email: 'olga@else.example' }, { personId: String(outside?.['id']) }])
      expect(codeOf(await request('teacher', body))).toBe('422 person_unknown')
  })

  it('does not find out by numbers who there is beyond the community', async () => {
    for (const personId of [people.southTeacher, app.beta.people.coach, '999999999'])
      expect(codeOf(await request('teacher', { personId }))).toBe('422 person_unknown')
  })

  it('is nobody any more to a class that has left the community', async () => {
    await desk.ask('otherTeacher', 'DELETE', `/communities/${at}/classes/${biology}`)
    expect(codeOf(await request('teacher', { email: 'coach@alpha.example' }))).toBe('404 not_found')
    expect(codeOf(await remove('teacher', people.otherTeacher))).toBe('404 not_found')
  })

  it('whose community is archived asks and removes nobody', async () => {
    await desk.ask('teacher', 'PUT', `/communities/${at}/archived`, { archived: true })
    expect(codeOf(await request('teacher', { email: 'coach@alpha.example' }))).toBe('404 not_found')
    expect(codeOf(await remove('teacher', people.otherTeacher))).toBe('404 not_found')
  })
})

describe('a community member', () => {
  it('neither designates nor removes a lead, nor edits settings (P003-03, P003-06, P003-09, P003-36)', async () => {
    await desk.bringIn('teacher', at, 'schoolAdmin')
    const answers = [
      await request('schoolAdmin', { email: 'principal@alpha.example' }),
      await remove('schoolAdmin', people.otherTeacher),
      await desk.ask('schoolAdmin', 'PUT', `/communities/${at}/classes/${biology}/locks`, {
        codeLocked: true,
      }),
    ]
    expect(answers.map(codeOf)).toEqual(answers.map(() => '403 forbidden'))
  })
})

describe('whoever administers schools or teaches elsewhere', () => {
  it('designates no lead of a class', async () => {
    for (const name of ['districtAdmin', 'schoolAdmin', 'principal', 'itAdmin', 'student', 'southTeacher'] as const)
      expect([403, 404]).toContain((await request(name, { email: 'coach@alpha.example' })).status)
  })
})

describe('a class lead', () => {
  it('asks somebody, who leads the class once they agree, and belongs to its communities (P003-01, P003-04, P003-11, P003-17)', async () => {
    const asked = await request('otherTeacher', { email: ' Coach@alpha.example ' })
    expect(asked.json).toMatchObject({ waitsForLead: false })
    expect(await leadsOf()).toEqual([people.otherTeacher])
    expect(codeOf(await accept('principal', idOf(asked)))).toBe('409 request_over')
    const mine = await desk.ask('coach', 'GET', '/class-lead-requests')
    expect(mine.json).toMatchObject({
      requests: [{ id: idOf(asked), class: { id: biology }, state: 'waiting_for_person' }],
    })
    expect(codeOf(await accept('coach', idOf(asked)))).toBe('204')
    expect(await leadsOf()).toEqual([people.otherTeacher, people.coach].toSorted())
    const { community } = await desk.shown('coach', at)
    expect(community.myRole).toBe('community_member')
    expect(codeOf(await accept('coach', idOf(asked)))).toBe('409 request_over')
  })

  it('agrees to whom a community lead asks for, who then decides (P003-02, P003-05)', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const asked = await request('teacher', { personId: people.coach })
    expect((await deskOf('otherTeacher')).requests).toMatchObject([{ id: idOf(asked), state: 'waiting_for_lead' }])
    expect(codeOf(await consent('otherTeacher', idOf(asked)))).toBe('200')
    expect(codeOf(await accept('coach', idOf(asked)))).toBe('204')
    const { history, leads } = await deskOf('otherTeacher')
    expect(leads.map(({ person, taught }) => [person.id, taught])).toEqual([
      [people.coach, false],
      [people.otherTeacher, true],
    ])
    expect(history.slice(0, 3).map(({ action, byName }) => [action, byName])).toEqual([
      ['class.add_lead', 'Cora Coachman'],
      ['class.agree_to_lead', 'Otto Other'],
      ['class.ask_lead', 'Tara Teacher'],
    ])
  })

  it('reads in its history who was assigned by an administrator, and every change of its surveys’ days', async () => {
    const path = `/classes/${biology}/teachers`
    expect(codeOf(await desk.ask('districtAdmin', 'POST', path, { personIds: [people.southTeacher] }))).toBe('200')
    const cycles = [{ id: null, startsOn: '2027-01-11', endsOn: '2027-01-15', extendedTo: null, questionSet: SET.id }]
    const planned = await desk.ask('otherTeacher', 'PUT', `/classes/${biology}/survey-schedule`, { cycles })
    expect(codeOf(planned)).toBe('200')
    expect(codeOf(await desk.ask('districtAdmin', 'DELETE', `${path}/${people.southTeacher}`))).toBe('200')
    const { history } = await deskOf('otherTeacher')
    expect(history.slice(0, 3).map(({ action, byName, aboutName }) => [action, byName, aboutName])).toEqual([
      ['enrolment.remove', 'Dana Director', 'Ute Under'],
      ['survey.schedule', 'Otto Other', null],
      ['enrolment.add', 'Dana Director', 'Ute Under'],
    ])
    expect(codeOf(await desk.ask('otherTeacher', 'PUT', `/classes/${biology}/survey-schedule`, { cycles: [] }))).toBe(
      '200',
    )
  })

  it('refuses, and nobody leads it', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const asked = await request('teacher', { personId: people.coach })
    await desk.ask('otherTeacher', 'POST', `/classes/${biology}/lead-requests/${idOf(asked)}/refusal`)
    expect(codeOf(await consent('otherTeacher', idOf(asked)))).toBe('409 request_over')
    expect(codeOf(await accept('coach', idOf(asked)))).toBe('409 request_over')
    expect(codeOf(await request('teacher', { personId: people.coach }))).toBe('201')
  })

  it('asks nobody twice, no student, and nobody whom the district doesn’t know', async () => {
    await request('otherTeacher', { email: 'coach@alpha.example' })
    expect(codeOf(await request('otherTeacher', { email: 'coach@alpha.example' }))).toBe('409 asked_already')
    for (const email of ['student@alpha.example', 'nobody@else.example'])
      expect(codeOf(await request('otherTeacher', { email }))).toBe('422 person_unknown')
  })

  it('who asked and leads it no longer has asked in vain', async () => {
    const first = await request('otherTeacher', { email: 'coach@alpha.example' })
    await accept('coach', idOf(first))
    const second = await request('coach', { email: 'principal@alpha.example' })
    await remove('otherTeacher', people.coach)
    expect(codeOf(await accept('principal', idOf(second)))).toBe('409 request_over')
  })

  it('removes another lead, and never the last one (P003-07)', async () => {
    await accept('coach', idOf(await request('otherTeacher', { email: 'coach@alpha.example' })))
    expect((await remove('coach', people.coach)).json).toEqual({ fromRoster: false })
    expect(codeOf(await remove('otherTeacher', people.otherTeacher))).toBe('409 last_lead')
    expect(codeOf(await remove('otherTeacher', people.coach))).toBe('422 person_unknown')
  })

  it('locks the code, and makes a new one, each on the log (P003-10)', async () => {
    const locks = { codeLocked: true }
    const set = await desk.ask('otherTeacher', 'PUT', `/classes/led/${biology}/locks`, locks)
    expect(set.json).toMatchObject({ locks })
    const first = (await desk.ask('otherTeacher', 'POST', `/classes/led/${biology}/code`)).json as DeskShown
    const second = (await desk.ask('otherTeacher', 'POST', `/classes/led/${biology}/code`)).json as DeskShown
    expect(first.code?.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect(second.code?.code).not.toBe(first.code?.code)
    expect((await deskOf('otherTeacher')).history.slice(0, 3).map(({ action }) => action)).toEqual([
      'class.renew_code',
      'class.renew_code',
      'class.set_locks',
    ])
    await desk.ask('otherTeacher', 'PUT', `/classes/led/${biology}/locks`, { codeLocked: false })
  })
})

describe('a community lead', () => {
  it('removes a lead who is not the last (P003-08), and edits settings of the class (P003-32)', async () => {
    await accept('coach', idOf(await request('otherTeacher', { email: 'coach@alpha.example' })))
    expect(codeOf(await remove('teacher', people.coach))).toBe('200')
    const path = `/communities/${at}/classes/${biology}/locks`
    expect(codeOf(await desk.ask('teacher', 'PUT', path, { codeLocked: true }))).toBe('204')
    const { locks, history } = await deskOf('otherTeacher')
    expect(locks).toEqual({ codeLocked: true, listLocked: false })
    expect(history.slice(0, 2)).toMatchObject([
      { action: 'class.set_locks', byName: 'Tara Teacher' },
      { action: 'class.remove_lead', byName: 'Tara Teacher' },
    ])
    await desk.ask('teacher', 'PUT', path, { codeLocked: false })
  })

  it('edits settings of no class that stands in another community', async () => {
    const path = `/communities/${at}/classes/${app.alpha.classes.chemistry}/locks`
    expect(codeOf(await desk.ask('teacher', 'PUT', path, { codeLocked: true }))).toBe('404 not_found')
  })

  it('finds a lead for a class that has none among those who lead none of its communities', async () => {
    await desk.bringIn('teacher', at, 'principal')
    await leaveWithoutLead()
    const asked = await request('teacher', { personId: people.principal })
    expect(codeOf(await accept('principal', idOf(asked)))).toBe('204')
    expect(await leadsOf()).toEqual([people.principal])
    await giveBackLead()
  })
})

describe('a request of a community’s lead', () => {
  it('is shown to them alone beside the class, and taken back by them alone', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const asked = idOf(await request('teacher', { personId: people.coach }))
    expect((await shown('teacher')).json).toMatchObject({ asked: [{ id: asked, person: { id: people.coach } }] })
    expect((await shown('otherTeacher')).json).toMatchObject({ asked: [] })
    expect((await shown('districtAdmin')).json).toMatchObject({ asked: [] })
    // Somebody else leads the community, too, and a lead of the class refuses it their own way.
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.coach })
    expect(codeOf(await withdraw('coach', asked))).toBe('409 request_over')
    expect(codeOf(await withdraw('otherTeacher', asked))).toBe('409 request_over')
    expect([403, 404]).toContain((await withdraw('schoolAdmin', asked)).status)
    expect(codeOf(await withdraw('teacher', asked))).toBe('204')
    expect((await shown('teacher')).json).toMatchObject({ asked: [] })
    expect(codeOf(await withdraw('teacher', asked))).toBe('409 request_over')
    expect(codeOf(await consent('otherTeacher', asked))).toBe('409 request_over')
    expect((await deskOf('otherTeacher')).history[0]).toMatchObject({
      action: 'class.withdraw_lead',
      byName: 'Tara Teacher',
      aboutName: 'Cora Coachman',
    })
  })

  it('is out of their hands once the class has left the community', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const asked = idOf(await request('teacher', { personId: people.coach }))
    await desk.ask('otherTeacher', 'DELETE', `/communities/${at}/classes/${biology}`)
    expect(codeOf(await withdraw('teacher', asked))).toBe('404 not_found')
  })
})

describe('who leads a class', () => {
  it('is told to leads of its communities with what is locked, and that the last one stays', async () => {
    const { json } = await shown('teacher')
    expect(json).toEqual({
      leads: [{ person: expect.objectContaining({ id: people.otherTeacher }) as object, taught: true }],
      locks: { codeLocked: false, listLocked: false },
      mayTakeLast: false,
      asked: [],
    })
    expect((await shown('otherTeacher')).json).toMatchObject({ mayTakeLast: false })
  })

  it('is told to an administrator of the district, who takes the last one, too, and sets no locks', async () => {
    expect((await shown('districtAdmin')).json).toMatchObject({ locks: null, mayTakeLast: true })
  })

  it('is told to nobody else, and of no class that has left the community, or is in an archived one', async () => {
    await desk.bringIn('teacher', at, 'schoolAdmin')
    for (const name of ['schoolAdmin', 'principal', 'itAdmin', 'student', 'coach'] as const)
      expect(['403 forbidden', '404 not_found']).toContain(codeOf(await shown(name)))
    expect(codeOf(await shown('southTeacher'))).toBe('404 not_found')
    expect(codeOf(await shown('teacher', app.alpha.classes.chemistry))).toBe('404 not_found')
    await desk.ask('teacher', 'PUT', `/communities/${at}/archived`, { archived: true })
    expect(codeOf(await shown('teacher'))).toBe('404 not_found')
    await desk.ask('teacher', 'PUT', `/communities/${at}/archived`, { archived: false })
    await desk.ask('otherTeacher', 'DELETE', `/communities/${at}/classes/${biology}`)
    expect(codeOf(await shown('teacher'))).toBe('404 not_found')
  })
})

describe('an administrator of the district', () => {
  it('removes the last lead, whom the roster named: the enrolment stays out until it is given back', async () => {
    const answer = await remove('districtAdmin', people.otherTeacher)
    expect(answer.json).toEqual({ fromRoster: true })
    expect(await leadsOf()).toEqual([])
    const sticky = await desk.run(
      "select field, value from sticky_field where district_id = 'alpha' and field = 'member'",
    )
    expect(sticky).toEqual([{ field: 'member', value: false }])
  })
})
