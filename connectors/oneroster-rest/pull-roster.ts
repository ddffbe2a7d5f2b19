/**
 * Pulls all collections of a roster to the disk, some at once, as one state of the data: where the server tells a revision
 * and it changes on the way, everything is read anew.
 */

import type { CollectionName } from 'oneroster-client/collections'
import { OneRosterError } from 'oneroster-client/errors'
import { removeStagedFile } from '../../src/feed/staging.ts'
import type { Table } from '../../src/roster/model.ts'
import type { RosterCollection } from './cells.ts'
import { pullCollection } from './pull-collection.ts'
import type { PulledCollection, PullWorld } from './pull-collection.ts'
import type { Profile } from './profiles.ts'

/** A collection that can't be read. */
export interface MissingCollection {
  readonly collection: RosterCollection
  readonly why: 'absent' | 'forbidden'
}

export interface PulledRoster {
  readonly parts: readonly PulledCollection[]
  readonly missing: readonly MissingCollection[]
  /** How often the data changed while all of it was read, up to the last time; 0: it is of one moment, as far as is told. */
  readonly moved: number
  /** The revision of all of it; null: not told, or more than one. */
  readonly revision: string | null
}

export interface PullOrder {
  readonly profile: Profile
  /** Only what was changed at that moment or later; null: everything. */
  readonly since: Date | null
  readonly world: PullWorld
}

/** The collections of each table, in the order in which tables are handed on. */
export function collectionsOf(table: Table, { people }: Profile): readonly RosterCollection[] {
  switch (table) {
    case 'orgs':
      return ['orgs']
    case 'terms':
      return ['academicSessions']
    case 'courses':
      return ['courses']
    case 'classes':
      return ['classes']
    case 'people':
      return people.filter(isOfPeople)
    case 'enrolments':
      return ['enrollments']
  }
}

function isOfPeople(name: CollectionName): name is 'users' | 'students' | 'teachers' {
  return name === 'users' || name === 'students' || name === 'teachers'
}

/** Without these there is no roster. */
const ESSENTIAL: ReadonlySet<Table> = new Set(['orgs', 'people'])
const PULL_ORDER: readonly Table[] = ['orgs', 'people', 'enrolments', 'classes', 'courses', 'terms']

/** Throws OneRosterError, or the signal's reason; then nothing stays on the disk. The caller removes the files of the parts. */
export async function pullRoster(order: PullOrder): Promise<PulledRoster> {
  const { restartsMax } = order.world.io.limits
  for (let moved = 0; ; moved += 1) {
    const { parts, missing } = await pullOnce(order)
    const told = parts.flatMap(({ revisions }) => [...revisions]).filter((revision) => revision !== null)
    const [revision, ...others] = new Set(told)
    if (others.length === 0) return { parts, missing, moved: 0, revision: revision ?? null }
    if (moved >= restartsMax) return { parts, missing, moved: moved + 1, revision: null }
    await removeParts(parts)
  }
}

export async function removeParts(parts: readonly PulledCollection[]): Promise<void> {
  for (const { path } of parts) await removeStagedFile(path)
}

type Outcome = PulledCollection | MissingCollection

async function pullOnce(order: PullOrder): Promise<Pick<PulledRoster, 'parts' | 'missing'>> {
  const { profile, world } = order
  const giveUp = new AbortController()
  const signal = AbortSignal.any([world.signal, giveUp.signal])
  const waiting = PULL_ORDER.flatMap((table) =>
    collectionsOf(table, profile).map((collection) => ({ collection, essential: ESSENTIAL.has(table) })),
  )
  const outcomes: Outcome[] = []
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      outcomes.push(await pullOne(next, { ...order, world: { ...world, signal } }))
  }
  const workers = Array.from({ length: profile.requestsAtOnce }, () =>
    work().catch((error: unknown) => {
      giveUp.abort(error)
      throw error
    }),
  )
  const ended = await Promise.allSettled(workers)
  const parts = outcomes.filter((outcome) => 'path' in outcome)
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed === undefined) return { parts, missing: outcomes.filter((outcome) => 'why' in outcome) }
  await removeParts(parts)
  // The others were ended by the first failure and throw it, too.
  world.signal.throwIfAborted()
  throw giveUp.signal.reason
}

async function pullOne(
  { collection, essential }: { readonly collection: RosterCollection; readonly essential: boolean },
  { since, world }: PullOrder,
): Promise<Outcome> {
  try {
    return await pullCollection(collection, since, world)
  } catch (error) {
    const code = error instanceof OneRosterError ? error.code : null
    if (essential || (code !== 'NOT_FOUND' && code !== 'FORBIDDEN')) throw error
    return { collection, why: code === 'NOT_FOUND' ? 'absent' : 'forbidden' }
  }
}
