/** Two people turn out to be one, or not after all, between two cycles of a community: no report shows one lead's classes. */

import { beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { closeCycles, reportCommunities } from '../../src/store/community/survey-closing.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import { partMerged } from '../../src/sync/part-people.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { SETS } from '../support/question-sets.ts'
import { useStickyBench } from '../support/sticky-bench.ts'
import { addAnswered, answersOf } from '../support/survey-bench.ts'

const bench = useStickyBench()

/** Who teaches what, by name of the class. */
const TEACH = { first: 'b', second: 'b', third: 'a', other: 'o' } as const
type ClassName = keyof typeof TEACH

/** Opened once: each opening keeps a connection. */
let owner: ReturnType<typeof bench.database.open> | null = null
const plant = async (statement: string, values: readonly unknown[] = []): Promise<void> => {
  const at = { districtId: bench.districtId, actor: 'test' }
  await inDistrict((owner ??= bench.database.open('owner')), at, (client) =>
    client.query(statement, [bench.districtId, ...values]),
  )
}

beforeEach(async () => {
  bench.feed.current = {
    records: [
      org('s1'),
      ...['a', 'b', 'o'].map((id) => person(id, { feedRoles: [feedRole('teacher', 's1')] })),
      ...Object.keys(TEACH).map((id) => schoolClass(id)),
      ...Object.entries(TEACH).map(([id, teacher]) => enrolment(id, teacher, { role: 'teacher' })),
    ],
  }
  expect((await bench.sync()).state).toBe('reported')
  await bench.query("update role_grant set granted_at = '2026-08-01'")
})

async function community(name: string, classes: readonly ClassName[]): Promise<void> {
  await plant(
    `with made as (insert into community (district_id, name, created_by) values ($1, $2, $3) returning *)
     insert into community_member (district_id, community_id, person_id, role, added_by)
     select district_id, id, created_by, 'lead', created_by from made`,
    [name, await bench.idOf('person', 'o')],
  )
  for (const each of classes)
    await plant(
      `insert into community_class (district_id, community_id, class_id, slot, added_by, added_at)
       select district_id, id, $3, $4, created_by, '2026-09-01' from community where district_id = $1 and name = $2`,
      [name, await bench.idOf('class', each), name === 'Readers' ? 1 : 2],
    )
}

/** Ten students answer until the day given; it isn't closed yet. */
async function survey(name: ClassName, endsOn: string): Promise<void> {
  const { districtId, domain } = bench
  const classId = await bench.idOf('class', name)
  const all = Array.from({ length: 10 }, (_, index) => answersOf(index))
  await inDistrict(domain.database, { districtId, actor: 'test' }, (client) =>
    addAnswered(client, { districtId, classId, box: domain.secrets }, { startsOn: '2026-10-05', endsOn }, all),
  )
}

/** Closes what is over and makes the reports that are due. */
async function night(day: string): Promise<void> {
  const { districtId, domain, world } = bench
  const at = { districtId, now: new Date(`${day}T18:00:00Z`) }
  await inDistrict(world.db, { districtId, actor: 'system' }, async (client) => {
    await closeCycles(client, { box: domain.secrets, questionSets: SETS }, at)
    await reportCommunities(client, at)
  })
}

/** Why a community's newest report tells nothing of its questions; null: it tells something. */
async function maskOf(name: string): Promise<readonly (string | null)[]> {
  const [report] = await bench.query<{ figures: readonly { readonly masked: string | null }[] }>(
    `select r.figures from community_report r join community c on c.district_id = r.district_id and c.id = r.community_id
     where c.district_id = $1 and c.name = $2 order by r.made_on desc limit 1`,
    [bench.districtId, name],
  )
  if (report === undefined) throw new Error(`${name} has no report`)
  return [...new Set(report.figures.map(({ masked }) => masked))]
}

const keptLeads = async (name: ClassName): Promise<unknown> => {
  const [kept] = await bench.query<{ leads: readonly string[] }>(
    `select r.leads from survey_result r join survey_cycle k on k.district_id = r.district_id and k.id = r.cycle_id
     where k.class_id = $1`,
    [await bench.idOf('class', name)],
  )
  return kept?.leads
}

/** b goes, a stays. Answers the merge. */
async function merge(): Promise<string> {
  const [personId, otherId] = [await bench.idOf('person', 'a'), await bench.idOf('person', 'b')]
  await linkPeople(bench.world, { districtId: bench.districtId, personId, otherId, by: 'person:1', mayRaise: true })
  const asked = "select id::text as id from person_merge where goes_id = $1 and state = 'merged'"
  return (await bench.query<{ id: string }>(asked, [otherId]))[0]?.id ?? ''
}
const part = (mergeId: string): Promise<void> =>
  partMerged(bench.world, { districtId: bench.districtId, mergeId, by: 'person:1' })

describe('of two leads who turn out to be one', () => {
  it.each([
    ['are two as long as they are two people', false, null],
    ['are one lead’s, also those that closed before', true, 'one_lead'],
  ])('classes %s', async (_what, isMerged, masked) => {
    const [a, b] = [await bench.idOf('person', 'a'), await bench.idOf('person', 'b')]
    await community('Readers', ['first', 'third'])
    await survey('first', '2026-10-31')
    await survey('third', '2026-11-14')
    await night('2026-11-01')
    if (isMerged) await merge()
    await night('2026-11-15')
    expect([await keptLeads('first'), await keptLeads('third')]).toEqual([[b], [a]])
    expect(await maskOf('Readers')).toEqual([masked])
  })

  it.each([
    [false, null],
    [true, 'one_lead'],
  ])('what a report told before counts as theirs (merged: %s)', async (isMerged, masked) => {
    await community('Readers', ['first', 'other'])
    await community('Writers', ['third', 'other'])
    await survey('first', '2026-10-31')
    await survey('other', '2026-10-31')
    await survey('third', '2026-11-14')
    await night('2026-11-01')
    expect(await maskOf('Readers')).toEqual([null])
    if (isMerged) await merge()
    await night('2026-11-15')
    // The difference of both is of two classes of one lead.
    expect(await maskOf('Writers')).toEqual([masked])
  })
})

describe('of one lead who turns out to be two', () => {
  it('classes that closed in between are of each of them', async () => {
    const [a, b] = [await bench.idOf('person', 'a'), await bench.idOf('person', 'b')]
    await community('Readers', ['first', 'second'])
    await survey('first', '2026-10-31')
    await survey('second', '2026-11-14')
    const merged = await merge()
    await night('2026-11-01')
    await part(merged)
    await night('2026-11-15')
    expect([await keptLeads('first'), await keptLeads('second')]).toEqual([[a], [b]])
    expect(await maskOf('Readers')).toEqual(['one_lead'])
  })

  it('classes of others beside them are told as before', async () => {
    await community('Readers', ['first', 'other'])
    await survey('first', '2026-10-31')
    await survey('other', '2026-11-14')
    const merged = await merge()
    await night('2026-11-01')
    await part(merged)
    await night('2026-11-15')
    expect(await maskOf('Readers')).toEqual([null])
  })
})
