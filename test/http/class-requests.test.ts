/** A community's lead asks for a class that others lead, who add it by agreeing. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { sql } from '../../src/store/sql.ts'
import { SET } from '../support/question-sets.ts'
import { codeOf, type Desk, membersOf, openDesk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Shown {
  readonly community: { readonly classes: readonly { readonly id: string }[] }
  readonly invitations: readonly { readonly kind: string; readonly class: { readonly id: string } | null }[] | null
  readonly askable: readonly { readonly id: string; readonly leads: readonly object[] }[] | null
}
interface Offer {
  readonly id: string
  readonly community: { readonly id: string }
  readonly class: { readonly id: string; readonly title: string } | null
}

let app: TestApp
let owner: Database
let desk: Desk
let at: string
let biology: string
let made = 0

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  owner = app.database.open('owner')
  biology = app.alpha.classes.biology
})
afterAll(() => app.close())

/** The principal leads a community, to which otherTeacher belongs, who leads biology. */
beforeEach(async () => {
  made += 1
  await desk.run("delete from community_class where district_id = 'alpha'")
  await desk.run("update community_invitation set ended_at = now(), ended_by = 'test' where ended_at is null")
  at = await desk.create('principal', `Asking ${made}`)
  await desk.bringIn('principal', at, 'otherTeacher')
})

const ask = (who: PersonName, classId = biology, communityId = at) =>
  desk.ask(who, 'POST', `/communities/${communityId}/class-requests`, { classId })
const shown = async (who: PersonName): Promise<Shown> =>
  (await desk.ask(who, 'GET', `/communities/${at}`)).json as Shown
const offersTo = async (who: PersonName): Promise<readonly Offer[]> =>
  ((await desk.ask(who, 'GET', '/community-invitations')).json as { invitations: Offer[] }).invitations.filter(
    ({ community }) => community.id === at,
  )
const answer = async (who: PersonName, way: 'acceptance' | 'refusal', id?: string) =>
  desk.ask(who, 'POST', `/community-invitations/${id ?? (await offersTo(who))[0]?.id ?? 'none'}/${way}`)

describe('who asks for a class', () => {
  it('is a lead of the community alone: no member, nobody else, and no administrator', async () => {
    await desk.bringIn('principal', at, 'coach')
    for (const who of ['coach', 'otherTeacher', 'districtAdmin', 'schoolAdmin', 'student', 'itAdmin'] as const)
      expect([403, 404], who).toContain((await ask(who)).status)
    await desk.create('teacher', 'Of somebody else')
    expect(codeOf(await ask('teacher'))).toBe('404 not_found')
    expect(await offersTo('otherTeacher')).toEqual([])
    expect((await shown('coach')).askable).toBeNull()
  })

  it('asks for classes of people of the community only, at work and not there already', async () => {
    const { askable } = await shown('principal')
    expect(askable).toMatchObject([{ id: biology, leads: [{ familyName: 'Other' }] }])
    const { algebra, chemistry, retired } = app.alpha.classes
    for (const classId of [algebra, chemistry, retired, app.beta.classes.biology, '999999999'])
      expect(codeOf(await ask('principal', classId)), classId).toBe('404 not_found')
    await desk.addClass('otherTeacher', at, biology)
    expect((await shown('principal')).askable).toEqual([])
    expect(codeOf(await ask('principal'))).toBe('404 not_found')
  })

  it('asks once as long as the request is open, takes it back, and asks for nothing in an archived community', async () => {
    expect(codeOf(await ask('principal'))).toBe('201')
    expect(codeOf(await ask('principal'))).toBe('409 invited_already')
    const [open] = (await offersTo('otherTeacher')).map(({ id }) => id)
    expect(codeOf(await desk.ask('principal', 'DELETE', `/communities/${at}/invitations/${open}`))).toBe('200')
    expect(codeOf(await answer('otherTeacher', 'acceptance', open))).toBe('409 invitation_over')
    expect(codeOf(await ask('principal'))).toBe('201')
    await desk.ask('principal', 'PUT', `/communities/${at}/archived`, { archived: true })
    expect(await offersTo('otherTeacher')).toEqual([])
    expect(codeOf(await ask('principal'))).toBe('409 community_archived')
  })

  it('has nothing of the class in hand before one of its leads agrees', async () => {
    await ask('principal')
    expect((await shown('principal')).community.classes).toEqual([])
    const locks = `/communities/${at}/classes/${biology}/locks`
    expect(codeOf(await desk.ask('principal', 'PUT', locks, { codeLocked: true }))).toBe('404 not_found')
    expect((await desk.ask('principal', 'GET', `/classes/${biology}/report`)).status).toBe(403)
  })
})

