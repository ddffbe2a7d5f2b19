import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDesk, codeOf, membersOf, type Desk } from './community-desk.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let desk: Desk
let people: TestApp['alpha']['people']
let classes: TestApp['alpha']['classes']
let at: string
let made = 0

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  ;({ people, classes } = app.alpha)
})
afterAll(() => app.close())

beforeEach(async () => {
  made += 1
  at = await desk.create('teacher', `Community ${made}`)
})

describe('what a member who leads nothing may not do', () => {
  it('is everything that its leads do (P003-35)', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const { ask } = desk
    const answers = [
      await ask('coach', 'PUT', `/communities/${at}/name`, { name: 'Mine' }),
      await ask('coach', 'PUT', `/communities/${at}/archived`, { archived: true }),
      await ask('coach', 'POST', `/communities/${at}/leads`, { personId: people.coach }),
      await ask('coach', 'DELETE', `/communities/${at}/leads/${people.teacher}`),
      await ask('coach', 'POST', `/communities/${at}/handover`, { personId: people.coach }),
      await ask('coach', 'DELETE', `/communities/${at}/members/${people.teacher}`),
      await ask('coach', 'POST', `/communities/${at}/invitations`, { email: 'new@else.example' }),
      await ask('coach', 'POST', `/communities/${at}/links`, { days: 7 }),
      await ask('coach', 'DELETE', `/communities/${at}/invitations/1`),
    ]
    expect(answers.map(codeOf)).toEqual(answers.map(() => '403 forbidden'))
    const leadsAnother = await desk.create('coach', 'Another')
    expect(codeOf(await ask('coach', 'POST', `/communities/${at}/leads`, { personId: people.coach }))).toBe(
      '404 not_found',
    )
    expect(leadsAnother).not.toBe(at)
    expect(membersOf(await desk.shown('teacher', at))).toEqual(['lead Teacher (invited)', 'member Coachman (invited)'])
  })

  it('is to see who else is invited', async () => {
    await desk.bringIn('teacher', at, 'coach')
    expect((await desk.shown('coach', at)).invitations).toBeNull()
    expect((await desk.shown('teacher', at)).invitations).toHaveLength(1)
  })
})

describe('whoever does not belong to a community', () => {
  it('sees nothing of it, an administrator of the district neither', async () => {
    for (const name of ['coach', 'principal', 'otherTeacher', 'districtAdmin', 'student'] as const) {
      const { status } = await desk.ask(name, 'GET', `/communities/${at}`)
      expect([403, 404]).toContain(status)
    }
  })
})

