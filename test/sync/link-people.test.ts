/** Somebody says that two people are one: everything moves, or nothing does. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonRecord, RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { MERGE_PLACES, NOTED_PLACES } from '../../src/store/sync/merge-place.ts'
import { dismissProposal, listProposals, renewProposals } from '../../src/store/sync/identity-match.ts'
import { writeDistrictIdentity } from '../../src/sync/district-rules.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import { readRows } from '../support/catalogue.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { doNow, noticeWorld } from '../daemon/notice-world.ts'
import type { SyncBench } from '../support/sync-world.ts'
import { undo } from '../support/undoing.ts'

const bench = useSyncBench()

beforeEach(async () => {
  await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query("insert into district_setting (district_id, key, value) values ($1, 'role_map', $2)", [
      bench.districtId,
      { rules: [{ when: { role: ['counselor'] }, grant: [{ role: 'coach', scope: 'org' }] }] },
    ]),
  )
  await sync(...everybody)
})

const cora = { givenName: 'Cora', familyName: 'Coach', identifier: 'C1' }
const coach = (sourcedId: string, school: string, over: Partial<PersonRecord> = {}): PersonRecord =>
  person(sourcedId, { ...cora, feedRoles: [feedRole('counselor', school)], ...over })
const everybody: readonly RosterRecord[] = [
  org('d', { type: 'district' }),
  org('s1', { parentSourcedId: 'd' }),
  org('s2', { parentSourcedId: 'd' }),
  schoolClass('c1'),
  coach('a', 's1'),
  coach('b', 's2'),
  person('t', { feedRoles: [feedRole('teacher', 's1')] }),
  person('p'),
  ...Array.from({ length: 10 }, (_, index) => person(`f${index}`)),
  enrolment('c1', 'p'),
  enrolment('c1', 'b', { role: 'teacher', sourcedId: 'e-b' }),
]

const sync = async (...records: readonly RosterRecord[]): ReturnType<SyncBench['sync']> => {
  bench.feed.current = { records }
  const report = await bench.sync()
  expect(report.state).toBe('reported')
  return report
}

const idOf = async (sourcedId: string): Promise<string> => {
  const asked = 'select person_id::text as id from person_source where sourced_id = $1'
  const [row] = await bench.query<{ id: string }>(asked, [sourcedId])
  return row?.id ?? ''
}

const link = async (stays: string, goes: string): Promise<void> =>
  linkPeople(bench.world, {
    districtId: bench.districtId,
    personId: await idOf(stays),
    otherId: await idOf(goes),
    by: 'person:1',
    mayRaise: false,
  })

/** As the owner: the web's rows, which the worker may not write. */
const plant = (statement: string, values: readonly unknown[] = []): Promise<unknown> =>
  inDistrict(bench.database.open('owner'), { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query(statement, [bench.districtId, ...values]),
  )

const everything = async (): Promise<string> => {
  const tables = [
    'person',
    'person_source',
    'enrolment',
    'role_grant',
    'affiliation',
    'seat',
    'seat_ledger',
    'audit_entry',
  ]
  const rows = await Promise.all(
    tables.map((table) => bench.query(`select xmin::text || t::text as row from ${table} t order by 1`)),
  )
  return JSON.stringify(rows)
}

const refusedFor = async (stays: string, goes: string, reason: RegExp): Promise<void> => {
  const before = await everything()
  const refusal = await link(stays, goes).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'LINK_REFUSED' })
  expect(String(refusal)).toMatch(reason)
  expect(await everything()).toBe(before)
}

const interaction = async (coachedBy: string, tagged: readonly string[]): Promise<void> => {
  await plant(
    `with made as (
       insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
       select $1, $2, '2026-10-01', 30, 'visit', min(id) from org where district_id = $1 returning id)
     insert into interaction_educator (district_id, interaction_id, person_id)
     select $1, made.id, e::bigint from made, unnest($3::text[]) as e`,
    [await idOf(coachedBy), await Promise.all(tagged.map((one) => idOf(one)))],
  )
}

const account = async (of: string): Promise<unknown> =>
  plant("insert into account (district_id, person_id, email, password_hash) values ($1, $2, $3, 'x')", [
    await idOf(of),
    `${of}@d.example`,
  ])

