import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface CommunityBody {
  readonly id: string
  readonly name: string
  readonly myRole: string | null
  readonly classes: readonly { readonly id: string; readonly title: string; readonly leads: readonly object[] }[]
  readonly members: readonly {
    readonly person: { readonly id: string; readonly familyName: string }
    readonly role: string
    readonly invited: boolean
    readonly derived: boolean
  }[]
}

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const as = (name: PersonName, district: SchoolDistrict = app.alpha) => app.bearerOf(district, name)
const create = (name: PersonName, title: string) =>
  app.call('/api/v1/communities', { token: as(name), body: { name: title } })
const addClass = (name: PersonName, communityId: string, classId: string) =>
  app.call(`/api/v1/communities/${communityId}/classes`, { token: as(name), body: { classId } })
const communitiesOf = async (name: PersonName): Promise<readonly CommunityBody[]> => {
  const { json } = await app.call('/api/v1/communities', { token: as(name) })
  return (json as { communities?: CommunityBody[] }).communities ?? []
}

describe('a new community', () => {
  it('has its creator as its lead (P003-25), and an audit entry', async () => {
    const { status, json } = await create('teacher', '  Maths   North ')
    expect(status).toBe(201)
    const community = json as CommunityBody
    expect(community).toMatchObject({
      name: 'Maths North',
      myRole: 'community_lead',
      classes: [],
      members: [{ person: { familyName: 'Teacher' }, role: 'community_lead', invited: true, derived: false }],
    })
    expect(await audit(`community:${community.id}`)).toEqual([
      { actor: `person:${app.alpha.people.teacher}`, action: 'community.create', detail: {} },
    ])
    const me = await app.call('/api/v1/me', { token: as('teacher') })
    expect(me.json).toMatchObject({
      roles: expect.arrayContaining([
        { role: 'community_lead', scopeType: 'community', scopeId: community.id },
      ]) as object[],
    })
  })

  it.each<[PersonName, number]>([
    ['coach', 201],
    ['principal', 201],
    ['schoolAdmin', 201],
    ['districtAdmin', 201],
    ['student', 403],
    ['billing', 403],
    ['itAdmin', 403],
    ['guardian', 403],
    ['roleless', 403],
  ])('by %s: %d (OWN-33)', async (name, status) => {
    expect((await create(name, 'Reading')).status).toBe(status)
  })

  it('needs a name', async () => {
    expect((await create('teacher', '   ')).json).toMatchObject({ error: { code: 'community_invalid' } })
    expect((await create('teacher', '')).status).toBe(400)
  })

  it('takes nothing that was not offered', async () => {
    const body = { name: 'Ours', members: [app.alpha.people.coach], districtId: 'beta' }
    expect((await app.call('/api/v1/communities', { token: as('teacher'), body })).status).toBe(400)
  })
})

describe('adding a class', () => {
  it('makes its leads members (P003-17, P003-18), and is on the audit log', async () => {
    const { id } = (await create('teacher', 'Science')).json as CommunityBody
    await invite(id, 'otherTeacher')
    const { status, json } = await addClass('otherTeacher', id, app.alpha.classes.biology)
    expect(status).toBe(201)
    expect(json).toMatchObject({
      classes: [{ title: 'Class biology', leads: [{ familyName: 'Other' }], school: { name: 'North School' } }],
      members: [
        { person: { familyName: 'Teacher' }, role: 'community_lead', invited: true, derived: false },
        { person: { familyName: 'Other' }, role: 'community_member', invited: true, derived: true },
      ],
    })
    expect(await audit(`community:${id}`)).toContainEqual({
      actor: `person:${app.alpha.people.otherTeacher}`,
      action: 'community.add_class',
      detail: { classId: app.alpha.classes.biology },
    })
  })

  it('makes a lead a member without any invitation, for as long as they lead the class', async () => {
    const { id } = (await create('teacher', 'History')).json as CommunityBody
    await lead('southTeacher', app.alpha.classes.algebra)
    expect((await communitiesOf('southTeacher')).map((each) => each.id)).not.toContain(id)
    await addClass('teacher', id, app.alpha.classes.algebra)
    expect(await communitiesOf('southTeacher')).toContainEqual(
      expect.objectContaining({ id, myRole: 'community_member' }),
    )
    await unlead('southTeacher', app.alpha.classes.algebra)
    expect((await communitiesOf('southTeacher')).map((each) => each.id)).not.toContain(id)
  })

  it('keeps several leads side by side (P003-28)', async () => {
    const { id } = (await create('teacher', 'Arts')).json as CommunityBody
    await invite(id, 'coach', 'lead')
    const community = (await communitiesOf('coach')).find((each) => each.id === id)
    expect(community?.members.map((member) => member.role)).toEqual(['community_lead', 'community_lead'])
  })

  it('that somebody else leads, of another district, retired or of nobody is the same answer', async () => {
    const { id } = (await create('teacher', 'Music')).json as CommunityBody
    const answers = [
      await addClass('teacher', id, app.alpha.classes.biology),
      await addClass('teacher', id, app.alpha.classes.retired),
      await addClass('teacher', id, app.beta.classes.algebra),
      await addClass('teacher', id, '999999999'),
    ]
    expectSame(answers, 404)
  })

  it('to a community one does not belong to, of another district or of nobody is the same answer', async () => {
    const foreign = (await create('coach', 'Coaches')).json as CommunityBody
    const beta = await app.call('/api/v1/communities', { token: as('teacher', app.beta), body: { name: 'Beta' } })
    const { algebra } = app.alpha.classes
    const answers = [
      await addClass('teacher', foreign.id, algebra),
      await addClass('teacher', (beta.json as CommunityBody).id, algebra),
      await addClass('teacher', '999999999', algebra),
    ]
    expectSame(answers, 404)
  })

  it('is refused to somebody who leads no class', async () => {
    const { id } = (await create('coach', 'No classes')).json as CommunityBody
    expect((await addClass('coach', id, app.alpha.classes.algebra)).status).toBe(403)
  })

  it('twice, or to a sixth community, is refused, however many ask at once', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => create('southTeacher', `South ${n}`)))
    const ids = made.map((answer) => (answer.json as CommunityBody).id)
    const { chemistry } = app.alpha.classes
    const answers = await Promise.all(ids.map((id) => addClass('southTeacher', id, chemistry)))
    const added = ids.filter((_id, index) => answers[index]?.status === 201)
    expect(added).toHaveLength(5)
    const refused = answers.filter((answer) => answer.status !== 201)
    expect(refused.map((answer) => answer.json)).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ code: 'class_in_too_many' }) as object }),
      expect.objectContaining({ error: expect.objectContaining({ code: 'class_in_too_many' }) as object }),
    ])
    const again = await addClass('southTeacher', added[0] ?? '', chemistry)
    expect(again.json).toMatchObject({ error: { code: 'class_already_there' } })
    const led = await app.call('/api/v1/classes/led', { token: as('southTeacher') })
    expect((led.json as { classes: { communities: object[] }[] }).classes[0]?.communities).toHaveLength(5)
  })
})

