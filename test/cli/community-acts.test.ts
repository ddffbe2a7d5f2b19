/** What is done to communities and classes by the command line: as somebody who may, and answered for nobody. */

import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { plantDistrict, type PersonName, type SchoolDistrict } from '../http/school-district.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { openBothRoles, useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
let alpha: SchoolDistrict
let at: string

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    return (await client.query<Record<string, unknown>>(statement, [...values])).rows
  })
const as = (name: PersonName) => ['--district', 'alpha', '--as', `id:${alpha.people[name]}`]
const id = (name: PersonName) => `id:${alpha.people[name]}`
const community = (name: PersonName, ...words: readonly string[]) => staffroom.json('community', ...words, ...as(name))
const inClass = (name: PersonName, ...words: readonly string[]) => staffroom.json('class', ...words, ...as(name))
const errorOf = ({ data }: { readonly data: unknown }) => (data as { error?: { code: string } }).error?.code
const leadsOf = async (classId: string) =>
  (
    await owner(
      "select person_id::text as id from role_grant where district_id = 'alpha' and scope_type = 'class' and scope_id = $1 and role = 'class_lead' and status = 'active' order by 1",
      [classId],
    )
  ).map((row) => row['id'])
const peopleOf = async (name: PersonName = 'teacher') =>
  (await community(name, 'people', at)).data as {
    readonly members: readonly {
      readonly person: { readonly id: string }
      readonly role: string
      readonly invited: boolean
      readonly derived: boolean
    }[]
    readonly invitations: readonly { readonly id: string; readonly kind: string }[] | null
  }
const bringIn = (name: PersonName) =>
  owner(
    "insert into community_member (district_id, community_id, person_id, role, added_by) values ('alpha', $1, $2, 'member', $3) on conflict do nothing",
    [at, alpha.people[name], alpha.people.teacher],
  )

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  alpha = await plantDistrict(openBothRoles(database), 'alpha')
  at = ((await community('teacher', 'create', 'Readers')).data as { community: string }).community
  await bringIn('coach')
  await bringIn('otherTeacher')
})

describe('what is refused', () => {
  test('a mistyped number, day or address is a mistake of who typed, and nothing is opened', async () => {
    const mistyped = [
      await community('teacher', 'rename', 'readers', 'Writers'),
      await community('teacher', 'take-out', at, 'algebra'),
      await community('teacher', 'invite', at, 'no address'),
      await community('teacher', 'link', at, '--days', '31'),
      await inClass('teacher', 'leads', 'algebra'),
      await staffroom.json('retention', 'names', '--district', 'alpha', '--dry-run'),
      await staffroom.json('retention', 'names', '--district', 'alpha', '--on', '02-30'),
    ]
    expect(mistyped.map(({ code }) => code)).toEqual(mistyped.map(() => 2))
  })

  test('members change nothing of a community, and who belongs to none is told of none', async () => {
    const tried = [
      ['rename', at, 'Writers'],
      ['archive', at],
      ['promote', at, id('otherTeacher')],
      ['remove', at, id('otherTeacher')],
      ['invite', at, 'jo@else.example'],
      ['ask-class', at, alpha.classes.biology],
    ] as const
    for (const words of tried) {
      const member = await community('coach', ...words)
      expect([member.code, errorOf(member)]).toEqual([1, 'COMMUNITY_CLOSED'])
      expect((await community('districtAdmin', ...words)).code).toBe(1)
      expect((await community('student', ...words)).code).toBe(1)
    }
    expect(errorOf(await community('southTeacher', 'people', at))).toMatch(/^COMMUNITY_/)
    expect(await owner('select name from community where id = $1', [at])).toEqual([{ name: 'Readers' }])
  })

  test('the last lead neither leaves nor becomes a member, and a member by a class isn’t removed', async () => {
    expect(errorOf(await community('teacher', 'leave', at))).toBe('COMMUNITY_REFUSED')
    expect(errorOf(await community('teacher', 'demote', at, id('teacher')))).toBe('COMMUNITY_REFUSED')
    expect((await peopleOf()).members.filter(({ role }) => role === 'community_lead')).toHaveLength(1)
  })

  test('nobody comes to lead a class: a community’s lead asks for others alone, and no command agrees', async () => {
    const { biology } = alpha.classes
    expect((await community('otherTeacher', 'add-class', at, biology)).code).toBe(0)
    const before = await leadsOf(biology)
    expect(errorOf(await inClass('teacher', 'ask-lead', biology, id('teacher')))).toBe('CLASS_REFUSED')
    const asked = await staffroom.run('class', 'ask-lead', biology, id('coach'), ...as('teacher'))
    expect(asked.out).toContain('A lead of the class has to agree first')
    for (const words of [['agree'], ['consent'], ['accept'], ['report']])
      expect((await inClass('otherTeacher', ...words, biology)).code).toBe(2)
    for (const words of [['accept'], ['join'], ['agree']]) expect((await community('coach', ...words, at)).code).toBe(2)
    expect(await leadsOf(biology)).toEqual(before)
    expect(errorOf(await inClass('teacher', 'remove-lead', biology, id('otherTeacher')))).toBe('CLASS_REFUSED')
    expect(errorOf(await inClass('teacher', 'students', biology))).toMatch(/^COMMUNITY_/)
    expect(errorOf(await inClass('teacher', 'history', biology))).toMatch(/^COMMUNITY_/)
    expect(await leadsOf(biology)).toEqual(before)
  })
})