describe('two people are not linked', () => {
  it('if they are one, or somebody unknown', async () => {
    await refusedFor('a', 'a', /same person already/)
    await expect(
      linkPeople(bench.world, {
        districtId: bench.districtId,
        personId: await idOf('a'),
        otherId: '999999',
        by: 'x',
        mayRaise: true,
      }),
    ).rejects.toThrow('no person 999999')
  })

  it('of another district', async () => {
    const mine = await idOf('a')
    await bench.next()
    await sync(...everybody)
    await expect(
      linkPeople(bench.world, {
        districtId: bench.districtId,
        personId: await idOf('a'),
        otherId: mine,
        by: 'x',
        mayRaise: true,
      }),
    ).rejects.toMatchObject({ code: 'LINK_REFUSED' })
  })

  it('if one is a student and the other is not', () => refusedFor('t', 'p', /student/))

  it('if both have an account', async () => {
    await account('a')
    await account('b')
    await refusedFor('a', 'b', /both have an account/)
  })

  it('if one coached the other', async () => {
    await interaction('a', ['t'])
    await refusedFor('a', 't', /logged interactions with the other/)
    await refusedFor('t', 'a', /logged interactions with the other/)
  })

  it('if the one who goes has the seat and the other waits; the other way round they are', async () => {
    await bench.buySeats(1)
    const [holder] = await bench.query<{ id: string }>(
      "select s.sourced_id as id from seat x join person_source s on s.person_id = x.person_id where x.state = 'assigned'",
    )
    const waiting = holder?.id === 'a' ? 'b' : 'a'
    await refusedFor(waiting, holder?.id ?? '', /better place among the coaching-seats/)
    await link(holder?.id ?? '', waiting)
    expect(await bench.query('select state from seat')).toEqual([{ state: 'assigned' }])
  })
})

