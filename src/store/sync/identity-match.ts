/** Records that are one person: joined by the district's policy, or matched because they look re-keyed. */

import type { IdentityPolicy } from '../../roster/identity-policy.ts'
import { lookUp } from './roster-diff.ts'
import { fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import type { RunRef } from './run.ts'
import { sql } from '../sql.ts'
import type { DistrictClient } from '../database.ts'

export interface JoinedPeople {
  /** Added records that became a record of somebody who is here, or of another added record's person. */
  readonly joined: number
  /** Added records that share their key with others and were left alone, because nobody can be sure. */
  readonly ambiguous: number
  readonly firstRow: number | null
}

/**
 * Joins the added records of the plan as the policy has it, and those of educators whom somebody added by hand. After
 * `diffPresent` of people, before anything is counted.
 */
export async function joinPeople(connection: RunConnection, policy: IdentityPolicy): Promise<JoinedPeople> {
  const { match } = policy
  return connection.inDistrict(async (client) => {
    const byHand = await client.query<{ joined: number }>(sql('join_people_by_hand'), [connection.districtId])
    const known = byHand.rows[0]?.joined ?? 0
    if (match === 'off') return { joined: known, ambiguous: 0, firstRow: null }
    const { rows } = await client.query<{ joined: number; ambiguous: number; first_row: string | null }>(
      fill('join_people', { key: match }),
      [connection.districtId],
    )
    const [row] = rows
    return {
      joined: known + (row?.joined ?? 0),
      ambiguous: row?.ambiguous ?? 0,
      firstRow: typeof row?.first_row === 'string' ? Number(row.first_row) : null,
    }
  })
}

/** What makes two records alike, the strongest first; each is an expression over the columns of one record. */
const SIGNS: readonly { readonly because: MatchReason; readonly key: string }[] = [
  { because: 'zeros', key: "concat_ws('|', ltrim(l.sourced_id, '0'), l.given_name, l.family_name)" },
  { because: 'identifier', key: "nullif(lower(btrim(l.identifier)), '')" },
  { because: 'login', key: "l.given_name || '|' || l.family_name || '|' || nullif(lower(btrim(l.username)), '')" },
  { because: 'login', key: "l.given_name || '|' || l.family_name || '|' || nullif(lower(btrim(l.email)), '')" },
  {
    because: 'school',
    key: `concat_ws('|', l.given_name, l.family_name, l.grades::text, ${schoolsOf('l.feed_roles')})`,
  },
  { because: 'school', key: `concat_ws('|', l.given_name, l.family_name, ${schoolsOf('l.feed_roles')})` },
]

export type MatchReason = 'zeros' | 'identifier' | 'login' | 'school'

function schoolsOf(feedRoles: string): string {
  return `(select string_agg(distinct f."orgSourcedId", ' ') from jsonb_to_recordset(${feedRoles}) as f("orgSourcedId" text))`
}

export interface MatchWeight {
  readonly found: number
  /** Of them: joined already, by the district's policy or because the record was that person's before. */
  readonly joined: number
  /** Of them: the sourcedIds differ in leading zeros only. */
  readonly zeros: number
  readonly enrolmentsRetired: number
  readonly enrolmentsChanged: number
}

export const NO_MATCHES: MatchWeight = { found: 0, joined: 0, zeros: 0, enrolmentsRetired: 0, enrolmentsChanged: 0 }

/** Finds people who leave and come back under another sourcedId in one plan. After `diffGone` of people. */
export async function findMatches(connection: RunConnection, sourceId: string): Promise<void> {
  await connection.inDistrict(async (client) => {
    for (const sign of SIGNS) await client.query(fill('find_matches', sign), [connection.districtId, sourceId])
    await client.query('analyze change_match')
  })
}

/** What the matches account for. After `diffGone` of enrolments. */
export function weighMatches(connection: RunConnection, sourceId: string): Promise<MatchWeight> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{
      found: number
      joined: number
      zeros: number
      enrolments_retired: number
      enrolments_changed: number
    }>(sql('weigh_matches'), [connection.districtId, sourceId])
    const [row] = rows
    if (row === undefined) return NO_MATCHES
    const { found, joined, zeros, enrolments_retired: enrolmentsRetired, enrolments_changed: enrolmentsChanged } = row
    return { found, joined, zeros, enrolmentsRetired, enrolmentsChanged }
  })
}

/** Makes every matched record of a loaded plan one of the person with whom it was matched. */
export async function joinMatches(connection: RunConnection): Promise<number> {
  return connection.inDistrict(async (client) => {
    await client.query(sql('join_matches'))
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from change_match')
    return rows[0]?.count ?? 0
  })
}

export interface StoredMatch {
  readonly oldSourcedId: string
  readonly newSourcedId: string
  readonly personId: string
  readonly because: MatchReason
  readonly joined: boolean
}

/** The matches that were found with a run, by the old sourcedId. */
export async function listMatches(client: DistrictClient, run: RunRef, limit: number): Promise<readonly StoredMatch[]> {
  const { rows } = await client.query<StoredMatch>(sql('list_matches'), [run.districtId, run.runId, limit])
  return rows
}

export interface IdentityCounts {
  /** People of whom several active records are known. */
  readonly shared: number
  /** Pairs that wait for somebody to say whether they are one person. */
  readonly proposals: number
}

export async function countIdentities(client: DistrictClient, districtId: string): Promise<IdentityCounts> {
  const { rows } = await client.query<IdentityCounts>(sql('count_identities'), [districtId])
  return rows[0] ?? { shared: 0, proposals: 0 }
}

export interface MatchProposal {
  readonly id: string
  readonly because: MatchReason | 'email'
  /** The run in which the two were met; null: the policy found them among those who were here. */
  readonly runId: string | null
  readonly proposedAt: Date
  readonly personId: string
  readonly otherId: string
  /** `source/sourcedId`, the active ones first. */
  readonly knownBy: readonly string[]
  readonly otherKnownBy: readonly string[]
}

/**
 * Looks anew who may be one person: proposes people who are two and whom the policy would have made one, and withdraws
 * what nothing speaks for any more.
 */
export async function renewProposals(
  client: DistrictClient,
  districtId: string,
  { match }: IdentityPolicy,
): Promise<void> {
  const key = match === 'off' ? 'identifier' : match
  // All people are compared with all, and of a new district the planner doesn't know how many there are.
  await lookUp(client, false)
  await client.query(fill('withdraw_proposals', { key }), [districtId, match])
  await client.query(sql('reopen_proposals'), [districtId])
  if (match !== 'off') await client.query(fill('propose_duplicates', { key }), [districtId])
  await client.query(sql('propose_by_hand'), [districtId])
}

/** Pairs that wait for somebody to say whether they are one person, the oldest first. */
export async function listProposals(
  client: DistrictClient,
  districtId: string,
  limit: number,
): Promise<readonly MatchProposal[]> {
  const { rows } = await client.query<MatchProposal>(sql('list_proposals'), [districtId, limit])
  return rows
}

/** Two people stay two: the pair is not proposed again. False: no such proposal is open. */
export async function dismissProposal(
  client: DistrictClient,
  proposal: { readonly districtId: string; readonly id: string; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const { districtId, id, by, now } = proposal
  const { rows } = await client.query<{ personId: string; otherId: string }>(sql('dismiss_proposal'), [
    districtId,
    id,
    by,
    now,
  ])
  const [pair] = rows
  if (pair === undefined) return false
  const detail = JSON.stringify({ other: pair.otherId })
  await client.query(sql('append_audit_entry'), [districtId, 'person.keep_apart', `person:${pair.personId}`, detail])
  return true
}
