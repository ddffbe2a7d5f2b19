/** Pairs of people who may be one, as somebody at a page sees and decides them; and whom a held run would re-key. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { ADMINISTRATOR_ROLES } from '../../roster/guard.ts'
import { appendAudit } from '../audit/audit.ts'
import type { DistrictClient, PrismaTransaction, RawTransaction } from '../database.ts'
import type { MatchReason } from './identity-match.ts'
import type { Page, PageRequest, PersonRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface ProposedSide extends PersonRow {
  readonly active: boolean
  readonly identifier: string | null
  readonly username: string | null
  readonly email: string | null
  readonly grades: readonly string[]
  readonly schools: readonly string[]
  readonly roles: readonly string[]
  readonly records: readonly { readonly sourceId: string; readonly sourcedId: string; readonly active: boolean }[]
}

export interface ProposedPair {
  readonly id: string
  readonly because: MatchReason | 'email'
  /** The run in which the two were met; null: the policy found them among those who were here. */
  readonly runId: string | null
  readonly proposedAt: string
  /** Somebody has said that they are one; the worker is about to link them. */
  readonly isAsked: boolean
  /** Why the link that was asked for last was refused. */
  readonly refused: string | null
  readonly person: ProposedSide
  readonly other: ProposedSide
}

const PAIRS_ORDER: ListOrder = {
  by: {
    id: ['page.id'],
    because: ['page.because'],
  },
  otherwise: 'page.id',
}

/** One page of the open pairs in scope, the oldest first. */
export async function listProposalPage(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: PageRequest,
): Promise<Page<ProposedPair>> {
  const { limit, offset } = pageFrom(request)
  const values = [...reachSchools(grant), limit, offset]
  const [row] = await querySorted<{ total: number; items: ProposedPair[] }>(
    tx,
    sorted('list_proposal_page', request, PAIRS_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

interface MatchedRecord {
  readonly sourcedId: string
  /** Of one who comes: null where the run's changes are no longer stored. */
  readonly givenName: string | null
  readonly familyName: string | null
  readonly identifier: string | null
  readonly username: string | null
  readonly email: string | null
}

export interface RunMatchRow {
  readonly because: MatchReason
  /** They are one person already; else an approval with matches makes them one. */
  readonly joined: boolean
  readonly personId: string
  readonly leaves: MatchedRecord
  readonly comes: MatchedRecord
}

const MATCHES_ORDER: ListOrder = {
  by: {
    oldSourcedId: ['page.old_sourced_id collate "C"'],
    newSourcedId: ['page.new_sourced_id collate "C"'],
  },
  otherwise: 'page.old_sourced_id collate "C", page.new_sourced_id collate "C"',
}

/** One page of those who leave and come back under another sourcedId with a run's plan, by the old one. */
export async function listRunMatchPage(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  search: PageRequest & { readonly runId: string },
): Promise<Page<RunMatchRow>> {
  const { limit, offset } = pageFrom(search)
  const values = [...reachSchools(grant), search.runId, limit, offset]
  const [row] = await querySorted<{ total: number; items: RunMatchRow[] }>(
    tx,
    sorted('list_run_match_page', search, MATCHES_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

export interface FoundProposal {
  readonly personId: string
  readonly otherId: string
  /** False: decided, or about to be. */
  readonly isOpen: boolean
  /** As one person they would hold a role that manages others and that only one of them holds now. */
  readonly raises: boolean
}

/** The pair, or null where none of that number is in scope. */
export async function findProposal(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  proposalId: string,
): Promise<FoundProposal | null> {
  const values = [...reachSchools(grant), proposalId]
  const [found] = await query<Omit<FoundProposal, 'raises'>>(tx, 'find_proposal', values)
  if (found === undefined) return null
  const pair = [grant.principal.districtId, found.personId, found.otherId, ADMINISTRATOR_ROLES]
  const [link] = await query<{ raises: boolean }>(tx, 'find_link_rise', pair)
  return { ...found, raises: link?.raises ?? true }
}

/** Asks the worker to link an open pair, within seconds. False: somebody else has decided meanwhile. */
export async function askLink(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  asked: { readonly proposalId: string; readonly stays: string; readonly mayRaise: boolean; readonly now: Date },
): Promise<boolean> {
  const { districtId } = grant.principal
  const { proposalId, stays, mayRaise, now } = asked
  const [row] = await query<{ otherId: string }>(tx, 'ask_link', [districtId, proposalId, stays, now, mayRaise])
  if (row === undefined) return false
  await tx.$executeRawUnsafe(sql('hasten_chore'), districtId, 'link', now)
  await appendAudit(tx, districtId, {
    action: 'person.link_ask',
    object: `person:${stays}`,
    detail: { other: row.otherId },
  })
  return true
}

/** Has the worker look anew who may be one person, within seconds: somebody has changed whom they are alike with. */
export async function hastenPairs(tx: RawTransaction, districtId: string, now: Date): Promise<void> {
  await tx.$executeRawUnsafe(sql('hasten_chore'), districtId, 'pairs', now)
}

/** Keeps an open pair two people for good. False: somebody else has decided meanwhile. */
export async function keepProposedApart(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  kept: { readonly proposalId: string; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const { districtId } = grant.principal
  const values = [districtId, BigInt(kept.proposalId), kept.by, kept.now]
  const [pair] = await query<{ personId: string; otherId: string }>(tx, 'dismiss_proposal', values)
  if (pair === undefined) return false
  await appendAudit(tx, districtId, {
    action: 'person.keep_apart',
    object: `person:${pair.personId}`,
    detail: { other: pair.otherId },
  })
  return true
}

export interface AskedLink {
  readonly id: string
  /** 'person:17' or 'customer_admin:4'. */
  readonly by: string
  /** Whoever asked may make administrators. */
  readonly mayRaise: boolean
  readonly personId: string
  readonly otherId: string
}

/** What pages have asked to be linked, the oldest first. In the district's transaction. */
export async function listAskedLinks(
  client: DistrictClient,
  districtId: string,
  limit: number,
): Promise<readonly AskedLink[]> {
  const { rows } = await client.query<AskedLink>(sql('list_asked_links'), [districtId, limit])
  return rows
}

/** Puts a pair before somebody again, with the reason for which it could not be linked. */
export async function refuseAskedLink(
  client: DistrictClient,
  refused: { readonly districtId: string; readonly id: string; readonly says: string },
): Promise<void> {
  await client.query(sql('refuse_asked_link'), [refused.districtId, refused.id, refused.says])
}