describe('two people who are linked', () => {
  it('are one, with the records, roles, schools and classes of both, and a sync changes nothing more', async () => {
    await bench.buySeats(5)
    const [a, b] = [await idOf('a'), await idOf('b')]
    await link('a', 'b')
    expect(await idOf('b')).toBe(a)
    expect(await bench.query('select status, merged_into::text as into from person where id = $1', [b])).toEqual([
      { status: 'retired', into: a },
    ])
    const roles = await bench.query<{ role: string }>(
      "select role || ' ' || person_sourced_id as role from role_grant where person_id = $1 and status = 'active' order by 1",
      [a],
    )
    expect(roles.map(({ role }) => role)).toEqual(['class_lead b', 'coach a', 'coach b'])
    expect(await bench.query("select person_id::text as id from enrolment where sourced_id = 'e-b'")).toEqual([
      { id: a },
    ])
    expect(
      await bench.query('select count(distinct org_id)::int as n from affiliation where person_id = $1', [a]),
    ).toEqual([{ n: 2 }])
    const report = await sync(...everybody)
    expect(report.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(report.roles).toMatchObject({ granted: 0, revoked: 0 })
    expect(report.seats['coaching-seats']).toMatchObject({ used: 1, needed: 1, waiting: 0, grace: 0 })
  })

  it('lose with one record only what it brought', async () => {
    await link('a', 'b')
    await sync(...everybody.filter(({ sourcedId }) => sourcedId !== 'b' && sourcedId !== 'e-b'))
    expect(await bench.query('select status from person where id = $1', [await idOf('a')])).toEqual([
      { status: 'active' },
    ])
    const roles = await bench.query(
      "select role, person_sourced_id from role_grant where person_id = $1 and status = 'active'",
      [await idOf('a')],
    )
    expect(roles).toEqual([{ role: 'coach', person_sourced_id: 'a' }])
  })

  it('have the work of both, each thing once, and what is on record of them stays', async () => {
    await interaction('b', ['t'])
    await interaction('t', ['a', 'b'])
    await account('b')
    const [a, b] = [await idOf('a'), await idOf('b')]
    await plant(
      `with made as (insert into community (district_id, name, created_by) values ($1, 'x', $3) returning id)
       insert into community_member (district_id, community_id, person_id, role, added_by)
       select $1, id, $2::bigint, 'member', $3::bigint from made union all select $1, id, $3::bigint, 'lead', $3::bigint from made`,
      [a, b],
    )
    await plant(
      `insert into interaction_mail (district_id, interaction_id, version, person_id, letter_sealed, asked_by, asked_at)
       select $1, min(id), 1, $2, 'x', 'test', now() from interaction where district_id = $1`,
      [b],
    )
    await link('a', 'b')
    expect(await bench.query('select person_id::text as mailed from interaction_mail')).toEqual([{ mailed: a }])
    expect(await bench.query('select coach_id::text as coach from interaction order by id limit 1')).toEqual([
      { coach: a },
    ])
    expect(
      await bench.query('select count(*)::int as tags from interaction_educator where person_id = $1', [a]),
    ).toEqual([{ tags: 1 }])
    expect(await bench.query('select person_id::text as id from account')).toEqual([{ id: a }])
    expect(await bench.query('select person_id::text as id, role from community_member')).toEqual([
      { id: a, role: 'lead' },
    ])
    expect(await bench.query("select actor, object, detail from audit_entry where action = 'person.link'")).toEqual([
      { actor: 'person:1', object: `person:${a}`, detail: { other: b } },
    ])
  })

  it('have belonged and taken part where either did, each once, and are asked anew to lead a class', async () => {
    const [a, b] = [await idOf('a'), await idOf('b')]
    await plant(
      `with place as (insert into community (district_id, name, created_by) values ($1, 'x', $3) returning id),
         led as (insert into community_member (district_id, community_id, person_id, role, added_by)
           select $1, id, $3::bigint, 'lead', $3::bigint from place)
       insert into community_member_past (district_id, community_id, person_id, role, since, until, ended_by)
       select $1, id, $2::bigint, 'member', '2026-09-01', '2026-09-08', 'test' from place`,
      [b, a],
    )
    const cycles = (await plant(
      `insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, made_by, made_at)
       select $1, min(id), 'x', day, day + 7, 'test', now() from class, unnest('{2026-09-01,2026-10-01}'::date[]) as day
       where district_id = $1 group by day returning id::text`,
    )) as { readonly rows: readonly { readonly id: string }[] }
    const [both, one] = cycles.rows.map(({ id }) => id)
    await plant(
      `insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
       values ($1, $4, $2, '2026-09-02', false), ($1, $4, $3, '2026-09-03', true), ($1, $5, $3, '2026-10-02', false)`,
      [a, b, both, one],
    )
    await plant(
      `insert into survey_draft (district_id, cycle_id, person_id, draft_sealed, keep_until) values ($1, $3, $2, 'x', '2999-01-01')`,
      [b, one],
    )
    await plant(
      `insert into class_lead_request (district_id, class_id, person_id, asked_by, state, asked_at, expires_at)
       select $1, min(id), $3::bigint, $2::bigint, 'waiting_for_person', now(), '2999-01-01' from class where district_id = $1`,
      [a, b],
    )
    await link('a', 'b')
    expect(await bench.query('select person_id::text as id from community_member_past')).toEqual([{ id: a }])
    expect(
      await bench.query('select person_id::text as id, cycle_id::text as cycle from survey_participation order by 2'),
    ).toEqual([
      { id: a, cycle: both },
      { id: a, cycle: one },
    ])
    expect(await bench.query('select from survey_draft')).toEqual([])
    expect(await bench.query('select state from class_lead_request')).toEqual([{ state: 'withdrawn' }])
  })

  it('bring one back who had left', async () => {
    await sync(...everybody.filter(({ sourcedId }) => sourcedId !== 'f0'))
    await link('f0', 'f1')
    const status = await bench.query('select status from person where id = $1', [await idOf('f1')])
    expect(status).toEqual([{ status: 'active' }])
  })

  it('are followed by a plan that was made before', async () => {
    const stage = { done: false }
    bench.feed.current = {
      records: everybody.map((one) => (one.sourcedId === 'b' ? { ...one, email: 'new@d.example' } : one)),
    }
    const report = await bench.sync({
      world: {
        ...bench.world,
        onStage: async (name) => {
          if (name !== 'planned' || stage.done) return
          stage.done = true
          await link('b', 'a')
        },
      },
    })
    expect(report.state).toBe('reported')
    const active = await bench.query(
      "select p.id::text as id from person p where given_name = 'Cora' and status = 'active'",
    )
    expect(active).toEqual([{ id: await idOf('b') }])
  })
})

const inside = <T>(work: (client: Parameters<typeof listProposals>[0]) => Promise<T>): Promise<T> =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, work)

const propose = (): Promise<void> =>
  inside((client) => renewProposals(client, bench.districtId, { match: 'identifier' }))
