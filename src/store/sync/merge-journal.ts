/** What a merge of two people changes, noted row by row while it happens, and put back when it is taken back. */

import type { PoolClient } from 'pg'
import { sql } from '../sql.ts'
import { MERGE_PLACES, type MergePlace, NOTED_PLACES } from './merge-place.ts'
import type { LinkPair } from './person-link.ts'
import { fill } from './roster-table.ts'

type Snapshot = 'merge_before' | 'merge_after'

/** Keeps how everything stands that names one of the two. Before anything is moved. */
export async function beginMergeJournal(client: PoolClient, pair: LinkPair): Promise<void> {
  await takeSnapshot(client, pair, 'merge_before')
}

/** Notes what has changed since, under the merge's number. After everything has moved. */
export async function endMergeJournal(client: PoolClient, pair: LinkPair, mergeId: string): Promise<void> {
  const { districtId, personId, otherId } = pair
  await takeSnapshot(client, pair, 'merge_after')
  await client.query(sql('note_merge_rows'), [districtId, mergeId, personId, otherId])
}

async function takeSnapshot(client: PoolClient, pair: LinkPair, table: Snapshot): Promise<void> {
  const { districtId, personId, otherId } = pair
  await client.query(fill('create_merge_snapshot', { table }))
  for (const place of [...MERGE_PLACES, ...NOTED_PLACES])
    await client.query(fill('take_merge_snapshot', { table, ...namesOf(place) }), [districtId, [personId, otherId]])
  await client.query(fill('analyze_merge_snapshot', { table }))
}

/**
 * Puts everything back that still is as the merge left it. What was done since stays with whoever has it now; a row that
 * two people had both of comes back where its twin is still there.
 */
export async function putBackMerge(client: PoolClient, pair: LinkPair, mergeId: string): Promise<void> {
  const { districtId, personId } = pair
  await client.query(sql('keep_roles_taken_since'), [districtId, mergeId, personId])
  for (const place of MERGE_PLACES) {
    await client.query(fill('put_back_merged', namesOf(place)), [districtId, mergeId, place.name])
    if (place.twins)
      await client.query(fill('return_merged_double', namesOf(place)), [districtId, mergeId, place.name, personId])
  }
}

/** Puts the merge down, asked for or by command. @returns its number */
export async function addMerge(
  client: PoolClient,
  pair: LinkPair,
  at: { readonly now: Date; readonly by: string },
): Promise<string> {
  const values = [pair.districtId, pair.personId, pair.otherId, at.by, at.now]
  const { rows } = await client.query<{ id: string }>(sql('add_person_merge'), values)
  return rows[0]?.id ?? ''
}

/** The merge is done. */
export async function finishMerge(client: PoolClient, districtId: string, mergeId: string, now: Date): Promise<void> {
  await client.query(sql('finish_person_merge'), [districtId, mergeId, now])
}

/** How a statement names a place's columns. */
function namesOf(place: MergePlace): Readonly<Record<string, string>> {
  const { name, table, column, type, key, watched, rest, json } = place
  const was = (one: string): string => (json.includes(one) ? `(r.was -> '${one}')` : `w.${one}`)
  const became = (one: string): string => (json.includes(one) ? `(r.became -> '${one}')` : `b.${one}`)
  const noted = [...watched, ...rest]
  const all = [...key, ...new Set([column, ...noted])]
  return {
    name,
    place: table,
    column,
    type,
    row: noted.flatMap((one) => [`'${one}'`, `t.${one}`]).join(', '),
    key: key.flatMap((one) => [`'${one}'`, `t.${one}`]).join(', '),
    only: key.includes('field') ? "and t.kind = 'people'" : '',
    same: key.map((one) => `and t.${one} = k.${one}`).join(' '),
    set: watched
      .map((one) => {
        const isOurs = `r.was ? '${one}' and t.${one} is not distinct from ${became(one)}`
        return `${one} = case when ${isOurs} then ${was(one)} else t.${one} end`
      })
      .join(',\n  '),
    columns: all.join(', '),
    values: all.map((one) => (key.includes(one) ? `k.${one}` : was(one))).join(', '),
  }
}