describe('a lead', () => {
  it('adds a class that they lead, and a member adds theirs beside it (P003-19, P003-31)', async () => {
    const id = await desk.create('teacher', 'Two by two')
    await desk.bringIn('teacher', id, 'otherTeacher')
    expect((await desk.addClass('teacher', id, app.alpha.classes.algebra)).status).toBe(201)
    expect((await desk.addClass('otherTeacher', id, app.alpha.classes.biology)).status).toBe(201)
    const { community } = await desk.shown('otherTeacher', id)
    expect(community.classes.map((one) => one.id)).toEqual([app.alpha.classes.algebra, app.alpha.classes.biology])
  })

  it('is an instructional leader, an instructor or an administrator, whoever works with classes (OWN-33)', async () => {
    for (const who of ['coach', 'teacher', 'principal', 'schoolAdmin', 'districtAdmin'] as const) {
      const { community } = await desk.shown(who, await desk.create(who, `Of ${who}`))
      expect(community.myRole, who).toBe('community_lead')
    }
    for (const who of ['student', 'billing', 'itAdmin', 'guardian', 'roleless'] as const)
      expect((await desk.ask(who, 'POST', '/communities', { name: 'Mine' })).status, who).toBe(403)
  })

  it('promotes a member, and both lead it (P003-27, P003-28)', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const answer = await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.coach })
    expect(membersOf(answer.json as never)).toEqual(['lead Coachman (invited)', 'lead Teacher (invited)'])
    expect(codeOf(await desk.ask('coach', 'POST', `/communities/${at}/leads`, { personId: people.teacher }))).toBe(
      '409 already_so',
    )
    expect(codeOf(await desk.ask('coach', 'PUT', `/communities/${at}/name`, { name: 'Ours' }))).toBe('200')
  })

  it('promotes nobody who does not belong to it', async () => {
    for (const personId of [people.coach, people.student, app.beta.people.coach, '999999999'])
      expect(codeOf(await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId }))).toBe('404 not_found')
  })

  it('hands the lead over and is a member from then on (P003-26)', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const answer = await desk.ask('teacher', 'POST', `/communities/${at}/handover`, { personId: people.coach })
    expect(membersOf(answer.json as never)).toEqual(['lead Coachman (invited)', 'member Teacher (invited)'])
    expect(codeOf(await desk.ask('teacher', 'PUT', `/communities/${at}/name`, { name: 'Mine' }))).toBe('404 not_found')
    expect((await desk.audit(`community:${at}`)).at(-1)).toEqual({
      actor: `person:${people.teacher}`,
      action: 'community.reassign',
      detail: { personId: people.coach },
    })
  })

  it('makes another lead a member, and never the last one', async () => {
    await desk.bringIn('teacher', at, 'coach')
    expect(codeOf(await desk.ask('teacher', 'DELETE', `/communities/${at}/leads/${people.teacher}`))).toBe(
      '409 last_lead',
    )
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.coach })
    expect(codeOf(await desk.ask('teacher', 'DELETE', `/communities/${at}/leads/${people.coach}`))).toBe('200')
    expect(codeOf(await desk.ask('teacher', 'POST', `/communities/${at}/leave`))).toBe('409 last_lead')
    expect(membersOf(await desk.shown('teacher', at))).toEqual(['lead Teacher (invited)', 'member Coachman (invited)'])
  })

  it('who has retired leads nothing: the one who is left is the last', async () => {
    await desk.bringIn('teacher', at, 'coach')
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.coach })
    await desk.run("update person set status = 'retired' where district_id = 'alpha' and id = $1", [people.coach])
    expect(codeOf(await desk.ask('teacher', 'POST', `/communities/${at}/leave`))).toBe('409 last_lead')
    await desk.run("update person set status = 'active' where district_id = 'alpha' and id = $1", [people.coach])
  })

  it('removes a member who was invited (P003-30), and no lead', async () => {
    await desk.bringIn('teacher', at, 'coach')
    await desk.bringIn('teacher', at, 'principal')
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.principal })
    const remove = (id: string) => desk.ask('teacher', 'DELETE', `/communities/${at}/members/${id}`)
    expect(codeOf(await remove(people.principal))).toBe('409 member_leads')
    expect((await remove(people.coach)).json).toEqual({ staysByClass: false })
    expect(codeOf(await remove(people.coach))).toBe('404 not_found')
    expect(codeOf(await desk.ask('coach', 'GET', `/communities/${at}`))).toBe('404 not_found')
  })

  it('does not remove somebody who belongs to it by a class: the class has to go', async () => {
    await desk.bringIn('teacher', at, 'otherTeacher')
    await desk.addClass('otherTeacher', at, classes.biology)
    const remove = () => desk.ask('teacher', 'DELETE', `/communities/${at}/members/${people.otherTeacher}`)
    expect((await remove()).json).toEqual({ staysByClass: true })
    expect(codeOf(await remove())).toBe('409 member_by_class')
    expect(codeOf(await desk.ask('teacher', 'DELETE', `/communities/${at}/classes/${classes.biology}`))).toBe('204')
    expect(membersOf(await desk.shown('teacher', at))).toEqual(['lead Teacher (invited)'])
  })

  it('promotes a member by a class, who then stays when the class goes', async () => {
    await desk.bringIn('teacher', at, 'otherTeacher')
    await desk.addClass('otherTeacher', at, classes.biology)
    await desk.ask('teacher', 'DELETE', `/communities/${at}/members/${people.otherTeacher}`)
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.otherTeacher })
    await desk.ask('otherTeacher', 'DELETE', `/communities/${at}/classes/${classes.biology}`)
    expect(membersOf(await desk.shown('teacher', at))).toEqual(['lead Other (invited)', 'lead Teacher (invited)'])
  })
})