const open = (): ReturnType<typeof listProposals> => inside((client) => listProposals(client, bench.districtId, 10))

describe('who may be one', () => {
  it('is proposed once, and not again after somebody kept them apart', async () => {
    await propose()
    await propose()
    const [pair, ...more] = await open()
    expect(more).toEqual([])
    expect(pair).toMatchObject({ because: 'identifier', knownBy: ['sis/a'], otherKnownBy: ['sis/b'] })
    const dismiss = (): Promise<boolean> =>
      inside((client) =>
        dismissProposal(client, { districtId: bench.districtId, id: pair?.id ?? '', by: 'person:1', now: new Date() }),
      )
    expect(await dismiss()).toBe(true)
    expect(await dismiss()).toBe(false)
    await propose()
    expect(await open()).toEqual([])
  })

  it('is settled by linking them', async () => {
    await propose()
    await link('a', 'b')
    expect(await bench.query('select status, decided_by from person_match_proposal')).toEqual([
      { status: 'linked', decided_by: 'person:1' },
    ])
  })

  it('is looked at anew once people have changed: withdrawn where they differ by now, open again where they don’t', async () => {
    await inside((client) => writeDistrictIdentity(client, bench.districtId, { match: 'identifier' }))
    const world = noticeWorld(bench.world.db, { clock: { now: new Date() } })
    const isDue = () =>
      bench.query<{ due: boolean }>(
        "select due_at <= now() as due from chore where kind = 'pairs' and district_id = $1",
        [bench.districtId],
      )
    const look = async (): Promise<number> => {
      expect(await isDue()).toEqual([{ due: true }])
      await doNow(world, bench.districtId, 'pairs')
      expect(await isDue()).toEqual([{ due: false }])
      return (await open()).length
    }
    expect(await look()).toBe(1)
    const without = (over: Partial<PersonRecord>): RosterRecord[] =>
      everybody.map((one) => (one.sourcedId === 'b' ? coach('b', 's2', over) : one))
    for (const over of [
      { identifier: 'C2' },
      { familyName: 'Other' },
      { feedRoles: [feedRole('student', 's2')] },
    ] satisfies Partial<PersonRecord>[]) {
      await sync(...without(over))
      expect(await look(), JSON.stringify(over)).toBe(0)
      await sync(...everybody)
      expect(await look()).toBe(1)
    }
    await sync(...everybody.filter(({ sourcedId }) => sourcedId !== 'b' && sourcedId !== 'e-b'))
    expect(await look()).toBe(0)
    expect(await bench.query('select status, decided_by from person_match_proposal')).toEqual([
      { status: 'withdrawn', decided_by: null },
    ])
  })

  it('is nobody by a policy that the district has no more, and whom somebody is about to link stays so', async () => {
    await propose()
    await inside((client) => renewProposals(client, bench.districtId, { match: 'email' }))
    expect(await open()).toEqual([])
    await propose()
    expect(await open()).toHaveLength(1)
    await bench.query(
      "update person_match_proposal set asked_by = 'person:1', asked_at = now(), asked_stays = person_id",
    )
    await inside((client) => renewProposals(client, bench.districtId, { match: 'off' }))
    expect(await open()).toHaveLength(1)
  })

  it('leaves with the run in which they were met when it is taken back, and returns with it', async () => {
    const off = () => inside((client) => renewProposals(client, bench.districtId, { match: 'off' }))
    const met = await sync(...everybody.filter(({ sourcedId }) => sourcedId !== 'f0'))
    expect(met.state).toBe('reported')
    await bench.query(
      `insert into person_match_proposal (district_id, person_id, other_id, because, run_id) values ($1, $2, $3, 'zeros', $4)`,
      [bench.districtId, await idOf('f0'), await idOf('f1'), met.runId],
    )
    const back = await undo(bench, met.runId)
    await off()
    expect(await open()).toEqual([])
    await undo(bench, back.runId)
    await off()
    expect(await open()).toMatchObject([{ because: 'zeros' }])
  })

  it('is nobody of another name or kind', async () => {
    await sync(
      ...everybody.map((one) => (one.sourcedId === 'b' ? coach('b', 's2', { familyName: 'Other' }) : one)),
      person('s', { ...cora }),
    )
    await propose()
    expect(await open()).toEqual([])
  })
})