describe('who leads the class', () => {
  it('finds the request, agrees, and the class is there with its leads and what is planned for classes that join', async () => {
    const days = { startsOn: '2027-03-01', endsOn: '2027-03-05', lateDays: 2, everyWeeks: 6, cycles: 1 }
    const plan = { plan: { questionSet: SET.id, ...days } }
    expect(codeOf(await desk.ask('principal', 'PUT', `/communities/${at}/survey-default`, plan))).toBe('204')
    await ask('principal')
    expect(await offersTo('otherTeacher')).toMatchObject([{ class: { id: biology, title: 'Class biology' } }])
    expect(codeOf(await answer('otherTeacher', 'acceptance'))).toBe('200')
    expect(membersOf(await desk.shown('principal', at))).toContain('member Other (invited, class)')
    expect((await shown('principal')).community.classes.map(({ id }) => id)).toEqual([biology])
    expect((await desk.audit(`community:${at}`)).slice(-2)).toEqual([
      expect.objectContaining({ action: 'community.ask_class', actor: `person:${app.alpha.people.principal}` }),
      {
        action: 'community.add_class',
        actor: `person:${app.alpha.people.otherTeacher}`,
        detail: { classId: biology },
      },
    ])
    const schedule = (await desk.ask('otherTeacher', 'GET', `/classes/${biology}/survey-schedule`)).json
    expect(schedule).toMatchObject({ cycles: [{ startsOn: '2027-03-01' }] })
    // Agreed once, it is over.
    expect(await offersTo('otherTeacher')).toEqual([])
  })

  it('reads in the class’s history who put it into a community and who took it out', async () => {
    await desk.addClass('otherTeacher', at, biology)
    expect(codeOf(await desk.ask('principal', 'DELETE', `/communities/${at}/classes/${biology}`))).toBe('204')
    await ask('principal')
    expect(codeOf(await answer('otherTeacher', 'acceptance'))).toBe('200')
    const { history } = (await desk.ask('otherTeacher', 'GET', `/classes/led/${biology}/desk`)).json as {
      history: readonly { action: string; byName: string | null }[]
    }
    expect(history.slice(0, 3).map(({ action, byName }) => [action, byName])).toEqual([
      ['class.join_community', 'Otto Other'],
      ['class.leave_community', 'Paul Principal'],
      ['class.join_community', 'Otto Other'],
    ])
    expect((await desk.audit(`class:${biology}`)).at(-1)).toMatchObject({ detail: { communityId: at } })
    // What is refused leaves nothing there.
    const before = (await desk.audit(`class:${biology}`)).length
    expect(codeOf(await desk.addClass('otherTeacher', at, biology))).toMatch(/^4/)
    expect(await desk.audit(`class:${biology}`)).toHaveLength(before)
  })

  it('declines, and the class stays where it is', async () => {
    await ask('principal')
    expect(codeOf(await answer('otherTeacher', 'refusal'))).toBe('204')
    expect(await offersTo('otherTeacher')).toEqual([])
    expect((await shown('principal')).community.classes).toEqual([])
    expect(codeOf(await ask('principal'))).toBe('201')
  })

  it('adds the class without an answer, and the request is over, also when the class leaves again', async () => {
    await ask('principal')
    const elsewhere = await desk.create('principal', 'Asking, too')
    await desk.bringIn('principal', elsewhere, 'otherTeacher')
    await ask('principal', biology, elsewhere)
    const [open] = (await offersTo('otherTeacher')).map(({ id }) => id)
    expect(codeOf(await desk.addClass('otherTeacher', at, biology))).toBe('201')
    expect((await shown('principal')).invitations?.filter(({ kind }) => kind === 'class')).toEqual([])
    await desk.run('delete from community_class where class_id = $1', [biology])
    expect(await offersTo('otherTeacher')).toEqual([])
    expect(codeOf(await answer('otherTeacher', 'acceptance', open))).toBe('409 invitation_over')
    expect(codeOf(await ask('principal'))).toBe('201')
    // What another community asked for waits still.
    const all = (await desk.ask('otherTeacher', 'GET', '/community-invitations')).json as { invitations: Offer[] }
    expect(all.invitations.map(({ community }) => community.id)).toContain(elsewhere)
  })

  it('is the only one who answers, whoever asked and whoever else belongs to the community', async () => {
    await desk.bringIn('principal', at, 'coach')
    await ask('principal')
    const [open] = (await offersTo('otherTeacher')).map(({ id }) => id)
    for (const who of ['principal', 'coach', 'teacher', 'districtAdmin', 'southTeacher'] as const)
      for (const way of ['acceptance', 'refusal'] as const)
        expect([403, 409], `${who} ${way}`).toContain((await answer(who, way, open)).status)
    expect((await shown('principal')).community.classes).toEqual([])
    await desk.run(
      "update role_grant set status = 'revoked' where scope_type = 'class' and scope_id = $1 and role = 'class_lead'",
      [biology],
    )
    expect(codeOf(await answer('otherTeacher', 'acceptance', open))).toBe('409 invitation_over')
    await desk.run("update role_grant set status = 'active' where scope_type = 'class' and scope_id = $1", [biology])
  })

  it('is told when the class is in five communities already, and the request stays', async () => {
    await ask('principal')
    const [open] = (await offersTo('otherTeacher')).map(({ id }) => id)
    for (const n of [1, 2, 3, 4, 5]) {
      const other = await desk.create('otherTeacher', `Full ${n}`)
      expect(codeOf(await desk.addClass('otherTeacher', other, biology))).toBe('201')
    }
    expect(codeOf(await answer('otherTeacher', 'acceptance', open))).toBe('409 class_in_too_many')
    expect(await offersTo('otherTeacher')).toHaveLength(1)
    expect((await shown('principal')).askable).toEqual([])
  })

  it('waits its turn while somebody else changes the community', async () => {
    await ask('principal')
    const [open] = (await offersTo('otherTeacher')).map(({ id }) => id)
    // As whoever adds the class themself: first the community, then the places of the class.
    const { agreed } = await inDistrict(owner, { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query('select from community where id = $1 for update', [at])
      const waiting = answer('otherTeacher', 'acceptance', open)
      await expect
        .poll(async () => {
          const { rows } = await client.query<{ count: number }>(
            "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
          return rows[0]?.count
        })
        .toBe(1)
      await client.query(sql('lock_class_places'), ['alpha', biology])
      await client.query("update community_invitation set ended_at = now(), ended_by = 'test' where id = $1", [open])
      return { agreed: waiting }
    })
    expect(codeOf(await agreed)).toBe('409 invitation_over')
  })

  it('adds it once, however many of them agree at the same moment', async () => {
    await ask('principal')
    const [open] = (await offersTo('otherTeacher')).map(({ id }) => id)
    const answers = await Promise.all([1, 2, 3].map(() => answer('otherTeacher', 'acceptance', open)))
    expect(answers.map(codeOf).toSorted()).toEqual(['200', '409 invitation_over', '409 invitation_over'])
  })
})
