/**
 * Applying: the change tables of a run's connection into the live roster, inside the caller's transaction. Either
 * every statement here takes effect or none does.
 */

import type { PoolClient } from 'pg'
import { Failure } from '../../roster/failure.ts'
import { TABLES, type Table } from '../../roster/model.ts'
import { hastenChore } from '../chores.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import { lookUp, namesOf } from './roster-diff.ts'
import { sql } from '../sql.ts'

export interface ApplyPlace {
  readonly districtId: string
  readonly sourceId: string
  readonly runId: string
  readonly now: Date
  /** So few changes that each row is looked up by its key. */
  readonly few: boolean
}

export interface RoleEffect {
  readonly granted: number
  readonly revoked: number
}

/** Takes the district's lock for the length of the transaction: one apply at a time, whichever source it comes from. */
export async function lockDistrictRoster(client: PoolClient, districtId: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('roster:' || $1, 0))", [districtId])
}

/** How long this transaction waits for a lock from here on, in milliseconds; 0: as long as it takes. */
export async function limitLockWait(client: PoolClient, waitMs: number): Promise<void> {
  await client.query("select set_config('lock_timeout', $1, true)", [String(waitMs)])
}

/**
 * Writes all changes, parents before what names them, retirements in the same statements' wake.
 * @throws Failure APPLY_INCOMPLETE (a bug) when a change found no row to change; the caller's transaction must end
 */
export async function applyChanges(client: PoolClient, place: ApplyPlace): Promise<RoleEffect> {
  let peopleKnown = false
  for (const table of TABLES) {
    if (await isUntouched(client, table)) continue
    if (table === 'people') peopleKnown = await applyPeople(client, place)
    else if (table === 'enrolments') await applyEnrolments(client, place)
    else await applyPlainTable(client, table, place)
  }
  const orgsMoved = await areOrgsMoving(client)
  if (orgsMoved || !(await isUntouched(client, 'classes'))) await linkClassSchools(client, place, orgsMoved)
  if (!(await isUntouched(client, 'orgs')) || !(await isUntouched(client, 'people')))
    await applyAffiliations(client, place, peopleKnown)
  return applyRoles(client, place)
}

/** Whether an org comes or goes: then also classes that stay as they are have another school. */
async function areOrgsMoving(client: PoolClient): Promise<boolean> {
  return (await client.query("select from change_orgs where op <> 'change' limit 1")).rows.length > 0
}

async function linkClassSchools(client: PoolClient, place: ApplyPlace, orgsMoved: boolean): Promise<void> {
  const of = orgsMoved ? '' : 'x.sourced_id in (select sourced_id from change_classes) and '
  const link = (): Promise<unknown> =>
    client.query(fill('link_class_schools', { of }), [place.districtId, place.sourceId])
  await (orgsMoved ? link() : byKey(client, place, link))
}

/** Takes away what nobody says any more and adds what is new; of few people the rest is not touched. */
async function applyAffiliations(client: PoolClient, place: ApplyPlace, peopleKnown: boolean): Promise<void> {
  const at = [place.districtId, place.sourceId]
  const select = fill('select_affiliations', { records: await affiliatedOf(client, place) })
  const wanted = place.few ? 'wanted_affiliation' : `(${select})`
  if (place.few) await client.query(`create temporary table wanted_affiliation on commit drop as ${select}`, at)
  if (peopleKnown) await byKey(client, place, () => client.query(fill('remove_affiliations', { wanted }), at))
  await client.query(fill('add_affiliations', { wanted }), at)
}

async function applyPlainTable(client: PoolClient, table: Table, place: ApplyPlace): Promise<void> {
  const names = namesOf(ROSTER_TABLES[table])
  const at = [place.districtId, place.sourceId, place.runId]
  await expectRows(client, table, {
    added: () => client.query(fill('apply_added', names), at).then(numbered(client, table, place)),
    changed: () => client.query(fill('apply_changed', names), at),
    retired: () => client.query(fill('apply_retired', names), [...at, place.now]),
  })
}

/** Answers whether any of them was known before or joins somebody who was. */
async function applyPeople(client: PoolClient, place: ApplyPlace): Promise<boolean> {
  const { districtId } = place
  const at = [districtId, place.sourceId, place.runId]
  for (const statement of ['follow_merged_people', 'follow_merged_names'])
    await client.query(sql(statement), [districtId])
  await expectRows(client, 'people', {
    added: async () => {
      await client.query(sql('number_new_people'))
      await client.query(sql('number_joining_people'))
      await client.query(sql('add_people'), [districtId])
      return client.query(sql('add_person_sources'), at).then(numbered(client, 'people', place))
    },
    changed: () => byKey(client, place, () => client.query(sql('change_person_sources'), at)),
    retired: () =>
      byKey(client, place, () =>
        client.query(fill('apply_retired', namesOf(ROSTER_TABLES.people)), [...at, place.now]),
      ),
  })
  await client.query(sql('propose_matches'), [districtId, place.runId])
  await hastenChore(client, { districtId, kind: 'pairs', at: place.now })
  // Once it is known which records each person has: who speaks for them, who has left, whose schools are told anew.
  const { rows } = await client.query<{ here: boolean; shared: boolean }>(sql('find_shared_people'), [districtId])
  if (rows[0]?.here !== true) return false
  if (rows[0].shared) await client.query(sql('settle_speakers'), [districtId, place.sourceId])
  await byKey(client, place, () => client.query(sql('change_people'), [districtId, place.sourceId]))
  await client.query(sql('retire_people'), [districtId, place.now])
  return true
}