describe('every column that names a person', () => {
  // What a link does with each. Add yours: to move_work.sql, or here with the reason to keep the old number.
  const MOVED = new Set([
    'account.person_id',
    'affiliation.person_id',
    'community.created_by',
    ...['', '_past'].map((rest) => `community_member${rest}.person_id`),
    'community_out.person_id',
    'community_rule.led_by',
    'enrolment.person_id',
    'coaching_cycle.coach_id',
    ...['coaching_cycle', 'interaction'].map((table) => `${table}_taken_out.person_id`),
    'coaching_cycle_educator.person_id',
    'roster_import_effect.person_id',
    ...['.coach_id', '_draft.person_id', '_educator.person_id', '_import.coach_id'].map((rest) => `interaction${rest}`),
    ...['.coach_id', '_member.person_id'].map((rest) => `caseload${rest}`),
    ...['educator_id', 'from_id', 'to_id'].map((column) => `coach_handover.${column}`),
    ...['report_filter', 'invitation'].map((table) => `${table}.person_id`),
    'lti_unmatched_launch.not_person_id',
    'lti_unmatched_launch.proposed_person_id',
    'lti_user_link.person_id',
    'person.merged_into',
    'person_source.person_id',
    'role_grant.person_id',
    'product_assignment.person_id',
    'seat_priority.person_id',
    ...['student_information', 'display_identity', 'benchmark_test'].map((table) => `${table}.person_id`),
    ...['pathway_student', 'point_entry', 'student_avatar'].map((table) => `${table}.person_id`),
    'sso_link.person_id',
    'survey_participation.person_id',
    'survey_score.person_id', // It follows the participation.
  ])
  const KEPT = new Map([
    ['class_lead_request.asked_by', 'who did it then'],
    ['class_lead_request.person_id', 'an open one is taken back: another is a click away'],
    ['community_invitation.invited_by', 'who did it then'],
    ['survey_draft.person_id', 'goes: sealed for that person, and begun anew'],
    ['code_session.person_id', 'goes: what was begun on a device is sealed for it'],
    ['start_card.person_id', 'goes: it has the name of who is somebody else now, and is printed anew'],
    ['community_class.added_by', 'who did it then'],
    ['community_member.added_by', 'who did it then'],
    ['educator_by_hand.person_id', 'who was added then'],
    ...['interaction_educator', 'interaction_tag', 'interaction_school', 'coaching_cycle_interaction'].map(
      (table) => [`${table}.coach_id`, 'follows its interaction, by a trigger'] as const,
    ),
    ['interaction_mail.person_id', 'whom it was sent to then'],
    ['legal_hold.person_id', 'a hold follows merged_into'],
    ['lti_placement.person_id', 'lives for an hour, and its session is ended by the link'],
    ['person_merge.goes_id', 'who became whom then'],
    ['person_merge.stays_id', 'who became whom then'],
    ['recovery_code.person_id', 'goes with the second factor'],
    ['second_factor.person_id', 'sealed for that person: set up again'],
    ['password_reset.person_id', 'a link is taken back; another is a mail away'],
    ['person_match_proposal.other_id', 'closed by the link'],
    ['person_match_proposal.person_id', 'closed by the link'],
    ['run_match.person_id', 'what was matched then; an approval follows merged_into'],
    ['seat.person_id', 'given back before'],
    ['seat_ledger.person_id', 'the ledger only grows'],
    ['session.person_id', 'ended by the link'],
    ['session_code.person_id', 'ended by the link'],
  ])

  it('that a link moves is noted, so that it can be taken back; a score follows its participation', () => {
    const noted = new Set([...MERGE_PLACES, ...NOTED_PLACES].map(({ name }) => name))
    expect([...MOVED].filter((name) => !noted.has(name))).toEqual(['survey_score.person_id'])
  })

  it('is moved by a link or known to stay', async () => {
    const named = await readRows<{ name: string }>(
      bench.database.ownerUrl,
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and a.atttypid = 'bigint'::regtype
         and (a.attname like '%person_id' or exists (
           select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and f.confrelid = 'person'::regclass
             and a.attnum = any (f.conkey)) or a.attname in ('added_by', 'created_by', 'coach_id', 'edited_by', 'merged_into')) order by 1`,
    )
    expect(named.map(({ name }) => name).filter((name) => !MOVED.has(name) && !KEPT.has(name))).toEqual([])
  })
})
