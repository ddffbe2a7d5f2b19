/**
 * The checker: from what each applied run says it changed it works out anew what the roster must be, compares it with the
 * feeds and with the tables, recounts the ledger, and looks for rows where they don't belong.
 */

import type { PoolClient } from 'pg'
import { type Database, inDistrict } from '../../../src/store/database.ts'
import { replayLedger } from '../../../src/store/seats/seat-ledger.ts'
import type { SyncWorld } from '../../../src/sync/world.ts'
import { damagedOf, recordsOf, weatherOf } from './feed.ts'

/** A record of the roster as the feed has it, without what the database adds. */
type Fields = Readonly<Record<string, unknown>>
/** By kind and sourcedId: active records only. */
export type Base = ReadonlyMap<string, Fields>

const KINDS = ['orgs', 'terms', 'classes', 'people', 'enrolments'] as const
type Kind = (typeof KINDS)[number]

/** The active records of each kind, with the columns that a plan stores. */
const RECORDS: Readonly<Record<Kind, string>> = {
  orgs: 'select sourced_id, status, name, type, identifier, parent_sourced_id from org',
  terms: 'select sourced_id, status, title, type, start_date, end_date, parent_sourced_id, school_year from term',
  classes:
    'select sourced_id, status, title, class_code, class_type, location, grades, subjects, periods, school_sourced_id, course_sourced_id, term_sourced_ids from class',
  people: `select s.sourced_id, s.status, p.enabled, p.given_name, p.family_name, p.middle_name, p.preferred_given_name,
      p.preferred_family_name, p.username, p.email, p.identifier, p.grades, s.user_ids, s.feed_roles, s.metadata
    from person_source s join person p on p.district_id = s.district_id and p.id = s.person_id`,
  enrolments: `select e.sourced_id, e.status, c.sourced_id as class_sourced_id, s.sourced_id as person_sourced_id, e.role,
      e.is_primary, e.begin_date, e.end_date
    from enrolment e join class c on c.district_id = e.district_id and c.id = e.class_id
    join person_source s on s.district_id = e.district_id and s.source_id = e.source_id and s.person_id = e.person_id`,
}

/** What stands in the tables now. */
export function takeBase(db: Database, districtId: string): Promise<Base> {
  return inDistrict(db, { districtId, actor: 'storm' }, async (client) => {
    const base = new Map<string, Fields>()
    for (const kind of KINDS) {
      const { rows } = await client.query<{ record: Record<string, unknown> }>(
        `select to_jsonb(r) as record from (${RECORDS[kind]}) r where r.status = 'active'`,
      )
      for (const { record } of rows) {
        const { sourced_id: key, status: _, ...fields } = record
        base.set(`${kind} ${String(key)}`, fields)
      }
    }
    return base
  })
}

interface AppliedRun {
  readonly id: string
  readonly trigger: string
  readonly requested_by: string
  readonly additions_only: boolean
}

/** Everything that isn't as it must be. */
export async function checkStorm(
  world: SyncWorld,
  districts: readonly string[],
  bases: ReadonlyMap<string, Base>,
): Promise<readonly string[]> {
  const faults: string[] = []
  for (const district of districts) {
    const now = await takeBase(world.db, district)
    const found = await inDistrict(world.db, { districtId: district, actor: 'storm' }, async (client) => [
      ...(await checkHistory(client, district, { base: bases.get(district) ?? new Map(), now })),
      ...(await checkSlots(client)),
      ...(await checkStates(client)),
      ...(await checkLedger(client, district)),
      ...(await checkOwnRows(client, district)),
      ...(await checkLeads(client)),
    ])
    faults.push(...found.map((fault) => `${district}: ${fault}`))
  }
  return faults
}

