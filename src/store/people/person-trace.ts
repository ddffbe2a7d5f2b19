/** Where a person's roles and seats come from: each traced to its feed row, rule, run and ledger entry. */

import type pg from 'pg'
import { sql } from '../sql.ts'

/** A row of a feed, as a spreadsheet shows it, and the run that read it when the record changed last. */
export interface RowPlace {
  readonly table: 'people' | 'enrolments'
  readonly source: string
  readonly sourcedId: string
  readonly status: 'active' | 'retired'
  /** File and row are null where the run that knew them is gone, or the record was made by hand. */
  readonly file: string | null
  readonly row: number | null
  readonly runId: string | null
  readonly at: string | null
}

export interface TracedRecord extends RowPlace {
  /** What the feed calls the person, and where. */
  readonly feedRoles: readonly { readonly role: string; readonly roleType: string; readonly orgSourcedId: string }[]
}

export interface TracedRole {
  readonly role: string
  readonly scopeType: string
  readonly scopeId: string
  readonly scopeSourcedId: string | null
  readonly status: 'active' | 'revoked'
  readonly origin: 'feed' | 'manual'
  readonly source: string | null
  /** 'district:2', 'default:1', 'enrolment' or 'invitation'. */
  readonly rule: string | null
  readonly grantedAt: string
  readonly grantedRunId: string | null
  readonly revokedAt: string | null
  readonly revokedRunId: string | null
  /** Who gave it by hand, where somebody did. */
  readonly grantedBy: string | null
  readonly rows: readonly RowPlace[]
}

export interface TracedSeat {
  readonly kind: string
  readonly state: string
  readonly since: string
  readonly until: string | null
}

export interface TracedLedgerEntry {
  readonly kind: string
  readonly seq: string
  readonly at: string
  readonly move: string
  readonly reason: string
  readonly until: string | null
  readonly runId: string | null
  readonly actor: string
}

export interface TracedRun {
  readonly runId: string
  readonly source: string
  readonly trigger: string
  readonly undoOf: string | null
  readonly requestedBy: string | null
  readonly finishedAt: string | null
  /** Who approved it, where it had been held. */
  readonly decidedBy: string | null
  readonly decidedAt: string | null
}

export interface PersonTrace {
  readonly personId: string
  readonly status: 'active' | 'retired'
  readonly enabled: boolean
  readonly records: readonly TracedRecord[]
  /** The active ones first. */
  readonly roles: readonly TracedRole[]
  readonly seats: readonly TracedSeat[]
  /** The person's entries, oldest first within a kind. */
  readonly ledger: readonly TracedLedgerEntry[]
  /** The runs that are named above, as far as they are still kept. */
  readonly runs: readonly TracedRun[]
}

interface Place {
  readonly districtId: string
  readonly personId: string
}

/** In the district's transaction. Null: the district has no such person. */
export async function tracePerson(client: pg.ClientBase, { districtId, personId }: Place): Promise<PersonTrace | null> {
  const { rows } = await client.query<{ trace: PersonTrace }>(sql('trace_person'), [districtId, personId])
  return rows[0]?.trace ?? null
}

/** How our own number is typed so that it is never taken for a sourcedId: `id:17`. */
const BY_NUMBER = /^id:([1-9]\d{0,17})$/

/** The name of a person that always works, whatever sourcedIds there are. */
export function unmistakable(personId: string): string {
  return `id:${personId}`
}

/**
 * Ids of the people whom a sourcedId (of whichever source) or our own id names, in the district's transaction. `id:17` is
 * our own id and nothing else, also where somebody has the sourcedId 17.
 */
export async function findTracedPeople(
  client: pg.ClientBase,
  wanted: { readonly districtId: string; readonly person: string },
): Promise<readonly string[]> {
  const number = BY_NUMBER.exec(wanted.person)?.[1] ?? null
  const values = [wanted.districtId, number ?? wanted.person, number !== null]
  const { rows } = await client.query<{ id: string }>(sql('find_traced_people'), values)
  return rows.map(({ id }) => id)
}