describe('a member', () => {
  it('leaves, and the class stays with its other leads (OWN-38)', async () => {
    await desk.bringIn('teacher', at, 'coach')
    expect((await desk.ask('coach', 'POST', `/communities/${at}/leave`)).json).toEqual({ staysByClass: false })
    expect(membersOf(await desk.shown('teacher', at))).toEqual(['lead Teacher (invited)'])
  })

  it('by a class leaves by taking the class out', async () => {
    await desk.bringIn('teacher', at, 'otherTeacher')
    await desk.addClass('otherTeacher', at, classes.biology)
    await desk.ask('otherTeacher', 'POST', `/communities/${at}/leave`)
    expect(codeOf(await desk.ask('otherTeacher', 'POST', `/communities/${at}/leave`))).toBe('409 member_by_class')
    await desk.ask('otherTeacher', 'DELETE', `/communities/${at}/classes/${classes.biology}`)
    expect(codeOf(await desk.ask('otherTeacher', 'GET', `/communities/${at}`))).toBe('404 not_found')
  })

  it('takes out no class that others lead', async () => {
    await desk.bringIn('teacher', at, 'otherTeacher')
    await desk.bringIn('teacher', at, 'southTeacher')
    await desk.addClass('otherTeacher', at, classes.biology)
    const answer = await desk.ask('southTeacher', 'DELETE', `/communities/${at}/classes/${classes.biology}`)
    expect(codeOf(answer)).toBe('403 class_not_yours')
    expect((await desk.shown('teacher', at)).community.classes).toHaveLength(1)
    await desk.ask('otherTeacher', 'DELETE', `/communities/${at}/classes/${classes.biology}`)
  })
})

describe('two leads who leave at the same moment', () => {
  it('leave a lead behind', async () => {
    await desk.bringIn('teacher', at, 'coach')
    await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.coach })
    const answers = await Promise.all(
      (['teacher', 'coach'] as const).map((name) => desk.ask(name, 'POST', `/communities/${at}/leave`)),
    )
    expect(answers.map(codeOf).toSorted()).toEqual(['200', '409 last_lead'])
  })
})

describe('an archived community', () => {
  it('is read by its members, and nothing in it changes until it is back', async () => {
    await desk.bringIn('teacher', at, 'coach')
    const archive = (archived: boolean) => desk.ask('teacher', 'PUT', `/communities/${at}/archived`, { archived })
    await desk.ask('teacher', 'POST', `/communities/${at}/invitations`, { email: 'late@else.example' })
    expect(codeOf(await archive(true))).toBe('200')
    const shown = await desk.shown('coach', at)
    expect(shown.community.archived).toBe(true)
    expect((await desk.shown('teacher', at)).invitations).toEqual([])
    const changes = [
      await desk.ask('teacher', 'PUT', `/communities/${at}/name`, { name: 'New' }),
      await desk.ask('teacher', 'POST', `/communities/${at}/leads`, { personId: people.coach }),
      await desk.ask('teacher', 'POST', `/communities/${at}/links`, { days: 1 }),
      await desk.addClass('teacher', at, classes.algebra),
    ]
    expect(changes.map(codeOf)).toEqual(changes.map(() => '409 community_archived'))
    expect(codeOf(await archive(true))).toBe('409 already_so')
    expect(codeOf(await archive(false))).toBe('200')
    expect(codeOf(await desk.ask('teacher', 'PUT', `/communities/${at}/name`, { name: 'New' }))).toBe('200')
  })
})

describe('a name', () => {
  it('is changed by a lead, and is never empty', async () => {
    const rename = (name: string) => desk.ask('teacher', 'PUT', `/communities/${at}/name`, { name })
    expect((await rename('  Readers   North ')).json).toMatchObject({ community: { name: 'Readers North' } })
    expect(codeOf(await rename('   '))).toBe('422 community_invalid')
    expect((await desk.audit(`community:${at}`)).map(({ action }) => action)).toEqual([
      'community.create',
      'community.rename',
    ])
  })
})