/** Folds every applied run in the order of application, and holds the sum against the feeds and against the tables. */
async function checkHistory(
  client: PoolClient,
  district: string,
  { base, now }: { readonly base: Base; readonly now: Base },
): Promise<readonly string[]> {
  const faults: string[] = []
  const state = new Map(base)
  const { rows: runs } = await client.query<AppliedRun>(
    `select r.id, r.trigger, r.requested_by, exists (
        select from audit_entry a where a.object = 'run:' || r.id and a.action = 'run.approve_additions') as additions_only
     from run r where applied_no > 1 order by applied_no`,
  )
  for (const run of runs) {
    await foldRun(client, run, state)
    const version = Number(/^v(\d+)$/.exec(String(state.get(`terms ${district}-t0`)?.['title']))?.[1])
    // A run of additions only leaves the term's title as it was: there is no version to compare with.
    if (run.additions_only || run.trigger === 'undo') continue
    faults.push(
      ...compareWithFeed(district, version, state).map((fault) => `after run ${run.id} (v${version}): ${fault}`),
    )
  }
  await overlayEdits(client, state)
  for (const key of new Set([...state.keys(), ...now.keys()]))
    if (!sameFields(state.get(key), now.get(key)))
      faults.push(`${key} is not what its runs made of it: ${describe(state.get(key), now.get(key))}`)
  return faults.slice(0, 20)
}

async function foldRun(client: PoolClient, run: AppliedRun, state: Map<string, Fields>): Promise<void> {
  const { rows } = await client.query<{ kind: string; op: string; key: string; after: Fields | null }>(
    "select kind, op, key, after from run_change where run_id = $1 and kind not in ('roles', 'seats')",
    [run.id],
  )
  for (const { kind, op, key, after } of rows) {
    // Additions only: what was stored as a change or a retirement was left out.
    if (run.additions_only && op !== 'add') continue
    if (op === 'retire') state.delete(`${kind} ${key}`)
    // Where somebody has edited a field by hand, `sticky` is what the feed says of it.
    else state.set(`${kind} ${key}`, { ...after, ...fieldsIn(after?.['sticky']) })
  }
}

/** What people have edited by hand and not given back stands over what the feed says. */
async function overlayEdits(client: PoolClient, state: Map<string, Fields>): Promise<void> {
  const { rows } = await client.query<{ sourced_id: string; field: string; value: unknown }>(
    `select s.sourced_id, f.field, f.value from sticky_field f
     join person_source s on s.district_id = f.district_id and s.person_id = f.record::bigint
     where f.kind = 'people'`,
  )
  for (const { sourced_id: id, field, value } of rows) {
    const fields = state.get(`people ${id}`)
    if (fields !== undefined) state.set(`people ${id}`, { ...fields, [field]: value })
  }
}

/** After a run of a whole feed: who is there and what they are called is what the feed says, damaged rows apart. */
function compareWithFeed(district: string, version: number, state: ReadonlyMap<string, Fields>): readonly string[] {
  const weather = weatherOf(version)
  const damaged = damagedOf(district, version)
  const faults: string[] = []
  const said = recordsOf(district, version)
  const here = new Set<string>(said.map((record) => `${record.table} ${record.sourcedId}`))
  for (const record of said) {
    const fields = state.get(`${record.table} ${record.sourcedId}`)
    if (damaged.has(record.sourcedId)) continue
    if (weather === 'cut' && record.table !== 'orgs' && record.table !== 'terms' && record.table !== 'classes') continue
    // An enrolment of somebody whose only row is damaged has nobody to name.
    if (record.table === 'enrolments' && damaged.has(record.personSourcedId)) continue
    if (fields === undefined) faults.push(`${record.table} ${record.sourcedId} is missing`)
    else if (record.table === 'people' && fields['given_name'] !== record.givenName)
      faults.push(`${record.sourcedId} has another name than the feed gave`)
  }
  if (weather === 'cut') return faults
  for (const key of state.keys()) {
    const id = key.slice(key.indexOf(' ') + 1)
    const ofDamaged = [...damaged].some((one) => id === one || id.endsWith(`-${one}`))
    if (!here.has(key) && !ofDamaged) faults.push(`${key} is there though the feed has it no more`)
  }
  return faults
}

/** Each slot ran to its end at most once. A run that was refused (the source was busy, or rests) never began. */
async function checkSlots(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ requested_by: string; n: number }>(
    `select split_part(requested_by, '+', 1) as requested_by, count(*)::int as n from run
     where requested_by like 'schedule:%' and state not in ('failed', 'requested')
       and not (state = 'discarded' and failure is not null) group by 1 having count(*) > 1`,
  )
  return rows.map(({ requested_by: slot, n }) => `the slot ${slot} has ${n} runs that came to something`)
}

