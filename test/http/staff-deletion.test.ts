/** Deleting somebody of the staff for good, through the API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { Caller } from './callers.ts'
import { callersOf, codeOf } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

/** Stands for every name and address of somebody. */
const CANARY = 'Zanzibara'

let app: TestApp
let tokenOf: (who: Caller) => string
let owner: Database
let count = 0

beforeAll(async () => {
  app = await openTestApp()
  tokenOf = callersOf(app)
  owner = app.database.open('owner')
})
afterAll(() => app.close())

const act = (who: Caller, personId: string, what: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/staff/${personId}/${what}`, {
    method: 'POST',
    token: tokenOf(who),
    ...(body === undefined ? {} : { body }),
  })
const rows = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const found = await client.query<Record<string, unknown>>(statement, [...values])
    return found.rows
  })

async function makeCoach(): Promise<string> {
  count += 1
  const account = { givenName: 'New', familyName: `Person${count}`, email: `new${count}@alpha.example` }
  const place = { role: 'coach', schoolId: app.alpha.north, invite: true }
  const answer = await app.call('/api/v1/staff', { token: tokenOf('districtAdmin'), body: { ...account, ...place } })
  expect(answer.status, answer.text).toBe(201)
  return (answer.json as { personId: string }).personId
}

async function logInteraction(by: string, about: readonly string[]): Promise<void> {
  const [logged] = await rows(
    `insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
     values ('alpha', $1, '2026-11-20', 20, 'meeting', $2) returning id`,
    [by, app.alpha.north],
  )
  for (const id of about)
    await rows('insert into interaction_educator (district_id, interaction_id, person_id) values ($1, $2, $3)', [
      'alpha',
      logged?.['id'],
      id,
    ])
}

const erase = (who: Caller, personId: string, word: string) => act(who, personId, 'deletion', { word })

/** One interaction of theirs, one about them alone, one about them and a teacher. */
async function coachWithWork(): Promise<{ readonly person: string; readonly word: string }> {
  const person = await makeCoach()
  const { teacher, coach } = app.alpha.people
  await logInteraction(person, [teacher])
  await logInteraction(coach, [person])
  await logInteraction(coach, [person, teacher])
  return { person, word: `new person${count}` }
}

const owned = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(owner, { districtId: 'alpha', actor: 'test' }, (client) => client.query(statement, [...values]))

const NOTHING_MORE = { files: 0, versions: 0, caseloads: 0, caseloadPlaces: 0, handovers: 0, filters: 0 }

/** Files and earlier versions of each of their interactions; two caseloads, a place in another, a decision and a filter. */
async function moreOf(person: string): Promise<void> {
  const { teacher, coach } = app.alpha.people
  await owned(
    `insert into interaction_attachment (district_id, interaction_id, key, name_sealed, media_type, size_bytes, place, added_at)
     select 'alpha', id, 'file-' || id || '-' || n, 'sealed', 'text/plain', 3, 'database', now()
     from interaction, generate_series(1, 2) n where coach_id = $1`,
    [person],
  )
  await owned(
    `insert into interaction_version (district_id, interaction_id, version, record_sealed, replaced_by, replaced_at)
     select 'alpha', id, n, 'sealed', 'person:1', now() from interaction, generate_series(1, 3) n where coach_id = $1`,
    [person],
  )
  await owned(
    `insert into caseload (district_id, coach_id, name, changed_at)
     values ('alpha', $1, 'One', now()), ('alpha', $1, 'Two', now()), ('alpha', $2, 'Of another', now())`,
    [person, coach],
  )
  await owned(
    `insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on)
     select 'alpha', max(id), $1::bigint, true, '2026-11-01' from caseload where name = 'Of another'`,
    [person],
  )
  await owned(
    `insert into coach_handover (district_id, educator_id, from_id, school_ids, decided_by, decided_at)
     values ('alpha', $1, $2, array[$3::bigint], 'test', now()), ('alpha', $4, $2, array[$3::bigint], 'test', now())`,
    [teacher, person, app.alpha.north, app.alpha.people.districtAdmin],
  )
}

describe('deleting', () => {
  it('lists files, earlier versions, caseloads, places in others’ and hand-overs, too; none about whoever looks', async () => {
    const { person, word } = await coachWithWork()
    await moreOf(person)
    await act('districtAdmin', person, 'removal')
    const seen = await app.call(`/api/v1/staff/${person}/deletion`, { token: tokenOf('districtAdmin') })
    expect(seen.json).toMatchObject({
      written: 1,
      alone: 1,
      files: 2,
      versions: 3,
      caseloads: 2,
      caseloadPlaces: 1,
      // The other one is about the administrator.
      handovers: 1,
      filters: 0,
    })
    expect((await erase('districtAdmin', person, word)).status).toBe(204)
    for (const [table, column] of [
      ['caseload', 'coach_id'],
      ['caseload_member', 'person_id'],
      ['coach_handover', 'from_id'],
    ] as const)
      expect(await rows(`select from ${table} where ${column} = $1`, [person]), table).toEqual([])
    const files = await owned("select from interaction_attachment where key like 'file-%'")
    expect(files.rowCount).toBe(0)
  })

  it('is a district administrator’s alone, of somebody who has left, with their name typed', async () => {
    const { person, word } = await coachWithWork()
    for (const who of ['schoolAdmin', 'customerAdmin', 'coach', 'principal', 'billing', 'teacher', 'itAdmin'] as const)
      expect(codeOf(await erase(who, person, word)), who).toEqual([403, 'forbidden'])
    expect(codeOf(await erase('districtAdmin', app.alpha.people.teacher, 'Tara Teacher'))).toEqual([
      409,
      'feed_owns_person',
    ])
    expect(codeOf(await erase('districtAdmin', person, word))).toEqual([409, 'not_inactive'])
    expect((await act('districtAdmin', person, 'removal')).status).toBe(200)
    expect(codeOf(await erase('districtAdmin', person, 'New'))).toEqual([422, 'word_wrong'])
    const seen = await app.call(`/api/v1/staff/${person}/deletion`, { token: tokenOf('districtAdmin') })
    expect(seen.json).toMatchObject({ written: 1, alone: 1, tagged: 1, cycles: 0, communities: 0, leadsAlone: 0 })
    expect((await erase('districtAdmin', person, word)).status).toBe(204)
    expect(codeOf(await app.call(`/api/v1/staff/${person}`, { token: tokenOf('districtAdmin') }))).toEqual([
      404,
      'not_found',
    ])
    expect(codeOf(await act('districtAdmin', person, 'return'))).toEqual([404, 'not_found'])
  })

  it('takes every name and all they made, keeps what is others’ too, and leaves a number in log and ledger', async () => {
    const { person, word } = await coachWithWork()
    await act('districtAdmin', person, 'removal')
    const left = (await rows('select count(*)::int as n from interaction'))[0]?.['n']
    expect((await erase('districtAdmin', person, word)).status).toBe(204)
    expect((await rows('select count(*)::int as n from interaction'))[0]?.['n']).toBe(Number(left) - 2)
    expect(await rows('select given_name, family_name, email from person where id = $1', [person])).toEqual([
      { given_name: '', family_name: '', email: null },
    ])
    for (const table of ['role_grant', 'invitation', 'affiliation', 'interaction_educator', 'account'])
      expect(await rows(`select from ${table} where person_id = $1`, [person]), table).toEqual([])
    const log = await rows("select detail from audit_entry where action = 'account.delete' order by id desc limit 1")
    expect(log).toEqual([
      {
        detail: { written: 1, alone: 1, tagged: 1, cycles: 0, letters: 0, drafts: 0, communities: 0, ...NOTHING_MORE },
      },
    ])
    expect((await rows('select from seat_ledger where person_id = $1', [person])).length).toBeGreaterThan(0)
  })

  it('looks at every table that names a person: only seats and who made a community or its rule keep the number', async () => {
    const named = await rows(
      "select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'person'::regclass",
    )
    const bodies = await rows("select pg_get_functiondef(oid) as body from pg_proc where proname like 'erase\\_%'")
    const body = bodies.map((each) => String(each['body'])).join('\n')
    const left = named
      .map(({ name }) => String(name))
      .filter((name) => !new RegExp(`(from|update) (public\\.)?${name}\\b`).test(body))
    // Another one? Delete its rows in a function erase_part_NAME(district, person) of the migration that makes the table.
    expect(left.toSorted()).toEqual(['community', 'community_rule', 'seat'])
  })

  it('is refused by the database itself of somebody who is there, and of another district', async () => {
    const { teacher } = app.alpha.people
    for (const [district, id] of [
      ['alpha', teacher],
      ['beta', app.beta.people.teacher],
    ] as const)
      await expect(rows('select erase_person($1, $2::text::bigint, now())', [district, id])).rejects.toThrow('has left')
  })

  it('waits where they are the only lead of a community', async () => {
    const { person, word } = await coachWithWork()
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
      const made = await client.query<{ id: string }>(
        "insert into community (district_id, name, created_by) values ('alpha', 'Alone', $1) returning id",
        [person],
      )
      await client.query(
        "insert into community_member (district_id, community_id, person_id, role, added_by) values ('alpha', $1, $2, 'lead', $2)",
        [made.rows[0]?.id, person],
      )
    })
    await act('districtAdmin', person, 'removal')
    expect(codeOf(await erase('districtAdmin', person, word))).toEqual([409, 'leads_alone'])
  })
})

describe('whoever is deleted', () => {
  it('is in no draft and no letter of others either, and no search or export finds them', async () => {
    const word = await makeMailed()
    const token = app.bearerOf(app.alpha, 'coach')
    const admin = tokenOf('districtAdmin')
    const lists = ['educators', 'educator-database', 'educator-database/export', 'interactions?by=all'] as const
    const listed = async () =>
      (await Promise.all(lists.map((path) => app.call(`/api/v1/coaching/${path}`, { token: admin })))).map(({ text }) =>
        text.includes(word.name),
      )
    expect(await listed()).toEqual([true, true, true, true])
    await planted("update person_source set status = 'retired' where person_id = $1", [word.person])
    await planted("update person set status = 'retired' where id = $1", [word.person])
    const seen = await app.call(`/api/v1/staff/${word.person}/deletion`, { token: admin })
    expect(seen.json).toMatchObject({ alone: 0, tagged: 1, letters: 1, drafts: 2 })
    const answer = await erase('districtAdmin', word.person, `${word.name} Mailed`)
    expect(answer.status, answer.text).toBe(204)
    expect(await listed()).toEqual([false, false, false, false])
    const drafts = await app.call('/api/v1/coaching/drafts', { token })
    expect(drafts.json).toMatchObject({
      drafts: [
        {
          id: 'draft-about-two-of-Xaveria',
          draft: {
            educatorIds: [app.alpha.people.teacher],
            cycleForm: { ratings: [ratingOf(app.alpha.people.teacher)] },
          },
        },
      ],
    })
    const letters = await app.call(`/api/v1/coaching/interactions/${word.interaction}/mail`, { token })
    expect(letters.text).toContain('another educator')
    expect(letters.text).not.toContain(word.name)
    expect(letters.json).toMatchObject({ copies: [{ educator: { familyName: 'Teacher' } }] })
    expect(await planted('select from outbox where recipient ilike $1', [`${word.name}%`])).toEqual([])
  })

  it('is in no letter and no earlier version of what they were taken out of before', async () => {
    const { teacher } = app.alpha.people
    const token = app.bearerOf(app.alpha, 'coach')
    const word = await makeMailed('Ysolde')
    const values = { date: '2026-11-20', minutes: 45, typeId: 'observation', schoolId: app.alpha.north }
    const alone = await app.call('/api/v1/coaching/interactions', {
      token,
      body: { ...values, educatorIds: [word.person], notes: 'Of her alone' },
    })
    const { id } = alone.json as { readonly id: string }
    for (const path of [`interactions/${word.interaction}`, `interactions/${id}`]) {
      const body = { ...values, educatorIds: [teacher], notes: 'Corrected', version: '1' }
      const edited = await app.call(`/api/v1/coaching/${path}`, { token, method: 'PUT', body })
      expect(edited.status, edited.text).toBe(200)
    }
    const history = async (of: string) =>
      (await app.call(`/api/v1/coaching/interactions/${of}/history`, { token })).text
    expect(await history(id)).toContain('Of her alone')
    // What a record says that was found to be hers later keeps the number of that record.
    const double = await makeMailed('Ysoldine')
    const again = await app.call('/api/v1/coaching/interactions', {
      token,
      body: { ...values, educatorIds: [double.person], notes: 'Of her double alone' },
    })
    const { id: ofDouble } = again.json as { readonly id: string }
    const path = `/api/v1/coaching/interactions/${ofDouble}`
    const body = { ...values, educatorIds: [teacher], notes: 'Corrected', version: '1' }
    expect((await app.call(path, { token, method: 'PUT', body })).status).toBe(200)
    for (const table of ['interaction_educator', 'interaction_taken_out'])
      await planted(`update ${table} set person_id = $1 where person_id = $2`, [word.person, double.person])
    await planted("update person set status = 'retired', merged_into = $1 where id = $2", [word.person, double.person])
    await planted("update person set status = 'retired' where id = $1", [word.person])
    const answer = await erase('districtAdmin', word.person, `${word.name} Mailed`)
    expect(answer.status, answer.text).toBe(204)
    const letters = await app.call(`/api/v1/coaching/interactions/${word.interaction}/mail`, { token })
    expect(letters.text).toContain('another educator')
    expect(letters.text).not.toContain(word.name)
    expect(await history(id)).not.toContain('Of her alone')
    expect(await history(ofDouble)).not.toContain('Of her double alone')
    const drafts = await app.call('/api/v1/coaching/drafts', { token })
    expect(drafts.text).not.toContain(`"${double.person}"`)
    // What was about others as well stays with these.
    expect(await history(word.interaction)).toContain('Both were there')
    expect(await planted('select from interaction_taken_out where person_id = $1', [word.person])).toEqual([])
  })

  it('is nowhere in the database by name or address any more, also not where syncs and launches kept them', async () => {
    const person = await makeFedCoach()
    expect((await whereIs(CANARY)).length).toBeGreaterThan(8)
    const answer = await erase('districtAdmin', person, `${CANARY} ${CANARY}`)
    expect(answer.status, answer.text).toBe(204)
    expect(await whereIs(CANARY)).toEqual([])
    // Others' rows of the same run stay.
    expect(await planted("select key from run_change where kind = 'people'")).toEqual([{ key: 'someone-else' }])
    expect((await planted("select from quarantine_entry where record = 's:someone-else'")).length).toBe(1)
  })

  it('waits for a held sync that would bring them back', async () => {
    const { person, word } = await coachWithWork()
    await act('districtAdmin', person, 'removal')
    await planted(
      "insert into person_source (district_id, source_id, sourced_id, person_id, status) values ('alpha', 'sis', 'back', $1, 'retired')",
      [person],
    )
    const [held] = await planted(
      "insert into run (district_id, source_id, state, trigger, requested_by) values ('alpha', 'sis', 'held', 'manual', 'cli') returning id",
    )
    await planted(
      "insert into run_change (district_id, run_id, kind, op, key, after) values ('alpha', $1, 'people', 'add', 'back', '{}')",
      [held?.['id']],
    )
    expect(codeOf(await erase('districtAdmin', person, word))).toEqual([409, 'in_open_run'])
    await planted("update run set state = 'discarded' where id = $1", [held?.['id']])
    expect((await erase('districtAdmin', person, word)).status).toBe(204)
  })
})

const NO_CYCLE = { focusId: null, scaleId: null, focus: null, goal: null, stays: [] }
const ratingOf = (educatorId: string) => ({ educatorId, start: 1, end: null })

/** Somebody of the roster who was mailed a copy together with a teacher, and is tagged in two drafts. */
async function makeMailed(
  name = 'Xaveria',
): Promise<{ readonly person: string; readonly name: string; readonly interaction: string }> {
  const { teacher } = app.alpha.people
  const token = app.bearerOf(app.alpha, 'coach')
  const [made] = await planted(
    "insert into person (district_id, given_name, family_name, email) values ('alpha', $1, 'Mailed', $1 || '@alpha.example') returning id::text",
    [name],
  )
  const person = String(made?.['id'])
  await planted(
    "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('alpha', $1, $2, 'sis', 'teacher', 'primary')",
    [app.alpha.north, person],
  )
  const values = { date: '2026-11-20', minutes: 45, typeId: 'observation', schoolId: app.alpha.north }
  const body = { ...values, educatorIds: [teacher, person], notes: 'Both were there', share: true }
  const logged = await app.call('/api/v1/coaching/interactions', { token, body })
  expect(logged.status, logged.text).toBe(201)
  for (const [id, educatorIds] of [
    [`draft-about-two-of-${name}`, [teacher, person]],
    [`draft-about-one-of-${name}`, [person]],
  ] as const)
    await app.call('/api/v1/coaching/drafts', {
      method: 'PUT',
      token,
      body: { id, draft: { educatorIds, cycleForm: { ...NO_CYCLE, ratings: educatorIds.map(ratingOf) } } },
    })
  return { person, name, interaction: (logged.json as { id: string }).id }
}

/** Came by a feed, has left with it, and was all over the place meanwhile: each with the canary in it. */
async function makeFedCoach(): Promise<string> {
  const account = { givenName: CANARY, familyName: CANARY, email: `${CANARY}@alpha.example` }
  const place = { role: 'coach', schoolId: app.alpha.north, invite: true }
  const answer = await app.call('/api/v1/staff', { token: tokenOf('districtAdmin'), body: { ...account, ...place } })
  const { personId: person } = answer.json as { readonly personId: string }
  await act('districtAdmin', person, 'removal')
  const { run, people } = app.alpha
  await planted("update run set state = 'reported' where id = $1", [run])
  const merged = await planted(
    `insert into person (district_id, given_name, family_name, email, username, status, merged_into)
     values ('alpha', $1, $1, $1 || '2@alpha.example', $1, 'retired', $2) returning id`,
    [CANARY, person],
  )
  const registration = await globally(
    `insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins)
     values ('https://lms.example', 'x', 'x', 'x', 'x', '{https://lms.example}') returning id`,
  )
  const at = [CANARY, person]
  await planted(
    "insert into person_source (district_id, source_id, sourced_id, person_id, user_ids, metadata, status) values ('alpha', 'sis', 'fed-coach', $2, jsonb_build_array($1::text), jsonb_build_object('jobTitle', $1::text), 'retired')",
    at,
  )
  for (const key of ['fed-coach', 'someone-else']) {
    const name = key === 'fed-coach' ? CANARY : 'Somebody'
    await planted(
      "insert into run_change (district_id, run_id, kind, op, key, before, after) values ('alpha', $1, 'people', 'change', $2, jsonb_build_object('given_name', $3::text), jsonb_build_object('given_name', $3::text))",
      [run, key, name],
    )
    await planted(
      "insert into quarantined_row (district_id, run_id, file, row_number, code, roster_table, sourced_id, expected, fix_by) values ('alpha', $1, 'users.csv', $2, 'value_date', 'people', $3, $4, 'sis')",
      [run, key.length, key, name],
    )
    await planted(
      "insert into quarantine_entry (district_id, source_id, roster_table, record, code, sourced_id, file, row_number, expected, fix_by, first_run_id, first_seen_at, last_run_id) values ('alpha', 'sis', 'people', 's:' || $2, 'value_date', $2, 'users.csv', 1, $3, 'sis', $1, now(), $1)",
      [run, key, name],
    )
  }
  await planted(
    "insert into sticky_field (district_id, kind, record, field, value, feed_value, set_by) values ('alpha', 'people', $2::text, 'givenName', to_jsonb($1::text), to_jsonb($1::text), 'x')",
    at,
  )
  await planted(
    "insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by) values ('alpha', $1, 'their-sub', $2, 'sourcedId')",
    [registration, person],
  )
  for (const sub of ['their-sub', 'same-address'])
    await planted(
      "insert into lti_unmatched_launch (district_id, registration_id, sub, reason, lms_name, lms_email) values ('alpha', $1, $2, 'no_person_id', $3, $3 || '@ALPHA.example')",
      [registration, sub, CANARY],
    )
  await planted(
    "insert into invitation (district_id, token_hash, email, role, scope_type, scope_id, invited_by, expires_at) values ('alpha', 'y', $1 || '2@Alpha.example', 'coach', 'district', 0, 'cli', now())",
    [CANARY],
  )
  await planted(
    "insert into sso_link (district_id, issuer, sub, person_id, created_at, seen_at) values ('alpha', 'https://idp.example', $1, $2, now(), now())",
    at,
  )
  await planted(
    "insert into outbox (district_id, channel, event, recipient, message_id, message, created_at, next_attempt_at) values ('alpha', 'mail', 'x', $1 || '@alpha.example', 'x', jsonb_build_object('text', $1::text), now(), now())",
    [CANARY],
  )
  await planted(
    "insert into account (district_id, person_id, email, password_hash) values ('alpha', $2, $1 || '@alpha.example', 'x')",
    at,
  )
  await logInteraction(person, [people.teacher])
  expect(merged).toHaveLength(1)
  return person
}

const planted = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(owner, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const found = await client.query<Record<string, unknown>>(statement, [...values])
    return found.rows
  })
const globally = async (statement: string): Promise<unknown> => {
  const { rows: found } = await owner.pool.query<{ id: string }>(statement)
  return found[0]?.id
}

/** Every column of every table in which the text stands. */
async function whereIs(text: string): Promise<readonly string[]> {
  return inDistrict(owner, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows: columns } = await client.query<{ place: string }>(
      `select format('%I t where t.%I::text', c.relname, a.attname) as place
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
         and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb') order by 1`,
    )
    const found: string[] = []
    for (const { place } of columns) {
      const { rowCount } = await client.query(`select from ${place} ilike $1 limit 1`, [`%${text}%`])
      if ((rowCount ?? 0) > 0) found.push(place)
    }
    return found
  })
}