describe('what is done, and on the audit log as the command line’s', () => {
  test('a lead of a community renames it, promotes, hands over and removes', async () => {
    expect((await community('teacher', 'rename', at, '  Readers  and writers ')).code).toBe(0)
    expect((await community('teacher', 'promote', at, id('coach'))).code).toBe(0)
    expect((await community('coach', 'demote', at, id('teacher'))).code).toBe(0)
    expect((await community('coach', 'hand-over', at, id('teacher'))).code).toBe(0)
    const { out } = await staffroom.run('community', 'people', at, ...as('teacher'))
    expect(out).toMatch(/^Readers and writers\n/)
    expect(out).toMatch(/Tara Teacher +lead +invited/)
    expect(out).toMatch(/Cora Coachman +member +invited/)
    expect((await community('teacher', 'remove', at, id('coach'))).code).toBe(0)
    expect((await peopleOf()).members.map(({ person }) => person.id)).not.toContain(alpha.people.coach)
    const said = await owner(
      "select distinct actor from audit_entry where object = $1 and action not in ('community.create')",
      [`community:${at}`],
    )
    expect(said).toEqual([{ actor: 'cli' }])
  })

  test('a lead invites by mail and by a link that is shown once, and takes both back', async () => {
    expect((await community('teacher', 'invite', at, 'jo@else.example')).code).toBe(0)
    const link = await community('teacher', 'link', at, '--days', '3')
    const { url } = link.data as { readonly url: string }
    expect(url).toMatch(/#\/join\/[\w-]{43}$/)
    const open = (await peopleOf()).invitations ?? []
    expect(open.map(({ kind }) => kind).toSorted()).toEqual(['link', 'mail'])
    const shown = await staffroom.run('community', 'people', at, ...as('teacher'))
    expect(shown.out).not.toContain(url.split('/').at(-1))
    for (const one of open) expect((await community('teacher', 'take-back', at, one.id)).code).toBe(0)
    expect((await peopleOf()).invitations).toEqual([])
    expect((await community('teacher', 'take-back', at, open[0]?.id ?? '1')).code).toBe(1)
  })

  test('classes come in by their own leads, are asked for, and go', async () => {
    const { biology, algebra } = alpha.classes
    expect(errorOf(await community('teacher', 'add-class', at, biology))).toBe('COMMUNITY_UNKNOWN')
    expect((await community('teacher', 'add-class', at, algebra)).code).toBe(0)
    expect((await community('teacher', 'add-class', at, algebra)).code).toBe(1)
    expect((await community('otherTeacher', 'take-out', at, biology)).code).toBe(0)
    expect((await community('teacher', 'ask-class', at, biology)).code).toBe(0)
    expect((await peopleOf()).invitations?.map(({ kind }) => kind)).toEqual(['class'])
    expect(await owner('select from community_class where class_id = $1', [biology])).toEqual([])
  })

  test('the leads of a class and an administrator remove leads, keep its list and read what was done', async () => {
    const { algebra } = alpha.classes
    const { out } = await staffroom.run('class', 'leads', algebra, ...as('teacher'))
    expect(out).toContain('Tara Teacher  teaches it by the roster')
    expect(out).toContain('The last one goes by an administrator of the district alone.')
    const student = id('student')
    const list = async () =>
      ((await inClass('teacher', 'students', algebra)).data as { students: readonly object[] }).students
    expect((await inClass('teacher', 'take-out', algebra, student)).code).toBe(0)
    expect(JSON.stringify(await list())).toContain('taken_out')
    expect((await inClass('teacher', 'give-back', algebra, student)).code).toBe(0)
    expect(JSON.stringify(await list())).not.toContain('taken_out')
    expect((await inClass('districtAdmin', 'remove-lead', algebra, id('teacher'))).data).toMatchObject({
      done: 'remove-lead',
    })
    expect(await leadsOf(algebra)).toEqual([])
  })

  test('a class is made by hand for a teacher, renamed, ended and brought back', async () => {
    const made = await inClass('otherTeacher', 'make', 'Chess club', '--school', 'North School')
    const { class: club } = made.data as { readonly class: string }
    expect(await leadsOf(club)).toEqual([alpha.people.otherTeacher])
    expect((await inClass('otherTeacher', 'rename', club, 'Chess', '--code', 'CH')).code).toBe(0)
    expect((await inClass('otherTeacher', 'rename', alpha.classes.biology, 'Ours')).code).toBe(1)
    expect((await inClass('otherTeacher', 'end', club)).code).toBe(0)
    expect((await inClass('otherTeacher', 'bring-back', club)).code).toBe(0)
    const { data } = await inClass('otherTeacher', 'history', club)
    const done = (data as { history: readonly { action: string }[] }).history.map(({ action }) => action)
    expect(done).toEqual(['class.bring_back', 'class.end', 'class.rename', 'class.create'])
    const gradebook = await staffroom.run('survey', 'gradebook', club, ...as('otherTeacher'))
    expect(gradebook.out).toContain('It is off.')
    const on = await staffroom.json('survey', 'gradebook', club, '--on', ...as('otherTeacher'))
    expect(errorOf(on)).toBe('CLASS_REFUSED')
  })

  test('an archived community changes in nothing, and comes back', async () => {
    expect((await community('teacher', 'archive', at)).code).toBe(0)
    expect(errorOf(await community('teacher', 'rename', at, 'Others'))).toBe('COMMUNITY_REFUSED')
    expect((await community('teacher', 'restore', at)).code).toBe(0)
  })
})

test('the day for names is shown and set; what would be forgotten at once is said and wants a word of its own', async () => {
  const names = (...words: readonly string[]) => staffroom.json('retention', 'names', '--district', 'alpha', ...words)
  expect((await names()).data).toMatchObject({ on: '07-31', setBy: 'default' })
  await owner(
    `with k as (insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, made_by, made_at)
       values ('alpha', $1, 'learning-conditions', current_date - 40, current_date - 30, 'test', now()) returning id)
     insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
     select 'alpha', id, $2, current_date - 35, false from k`,
    [alpha.classes.biology, alpha.people.student],
  )
  const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(5, 10)
  const looked = await names('--on', yesterday, '--dry-run')
  expect(looked.data).toMatchObject({ now: { participations: 1 } })
  const refused = await names('--on', yesterday)
  expect([refused.code, errorOf(refused)]).toEqual([2, 'names_at_once'])
  expect((await names()).data).toMatchObject({ setBy: 'default' })
  expect((await names('--on', yesterday, '--now')).data).toMatchObject({ on: yesterday, setBy: 'district' })
  const { out } = await staffroom.run('retention', 'names', '--district', 'alpha')
  expect(out).toContain('Within the hour: 1 name in 1 cycle')
})