/** Every run rests in a named state, has its report, and was applied once. */
async function checkStates(client: PoolClient): Promise<readonly string[]> {
  const faults: string[] = []
  const going = await client.query<{ id: string; state: string; requested_by: string }>(
    `select id, state, requested_by from run
     where state not in ('held', 'reported', 'failed', 'previewed', 'discarded', 'superseded')
       and not (state = 'requested' and requested_by = 'cli')`,
  )
  for (const { id, state } of going.rows) faults.push(`run ${id} never came to rest: ${state}`)
  const blank = await client.query<{ id: string; state: string }>(
    `select id, state from run
     where (state in ('held', 'reported', 'previewed') and report is null)
        or (state = 'failed' and failure is null)
        or ((state = 'reported') <> (applied_no is not null))`,
  )
  for (const { id, state } of blank.rows) faults.push(`run ${id} is ${state} without what belongs to it`)
  const held = await client.query<{ n: number }>("select count(*)::int as n from run where state = 'held'")
  if ((held.rows[0]?.n ?? 0) > 1) faults.push(`${held.rows[0]?.n} runs of one source are held at once`)
  return faults
}

/** The ledger adds up to the tables, and the tables to the roles. */
async function checkLedger(client: PoolClient, district: string): Promise<readonly string[]> {
  const faults: string[] = []
  for (const proof of await replayLedger(client, district))
    if (!proof.agrees)
      faults.push(`the ledger of ${proof.kind} does not add up: ${JSON.stringify({ ...proof, kind: undefined })}`)
  const { rows } = await client.query<{ needs: string | null; has: string | null }>(
    `select d.person_id as needs, s.person_id as has
     from (select distinct g.person_id from role_grant g
           join person p on p.district_id = g.district_id and p.id = g.person_id and p.status = 'active' and p.enabled
           where g.status = 'active' and g.role in ('coach', 'district_admin')) d
     full join (select person_id from seat where kind = 'coaching-seats' and state in ('assigned', 'waiting', 'over')) s
       on s.person_id = d.person_id
     where d.person_id is null or s.person_id is null`,
  )
  for (const { needs, has } of rows)
    faults.push(
      needs === null ? `person ${has} has a seat and no role for it` : `person ${needs} needs a seat and has none`,
    )
  return faults
}

/** No row tells of another district: every name begins with the district's own. */
async function checkOwnRows(client: PoolClient, district: string): Promise<readonly string[]> {
  const faults: string[] = []
  for (const table of ['org', 'term', 'class', 'person_source', 'enrolment']) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from ${table} where district_id <> $1 or sourced_id not like $1 || '-%'`,
      [district],
    )
    if ((rows[0]?.n ?? 0) > 0) faults.push(`${rows[0]?.n} rows of ${table} belong to another district`)
  }
  return faults
}

/** Class leads are exactly the enabled teachers of active enrolments. */
async function checkLeads(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n
     from (select distinct person_id, class_id from enrolment where status = 'active' and role = 'teacher') e
     full join (select person_id, scope_id from role_grant where status = 'active' and role = 'class_lead' and origin = 'feed') g
       on g.person_id = e.person_id and g.scope_id = e.class_id
     left join person p on p.id = coalesce(e.person_id, g.person_id)
     where (e.person_id is null or g.person_id is null) and p.enabled`,
  )
  return (rows[0]?.n ?? 0) === 0 ? [] : [`${rows[0]?.n} class leads do not follow from the enrolments`]
}

function fieldsIn(stored: unknown): Fields {
  return typeof stored === 'object' && stored !== null ? { ...stored } : {}
}

function sameFields(one: Fields | undefined, other: Fields | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return Object.keys(other).every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]))
}

function describe(made: Fields | undefined, stands: Fields | undefined): string {
  if (made === undefined) return 'it should not be there'
  if (stands === undefined) return 'it should be there'
  const fields = Object.keys(stands).filter((name) => JSON.stringify(made[name]) !== JSON.stringify(stands[name]))
  return `${fields.join(', ')} differ`
}
