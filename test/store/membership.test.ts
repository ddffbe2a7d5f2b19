import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DistrictClient, PrismaTransaction } from '../../src/store/database.ts'
import { inDistrict, inDistrictPrisma } from '../../src/store/database.ts'
import {
  addMember,
  changeMemberRole,
  endMember,
  removeCommunityClass,
} from '../../src/store/community/community-write.ts'
import { insertCommunity, insertCommunityClass } from '../../src/store/community/community.ts'
import { listClassPeriods, listLeadPeriods, listMemberPeriods } from '../../src/store/community/membership.ts'
import {
  addLateJoiner,
  findClassOfCode,
  listLateJoiners,
  readClassSetting,
  renewCode,
  writeClassSetting,
} from '../../src/store/community/participation.ts'
import type { TestApp } from '../http/test-app.ts'
import { openTestApp } from '../http/test-app.ts'

let app: TestApp
const ALPHA = { districtId: 'alpha', actor: 'test' }
const day = (date: number): Date => new Date(Date.UTC(2026, 8, date))
const by = 'person:1'

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const inAlpha = <T>(work: (tx: PrismaTransaction) => Promise<T>): Promise<T> =>
  inDistrictPrisma(app.world.database, ALPHA, work)
const directly = <T>(work: (client: DistrictClient) => Promise<T>): Promise<T> =>
  inDistrict(app.world.database, ALPHA, work)

async function createCommunity(name: string): Promise<string> {
  const { coach } = app.alpha.people
  return inAlpha((tx) => insertCommunity(tx, { districtId: 'alpha', creatorId: coach, name, at: day(1) }))
}

async function leads(person: string, classId: string, since: Date, until: Date | null): Promise<void> {
  await directly((client) =>
    client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, granted_at, status, revoked_at)
       values ('alpha', $1, 'class_lead', 'class', $2, 'manual', $3, $4, $5)`,
      [person, classId, since, until === null ? 'active' : 'revoked', until],
    ),
  )
}

test('what somebody is and was in a community is kept with its dates', async () => {
  const communityId = await createCommunity('Dates')
  const { coach, teacher } = app.alpha.people
  const place = { districtId: 'alpha', communityId, personId: teacher }
  await inAlpha(async (tx) => {
    expect(await addMember(tx, place, { role: 'member', addedBy: coach, at: day(2) })).toBe(true)
    expect(await addMember(tx, place, { role: 'lead', addedBy: coach, at: day(2) })).toBe(false)
    expect(await changeMemberRole(tx, place, { role: 'lead', by, at: day(4) })).toBe(true)
    expect(await changeMemberRole(tx, place, { role: 'lead', by, at: day(5) })).toBe(false)
    expect(await endMember(tx, place, { by, at: day(6) })).toBe(true)
    expect(await endMember(tx, place, { by, at: day(7) })).toBe(false)
  })
  expect(await inAlpha((tx) => listMemberPeriods(tx, 'alpha', communityId))).toEqual([
    { personId: coach, role: 'community_lead', classId: null, since: day(1), until: null },
    { personId: teacher, role: 'community_member', classId: null, since: day(2), until: day(4) },
    { personId: teacher, role: 'community_lead', classId: null, since: day(4), until: day(6) },
  ])
})

test('a class’s leads belong to its communities from when both hold until one of them ends', async () => {
  const communityId = await createCommunity('By class')
  const { biology } = app.alpha.classes
  const { southTeacher, roleless, otherTeacher, coach } = app.alpha.people
  await leads(southTeacher, biology, day(1), day(5))
  await leads(roleless, biology, day(1), day(2))
  await inAlpha(async (tx) => {
    const placed = { districtId: 'alpha', communityId, classId: biology, slot: 1, addedBy: coach, at: day(3) }
    await insertCommunityClass(tx, placed)
    expect(await removeCommunityClass(tx, placed, { by, at: day(9) })).toBe(true)
    expect(await removeCommunityClass(tx, placed, { by, at: day(9) })).toBe(false)
  })
  const [classes, members, led] = await inAlpha(async (tx) => [
    await listClassPeriods(tx, 'alpha', communityId),
    await listMemberPeriods(tx, 'alpha', communityId),
    await listLeadPeriods(tx, 'alpha', [biology]),
  ])
  expect(classes).toEqual([{ classId: biology, since: day(3), until: day(9) }])
  expect(members).toContainEqual({
    personId: southTeacher,
    role: 'community_member',
    classId: biology,
    since: day(3),
    until: day(5),
  })
  expect(members.filter(({ personId }) => personId === roleless)).toEqual([])
  expect(led).toContainEqual({ classId: biology, personId: roleless, since: day(1), until: day(2) })
  expect(led).toContainEqual(expect.objectContaining({ classId: biology, personId: otherTeacher, until: null }))
})

test('what ends before it was added, as clocks may have it, ends when it was added', async () => {
  const communityId = await createCommunity('Clocks')
  const place = { districtId: 'alpha', communityId, personId: app.alpha.people.teacher }
  await inAlpha(async (tx) => {
    await addMember(tx, place, { role: 'member', addedBy: app.alpha.people.coach, at: day(5) })
    await endMember(tx, place, { by, at: day(3) })
  })
  const periods = await inAlpha((tx) => listMemberPeriods(tx, 'alpha', communityId))
  expect(periods.find(({ personId }) => personId === place.personId)).toMatchObject({ since: day(5), until: day(5) })
})

test('a code leads to its class of whatever district, and an older one nowhere', async () => {
  const place = { districtId: 'alpha', classId: app.alpha.classes.algebra }
  const [first, second] = await inAlpha(async (tx) => [
    await renewCode(tx, place, day(1)),
    await renewCode(tx, place, day(2)),
  ])
  expect(await findClassOfCode(app.world.database, first)).toBeNull()
  expect(await findClassOfCode(app.world.database, second)).toEqual(place)
  await inAlpha(async (tx) => {
    expect(await readClassSetting(tx, place)).toEqual({
      codeLocked: false,
      rosterLocked: false,
      code: second,
      codeSince: day(2),
    })
    await writeClassSetting(tx, place, { codeLocked: true, rosterLocked: false, by, at: day(3) })
    await writeClassSetting(tx, place, { codeLocked: false, rosterLocked: true, by, at: day(4) })
    expect(await readClassSetting(tx, place)).toMatchObject({ codeLocked: false, rosterLocked: true })
    expect(await readClassSetting(tx, { ...place, classId: app.alpha.classes.retired })).toBeNull()
  })
})

test('whoever joins by the code stands apart from the roster', async () => {
  const place = { districtId: 'alpha', classId: app.alpha.classes.algebra }
  await inAlpha(async (tx) => {
    const id = await addLateJoiner(tx, place, { name: 'Lena', at: day(1) })
    expect(await listLateJoiners(tx, place)).toEqual([{ id, name: 'Lena', joinedAt: day(1) }])
    expect(await listLateJoiners(tx, { ...place, classId: app.alpha.classes.biology })).toEqual([])
  })
})
