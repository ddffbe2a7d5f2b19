/** A merge that is taken back: everything is as it was, and what came since stays where it belongs. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonRecord, RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import { partMerged } from '../../src/sync/part-people.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { interactionPlants } from './interaction-plants.ts'
import { studentPlants } from './student-plants.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(() => begin())

async function begin(): Promise<void> {
  await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query("insert into district_setting (district_id, key, value) values ($1, 'role_map', $2)", [
      bench.districtId,
      { rules: [{ when: { role: ['counselor'] }, grant: [{ role: 'coach', scope: 'org' }] }] },
    ]),
  )
  await bench.buySeats(5)
  await sync(...everybody)
}

const cora = { givenName: 'Cora', familyName: 'Coach' }
const coach = (sourcedId: string, school: string, over: Partial<PersonRecord> = {}): PersonRecord =>
  person(sourcedId, { ...cora, feedRoles: [feedRole('counselor', school)], ...over })
const everybody: readonly RosterRecord[] = [
  org('d', { type: 'district' }),
  org('s1', { parentSourcedId: 'd' }),
  org('s2', { parentSourcedId: 'd' }),
  schoolClass('c1'),
  schoolClass('c2'),
  coach('a', 's1'),
  coach('b', 's2', { email: 'b@d.example' }),
  person('t', { feedRoles: [feedRole('teacher', 's1')] }),
  person('p'),
  ...Array.from({ length: 10 }, (_, index) => person(`f${index}`)),
  enrolment('c1', 'p'),
  enrolment('c1', 'b', { role: 'teacher', sourcedId: 'e-b' }),
]

async function sync(...records: readonly RosterRecord[]) {
  bench.feed.current = { records }
  const report = await bench.sync()
  expect(report.state).toBe('reported')
  return report
}

const idOf = async (sourcedId: string): Promise<string> => {
  const [row] = await bench.query<{ id: string }>(
    'select person_id::text as id from person_source where sourced_id = $1',
    [sourcedId],
  )
  return row?.id ?? ''
}

interface Two {
  readonly a: string
  readonly b: string
  readonly t: string
}

const ids = async (): Promise<Two> => ({ a: await idOf('a'), b: await idOf('b'), t: await idOf('t') })

async function link(personId: string, otherId: string): Promise<string> {
  const { districtId } = bench
  await linkPeople(bench.world, { districtId, personId, otherId, by: 'person:1', mayRaise: true })
  const [row] = await bench.query<{ id: string }>(
    "select id::text as id from person_merge where goes_id = $1 and state = 'merged'",
    [otherId],
  )
  return row?.id ?? ''
}

const part = (mergeId: string): Promise<void> =>
  partMerged(bench.world, { districtId: bench.districtId, mergeId, by: 'person:1' })

/** Opened once: each opening keeps a connection. */
let owner: ReturnType<typeof bench.database.open> | null = null

