/** The operator's desk for identities: when several records are one person, and what follows from it. */

import { Failure } from '../../roster/failure.ts'
import type { IdentityPolicy } from '../../roster/identity-policy.ts'
import { type Database, inDistrict } from '../../store/database.ts'
import {
  countIdentities,
  dismissProposal,
  type IdentityCounts,
  listProposals,
  type MatchProposal,
  renewProposals,
} from '../../store/sync/identity-match.ts'
import { findTracedPeople, unmistakable } from '../../store/people/person-trace.ts'
import { listMadeMerges, type MadeMerge } from '../../store/sync/merge-undo.ts'
import { readDistrictIdentity, writeDistrictIdentity } from '../../sync/district-rules.ts'
import { linkPeople } from '../../sync/link-people.ts'
import { partMerged } from '../../sync/part-people.ts'
import type { SyncWorld } from '../../sync/world.ts'

type DeskWorld = Pick<SyncWorld, 'db' | 'settings' | 'now'>

/** The district's policy and how many people it concerns. */
export function showIdentity(db: Database, districtId: string): Promise<IdentityPolicy & IdentityCounts> {
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => ({
    ...(await readDistrictIdentity(client, districtId)),
    ...(await countIdentities(client, districtId)),
  }))
}

/** Sets it. New records are joined from the next sync on; people who are two already stay two until somebody links them. */
export async function setIdentity(db: Database, districtId: string, policy: IdentityPolicy): Promise<void> {
  await inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    await writeDistrictIdentity(client, districtId, policy)
    await renewProposals(client, districtId, policy)
  })
}

/** At most so many proposals are listed. */
const PROPOSALS_MAX = 10_000

/** Looks anew and lists who may be one person. */
export function listOpenProposals(db: Database, districtId: string): Promise<readonly MatchProposal[]> {
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    await renewProposals(client, districtId, await readDistrictIdentity(client, districtId))
    return listProposals(client, districtId, PROPOSALS_MAX)
  })
}

/**
 * Keeps a proposed pair two people.
 * @throws Failure PROPOSAL_UNKNOWN where no such proposal is open
 */
export async function keepApart(world: DeskWorld, wanted: { districtId: string; id: string }): Promise<void> {
  const { districtId, id } = wanted
  const done = await inDistrict(world.db, { districtId, actor: 'cli' }, (client) =>
    dismissProposal(client, { ...wanted, by: 'cli', now: world.now() }),
  )
  if (!done)
    throw new Failure(
      'PROPOSAL_UNKNOWN',
      'operator',
      `District ${districtId} has no open proposal ${id}. "staffroom identity proposals" lists those it has.`,
    )
}

/**
 * Makes two people one, each named by a sourcedId or our own id.
 * @throws Failure PERSON_UNKNOWN, PERSON_AMBIGUOUS, LINK_REFUSED
 */
export async function linkNamed(
  world: DeskWorld,
  wanted: { readonly districtId: string; readonly stays: string; readonly goes: string },
): Promise<{ readonly personId: string; readonly otherId: string }> {
  const { districtId } = wanted
  const personId = await findOne(world.db, districtId, wanted.stays)
  const otherId = await findOne(world.db, districtId, wanted.goes)
  await linkPeople(world, { districtId, personId, otherId, by: 'cli', mayRaise: true })
  return { personId, otherId }
}

/** At most so many merges are listed. */
const MERGES_MAX = 1_000

/** Two people who were made one, the newest first. */
export function listMade(db: Database, districtId: string): Promise<readonly MadeMerge[]> {
  return inDistrict(db, { districtId, actor: 'cli' }, (client) => listMadeMerges(client, districtId, MERGES_MAX))
}

/**
 * Takes a merge back.
 * @throws Failure PART_REFUSED, PART_BUSY
 */
export function partNamed(
  world: DeskWorld,
  wanted: { readonly districtId: string; readonly mergeId: string },
): Promise<void> {
  return partMerged(world, { ...wanted, by: 'cli' })
}

async function findOne(db: Database, districtId: string, person: string): Promise<string> {
  const ids = await inDistrict(db, { districtId, actor: 'cli' }, (client) =>
    findTracedPeople(client, { districtId, person }),
  )
  const [only] = ids
  if (only === undefined)
    throw new Failure('PERSON_UNKNOWN', 'operator', `District ${districtId} knows nobody by one of the ids given.`)
  if (ids.length > 1)
    throw new Failure(
      'PERSON_AMBIGUOUS',
      'operator',
      `Several people of district ${districtId} are known by that id. Say which: ${ids.map(unmistakable).join(', ')}.`,
    )
  return only
}