describe('the communities of somebody', () => {
  it('are those they belong to, and nobody else’s', async () => {
    const { id } = (await create('principal', 'Heads')).json as CommunityBody
    expect((await communitiesOf('principal')).map((each) => each.id)).toContain(id)
    for (const name of ['teacher', 'coach', 'schoolAdmin'] as const) {
      expect((await communitiesOf(name)).map((each) => each.id)).not.toContain(id)
    }
  })

  it('show a member the others’ names and nothing more of them', async () => {
    const text = (await app.call('/api/v1/communities', { token: as('teacher') })).text
    expect(text).toContain('Teacher')
    expect(text).not.toContain('@')
  })

  it('are all of the district’s for its administrator, without members (OWN-34)', async () => {
    const { json, text } = await app.call('/api/v1/communities/all', { token: as('districtAdmin') })
    const [first] = (json as { communities: object[] }).communities
    expect(Object.keys(first ?? {})).toEqual(['id', 'name', 'archived', 'leads', 'classes'])
    expect(text).not.toContain('"Beta"')
    expect((await app.call('/api/v1/communities/all', { token: as('schoolAdmin') })).status).toBe(403)
  })
})

describe('a community without a lead', () => {
  it('is refused by the database, but leads may change places in one transaction', async () => {
    const { id } = (await create('teacher', 'Kept')).json as CommunityBody
    await invite(id, 'coach')
    const { teacher, coach } = app.alpha.people
    const demote = [
      "update community_member set role = 'member' where community_id = $1 and person_id = $2",
      [id, teacher],
    ]
    await expect(inAlpha([demote])).rejects.toThrow('without a lead')
    await expect(inAlpha([['delete from community_member where community_id = $1', [id]]])).rejects.toThrow(
      'without a lead',
    )
    const made = "insert into community (district_id, name, created_by) values ('alpha', 'Leaderless', $1)"
    await expect(inAlpha([[made, [teacher]]])).rejects.toThrow('without a lead')
    const promote = [
      "update community_member set role = 'lead' where community_id = $1 and person_id = $2",
      [id, coach],
    ]
    await inAlpha([demote, promote])
    expect((await communitiesOf('coach')).find((each) => each.id === id)?.myRole).toBe('community_lead')
  })
})

describe('two leads who leave at the same moment', () => {
  it('cannot leave a community without one', async () => {
    const { id } = (await create('teacher', 'Left')).json as CommunityBody
    await invite(id, 'coach', 'lead')
    const leave = (name: PersonName) =>
      inAlpha([
        ['delete from community_member where community_id = $1 and person_id = $2', [id, app.alpha.people[name]]],
        ['select pg_sleep(0.2)', []],
      ])
    const outcomes = await Promise.allSettled([leave('teacher'), leave('coach')])
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

function expectSame(answers: readonly Answer[], status: number): void {
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status))
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
}

async function inAlpha(statements: readonly (readonly unknown[])[]): Promise<void> {
  await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    for (const [statement, values] of statements as readonly (readonly [string, unknown[]])[])
      await client.query(statement, values)
  })
}

async function invite(communityId: string, name: PersonName, role = 'member'): Promise<void> {
  const { people } = app.alpha
  await inAlpha([
    [
      "insert into community_member (district_id, community_id, person_id, role, added_by) values ('alpha', $1, $2, $3, $2)",
      [communityId, people[name], role],
    ],
  ])
}

async function lead(name: PersonName, classId: string): Promise<void> {
  await inAlpha([
    [
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('alpha', $1, 'class_lead', 'class', $2, 'manual')",
      [app.alpha.people[name], classId],
    ],
  ])
}

async function unlead(name: PersonName, classId: string): Promise<void> {
  await inAlpha([
    [
      "update role_grant set status = 'revoked' where person_id = $1 and scope_id = $2 and role = 'class_lead'",
      [app.alpha.people[name], classId],
    ],
  ])
}

async function audit(object: string): Promise<readonly object[]> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<object>(
      'select actor, action, detail from audit_entry where object = $1 order by id',
      [object],
    )
    return rows
  })
}