/** As the owner: the web's rows, which the worker may not write. */
const plant = (statement: string, values: readonly unknown[] = []): Promise<unknown> =>
  inDistrict((owner ??= bench.database.open('owner')), { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query(statement, [bench.districtId, ...values]),
  )

// oxfmt-ignore
const TABLES = [
  'person', 'enrolment', 'role_grant', 'affiliation',
  'interaction', 'interaction_educator', 'interaction_import', 'coaching_cycle',
  'coaching_cycle_educator', 'report_filter', 'interaction_mail', 'interaction_draft',
  'community', 'community_member', 'community_member_past', 'class_lead_request',
  'survey_participation', 'account', 'seat_priority', 'invitation',
  'sticky_field', 'product_assignment', 'student_information', 'display_identity',
  'benchmark_test', 'pathway_student', 'point_entry', 'student_avatar',
  'interaction_taken_out', 'coaching_cycle_taken_out',
]

/** Every row of the district that a merge may touch, but for how far its records have been read. */
async function state(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const whole = await Promise.all(
    TABLES.map(
      async (table) => [table, await bench.query(`select to_jsonb(t) as row from ${table} t order by 1`)] as const,
    ),
  )
  const records = await bench.query(
    'select source_id, sourced_id, person_id::text, status, speaks from person_source order by 1, 2',
  )
  const seats = await bench.query('select kind, person_id::text, state from seat order by 1, 2')
  return { ...Object.fromEntries(whole), records, seats }
}

type Whose = 'a' | 'b' | 'both'
type Plant = (two: Two, whose: readonly string[]) => Promise<unknown>

/** What somebody may have; of `both` where two people may have it both. */
const PLANTS: Readonly<Record<string, { readonly plant: Plant; readonly whose: readonly Whose[] }>> = {
  ...interactionPlants(plant),
  cycles: {
    whose: ['a', 'b', 'both'],
    plant: ({ t }, whose) =>
      plant(
        `with made as (
           insert into coaching_cycle (district_id, coach_id, started_on, created_at, changed_at)
           values ($1, $2, '2026-09-01', now(), now()) returning id)
         insert into coaching_cycle_educator (district_id, cycle_id, person_id, rating_start)
         select $1, made.id, e.id::bigint, e.number from made, unnest($3::text[]) with ordinality as e(id, number)`,
        [t, whose],
      ),
  },
  communities: {
    whose: ['a', 'b', 'both'],
    plant: ({ t }, whose) =>
      plant(
        `with made as (insert into community (district_id, name, created_by) values ($1, 'x', $2) returning id)
         insert into community_member (district_id, community_id, person_id, role, added_by)
         select $1, made.id, e.id::bigint, case when e.number = cardinality($3::text[]) then 'lead' else 'member' end, $2
         from made, unnest($3::text[]) with ordinality as e(id, number)`,
        [t, whose],
      ),
  },
  'roles by hand': {
    whose: ['a', 'b', 'both'],
    plant: (_two, whose) =>
      plant(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         select $1, e::bigint, 'principal', 'school', (select min(id) from org where district_id = $1), 'manual'
         from unnest($2::text[]) as e`,
        [whose],
      ),
  },
  'edits by hand': {
    whose: ['a', 'b', 'both'],
    plant: (_two, whose) =>
      plant(
        `with edited as (
           insert into sticky_field (district_id, kind, record, field, value, set_by)
           select $1, 'people', e, f, to_jsonb(f || e), 'person:1' from unnest($2::text[]) as e, unnest('{preferred_given_name,email}'::text[]) as f)
         update person set preferred_given_name = 'preferred_given_name' || id, email = 'email' || id
         where district_id = $1 and id = any ($2::text[]::bigint[])`,
        [whose],
      ),
  },
  ...studentPlants(plant),
  priorities: {
    whose: ['a', 'b', 'both'],
    plant: (_two, whose) =>
      plant(
        `insert into seat_priority (district_id, kind, person_id, priority)
         select $1, 'coaching-seats', e.id::bigint, e.number from unnest($2::text[]) with ordinality as e(id, number)`,
        [whose],
      ),
  },
  filters: {
    whose: ['a', 'b', 'both'],
    plant: (_two, whose) =>
      plant(
        `insert into report_filter (district_id, person_id, name, asked, changed_at)
         select $1, e::bigint, 'mine', '{}', now() from unnest($2::text[]) as e`,
        [whose],
      ),
  },
  'imported logs': {
    whose: ['a', 'b', 'both'],
    plant: (_two, whose) =>
      plant(
        `insert into interaction_import (district_id, coach_id, imported_by, by_coach, imported_at, interactions)
         select $1, e::bigint, 'test', true, '2026-09-01', 1 from unnest($2::text[]) as e`,
        [whose],
      ),
  },
  account: {
    whose: ['a', 'b'],
    plant: (_two, [whose]) =>
      plant("insert into account (district_id, person_id, email, password_hash) values ($1, $2, 'x@d.example', 'x')", [
        whose,
      ]),
  },
  draft: {
    whose: ['a', 'b'],
    plant: (_two, [whose]) =>
      plant("insert into interaction_draft (district_id, person_id, id, draft_sealed) values ($1, $2, 'd', 'x')", [
        whose,
      ]),
  },
}

/** A number from 0 that the seed decides. */
function dice(seed: number): (sides: number) => number {
  let rest = seed * 7919 + 17
  return (sides) => {
    rest = (rest * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((rest / 2_147_483_648) * sides)
  }
}

async function plantSome(seed: number): Promise<Two> {
  const two = await ids()
  const roll = dice(seed)
  for (const { plant: put, whose } of Object.values(PLANTS)) {
    const [chosen] = [...whose, null].slice(roll(whose.length + 1))
    if (chosen === null || chosen === undefined) continue
    await put(two, chosen === 'both' ? [two.a, two.b] : [two[chosen]])
  }
  return two
}

async function plantAll(whose: Whose): Promise<Two> {
  const two = await ids()
  for (const planted of Object.values(PLANTS)) {
    const fits = planted.whose.includes(whose) ? whose : 'b'
    await planted.plant(two, fits === 'both' ? [two.a, two.b] : [two[fits]])
  }
  return two
}

const refusedFor = async (mergeId: string, reason: RegExp): Promise<void> => {
  const before = await state()
  const refusal = await part(mergeId).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'PART_REFUSED' })
  expect(String(refusal)).toMatch(reason)
  expect(await state()).toEqual(before)
}

describe('a merge is not taken back', () => {
  it('that is not there, or was taken back before', async () => {
    const { a, b } = await ids()
    await refusedFor('999999', /no such merge/)
    const mergeId = await link(a, b)
    await part(mergeId)
    await refusedFor(mergeId, /not in force/)
  })

  it('before a later one of the same people', async () => {
    const { a, b } = await ids()
    const [f0, f1] = [await idOf('f0'), await idOf('f1')]
    await sync(...everybody, coach('x', 's1'))
    const first = await link(a, b)
    const second = await link(await idOf('x'), a)
    const aside = await link(f0, f1)
    await refusedFor(first, new RegExp(`take merge ${second} back first`))
    await part(aside)
    await part(second)
    await part(first)
    expect(await idOf('b')).toBe(b)
  })

  it('of somebody who was deleted for good since', async () => {
    const { a, b } = await ids()
    const mergeId = await link(a, b)
    await plant('update person set erased_at = now() where district_id = $1 and id = $2', [a])
    await refusedFor(mergeId, /deleted for good/)
  })

  it('of another district', async () => {
    const { a, b } = await ids()
    const mergeId = await link(a, b)
    await bench.next()
    await begin()
    await refusedFor(mergeId, /no such merge/)
  })

  it('while a sync is under way, whose plan says of them who they were', async () => {
    const { a, b } = await ids()
    const mergeId = await link(a, b)
    const met: unknown[] = []
    bench.feed.current = { records: everybody }
    await bench.sync({
      world: {
        ...bench.world,
        onStage: async (name) => {
          if (name === 'planned') met.push(await part(mergeId).catch((error: unknown) => error))
        },
      },
    })
    expect(met).toMatchObject([{ code: 'PART_BUSY' }])
    expect(await idOf('b')).toBe(a)
  })
})

describe('a merge that is taken back leaves everything as it was', () => {
  it.each(['a', 'b', 'both'] as const)('where %s had all there is', async (whose) => {
    const { a, b } = await plantAll(whose)
    const before = await state()
    const mergeId = await link(a, b)
    expect(await state()).not.toEqual(before)
    await part(mergeId)
    expect(await state()).toEqual(before)
    const report = await sync(...everybody)
    expect(report.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(report.roles).toMatchObject({ granted: 0, revoked: 0 })
    expect(await state()).toEqual(before)
  })

  it('whatever the two had, the one way and the other', async () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      await bench.next()
      await begin()
      const { a, b } = await plantSome(seed)
      const before = await state()
      const [stays, goes] = seed % 2 === 0 ? [a, b] : [b, a]
      await part(await link(stays, goes))
      expect(await state(), `seed ${seed}`).toEqual(before)
    }
  })

  it('and can be made again', async () => {
    const { a, b } = await plantAll('both')
    const first = await link(a, b)
    const merged = await state()
    await part(first)
    const second = await link(a, b)
    expect(second).not.toBe(first)
    const again = await state()
    expect(again['interaction_educator']).toEqual(merged['interaction_educator'])
    expect(again['records']).toEqual(merged['records'])
  })

  it('with the one who had left still gone', async () => {
    const [left, stays] = [await idOf('f0'), await idOf('f1')]
    await sync(...everybody.filter(({ sourcedId }) => sourcedId !== 'f0'))
    const before = await state()
    await part(await link(left, stays))
    await part(await link(stays, left))
    expect(await state()).toEqual(before)
  })
})

describe('what came after the merge', () => {
  it('stays with the one who was kept: work, tags, places in communities', async () => {
    const two = await plantAll('both')
    const { a, b, t } = two
    const mergeId = await link(a, b)
    const meant = await state()
    for (const planted of ['interactions about', 'interactions by', 'cycles', 'communities'] as const)
      await PLANTS[planted]?.plant({ ...two, t }, [a])
    const since = await state()
    await part(mergeId)
    const after = await state()
    for (const table of ['interaction_educator', 'coaching_cycle_educator', 'community_member'] as const) {
      const added = since[table]?.filter((row) => !JSON.stringify(meant[table]).includes(JSON.stringify(row)))
      expect(added?.length, table).toBeGreaterThan(0)
      for (const row of added ?? []) expect(after[table], table).toContainEqual(row)
    }
    expect(JSON.stringify(after['interaction_educator'])).toContain(`"person_id":${b}`)
  })

  it('goes with what it undoes: points that were taken back are taken back from who had them', async () => {
    const { a, b } = await plantAll('b')
    const mergeId = await link(a, b)
    await plant(
      `insert into point_entry (district_id, programme_id, person_id, kind, points, words, undoes_id, entered_by, entered_at)
       values ($1, 990, $2, 'taken_back', -5, 'A book', 9011, 'test', now())`,
      [a],
    )
    await part(mergeId)
    const sums =
      'select person_id::text as id, sum(points)::int as points, count(*)::int as n from point_entry group by 1'
    expect(await bench.query(sums)).toEqual([{ id: b, points: 0, n: 4 }])
  })

  it('goes with the record that it came by, when the feed brings it', async () => {
    const { a, b } = await ids()
    const mergeId = await link(a, b)
    const changed = everybody.map((one) => (one.sourcedId === 'b' ? coach('b', 's1', { email: 'new@d.example' }) : one))
    await sync(...changed, enrolment('c2', 'b', { role: 'teacher', sourcedId: 'e-b2' }))
    expect(await bench.query("select person_id::text as id from enrolment where sourced_id = 'e-b2'")).toEqual([
      { id: a },
    ])
    await part(mergeId)
    expect(await bench.query("select person_id::text as id from enrolment where sourced_id = 'e-b2'")).toEqual([
      { id: b },
    ])
    const roles = await bench.query<{ role: string; id: string }>(
      "select role || ' ' || person_sourced_id as role, person_id::text as id from role_grant where status = 'active' and role in ('coach', 'class_lead') order by 1",
    )
    expect(roles).toEqual([
      { role: 'class_lead b', id: b },
      { role: 'class_lead b', id: b },
      { role: 'coach a', id: a },
      { role: 'coach b', id: b },
    ])
    await sync(...changed, enrolment('c2', 'b', { role: 'teacher', sourcedId: 'e-b2' }))
    expect(await bench.query('select email from person where id = $1', [b])).toEqual([{ email: 'new@d.example' }])
    expect(
      await bench.query(
        'select o.sourced_id as school from affiliation f join org o on o.id = f.org_id where f.person_id = $1',
        [b],
      ),
    ).toEqual([{ school: 's1' }])
  })

  it('that the record left its feed, is so of the one who is back, and of nobody else', async () => {
    const { a, b } = await ids()
    const mergeId = await link(a, b)
    await sync(...everybody.filter(({ sourcedId }) => sourcedId !== 'b' && sourcedId !== 'e-b'))
    await part(mergeId)
    expect(await bench.query('select id::text, status from person where id in ($1, $2) order by id', [a, b])).toEqual([
      { id: a, status: 'active' },
      { id: b, status: 'retired' },
    ])
  })

  it('is not undone: a role that was taken, a tag that was taken, an account that was switched off', async () => {
    const { a, b } = await plantAll('both')
    const mergeId = await link(a, b)
    await plant(
      "update role_grant set status = 'revoked', revoked_at = now() where district_id = $1 and origin = 'manual'",
    )
    await plant('delete from interaction_educator where district_id = $1 and person_id = $2', [a])
    await plant(
      "update person set suspended_at = now(), suspended_by = 'person:1' where district_id = $1 and id = $2",
      [a],
    )
    await part(mergeId)
    expect(await bench.query("select from role_grant where origin = 'manual' and status = 'active'")).toEqual([])
    expect(await bench.query('select from interaction_educator where person_id in ($1, $2)', [a, b])).toEqual([])
    expect(await bench.query('select count(suspended_at)::int as n from person where id in ($1, $2)', [a, b])).toEqual([
      { n: 2 },
    ])
  })
})

it('leaves on record who did it, keeps the pair from being proposed, and ends who was in', async () => {
  const { a, b } = await ids()
  await plant(
    "insert into person_match_proposal (district_id, person_id, other_id, because) values ($1, $2, $3, 'identifier')",
    [a, b],
  )
  const mergeId = await link(a, b)
  await plant(
    `insert into session (token_hash, kind, district_id, person_id, idle_expires_at, expires_at)
     values ('x' || $1, 'launch', $1, $2, '2999-01-01', '2999-01-01')`,
    [a],
  )
  await part(mergeId)
  expect(await bench.query("select actor, object, detail from audit_entry where action = 'person.part'")).toEqual([
    { actor: 'person:1', object: `person:${a}`, detail: { other: b } },
  ])
  expect(await bench.query('select status, asked_by from person_match_proposal')).toEqual([
    { status: 'dismissed', asked_by: null },
  ])
  expect(await bench.query('select state, undo_asked_by as by from person_merge')).toEqual([
    { state: 'undone', by: 'person:1' },
  ])
  expect(await bench.query('select from person_merge_row')).toEqual([])
  const open = await inDistrict(
    bench.database.open('owner'),
    { districtId: bench.districtId, actor: 'test' },
    (client) => client.query('select from session where person_id = $1 and revoked_at is null', [a]),
  )
  expect(open.rows).toEqual([])
})