async function applyEnrolments(client: PoolClient, place: ApplyPlace): Promise<void> {
  const at = [place.districtId, place.sourceId, place.runId]
  await expectRows(client, 'enrolments', {
    added: () => client.query(sql('add_enrolments'), at),
    changed: () => changeEnrolments(client, place),
    retired: () =>
      byKey(client, place, () =>
        client.query(fill('apply_retired', namesOf(ROSTER_TABLES.enrolments)), [...at, place.now]),
      ),
  })
}

/** Both ends of the changed ones by hash, and then, where they are few, each row by its key. */
async function changeEnrolments(client: PoolClient, place: ApplyPlace): Promise<{ rowCount: number | null }> {
  const at = [place.districtId, place.sourceId, place.runId]
  const resolved = sql('select_resolved_enrolments')
  if (!place.few) return client.query(fill('change_enrolments', { resolved: `(${resolved})` }), at)
  await client.query(`create temporary table resolved_enrolments on commit drop as ${resolved}`)
  return byKey(client, place, () => client.query(fill('change_enrolments', { resolved: 'resolved_enrolments' }), at))
}

/** Lets a statement find the few rows that it changes by their keys. */
async function byKey<T>(client: PoolClient, place: ApplyPlace, statement: () => Promise<T>): Promise<T> {
  if (!place.few) return statement()
  await lookUp(client, true)
  const done = await statement()
  await lookUp(client, false)
  return done
}

/** Where affiliations are read from: where no org came, of those only who changed. */
async function affiliatedOf(client: PoolClient, place: ApplyPlace): Promise<string> {
  if (!place.few) return 'person_source'
  const { rows } = await client.query("select from change_orgs where op = 'add' limit 1")
  return rows.length > 0 ? 'person_source' : sql('select_changed_records')
}

async function applyRoles(client: PoolClient, place: ApplyPlace): Promise<RoleEffect> {
  const { districtId, sourceId, runId, now } = place
  const revoked = await client.query(sql('revoke_role_grants'), [districtId, runId, now])
  const granted = await client.query(sql('add_role_grants'), [districtId, sourceId, runId])
  return { granted: granted.rowCount ?? 0, revoked: revoked.rowCount ?? 0 }
}

type Write = () => Promise<{ rowCount: number | null }>

/** Runs the three writes of a table and holds what they touched against what the plan says. */
async function expectRows(
  client: PoolClient,
  table: Table,
  writes: { readonly added: Write; readonly changed: Write; readonly retired: Write },
): Promise<void> {
  const planned = await client.query<{ known: boolean; retire: boolean; count: number }>(
    `select known, op = 'retire' as retire, count(*)::int as count from ${ROSTER_TABLES[table].change} group by 1, 2`,
  )
  const expected = (known: boolean, retire: boolean): number =>
    planned.rows.find((row) => row.known === known && row.retire === retire)?.count ?? 0
  const steps = [
    { write: writes.added, rows: expected(false, false) },
    { write: writes.changed, rows: expected(true, false) },
    { write: writes.retired, rows: expected(true, true) },
  ]
  for (const { write, rows } of steps) {
    if (rows === 0) continue
    const { rowCount } = await write()
    if (rowCount !== rows)
      throw new Failure(
        'APPLY_INCOMPLETE',
        'bug',
        `Of ${rows} planned changes of ${table} ${rowCount ?? 0} found their row. Nothing was changed; please report this.`,
      )
  }
}

/** Notes the numbers of new records where later tables look for them. */
function numbered<T>(client: PoolClient, table: Table, place: ApplyPlace): (written: T) => Promise<T> {
  return async (written) => {
    if (ROSTER_TABLES[table].liveId !== null)
      await client.query(fill('number_alive', namesOf(ROSTER_TABLES[table])), [place.districtId, place.sourceId, table])
    return written
  }
}

async function isUntouched(client: PoolClient, table: Table): Promise<boolean> {
  const { rows } = await client.query(`select from ${ROSTER_TABLES[table].change} limit 1`)
  return rows.length === 0
}
