/** The lists of a district's coaching model in the database. In the district's transaction. */

import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Choice, ChoiceList, KeptChoice } from '../../coaching/choice-list.ts'
import { CHOICE_LISTS } from '../../coaching/choice-list.ts'
import { sql } from '../sql.ts'

/** The phases of a district that has made none of its own (product.md §4.2). */
const DEFAULT_PHASES: readonly Choice[] = [
  { id: 'phase-plan', name: 'Plan', active: true, levels: [] },
  { id: 'phase-practise', name: 'Practise', active: true, levels: [] },
  { id: 'phase-reflect', name: 'Reflect', active: true, levels: [] },
]

export interface KeptList {
  readonly items: readonly KeptChoice[]
  /** Names what was seen. */
  readonly version: string
}

export type CoachingLists = Readonly<Record<ChoiceList, KeptList>>

interface ChoiceRow extends KeptChoice {
  readonly list: ChoiceList
  readonly changedAt: Date
}

/** All lists, each in its order; where the district has no phases, the default ones. */
export async function readCoachingLists(client: pg.ClientBase, districtId: string): Promise<CoachingLists> {
  const { rows } = await client.query<ChoiceRow>(sql('list_coaching_choices'), [districtId])
  const of = (list: ChoiceList): KeptList => {
    const own = rows.filter((row) => row.list === list)
    const isDefault = list === 'phases' && own.length === 0
    const items = isDefault
      ? DEFAULT_PHASES.map((one) => ({ ...one, used: false }))
      : own.map(({ id, name, active, levels, used }) => ({ id, name, active, levels, used }))
    return { items, version: versionOf(own) }
  }
  return { phases: of('phases'), focuses: of('focuses'), scales: of('scales') }
}

/** The same, in whose transaction nobody else changes a list. */
export async function lockCoachingLists(client: pg.ClientBase, districtId: string): Promise<CoachingLists> {
  for (const list of CHOICE_LISTS) await client.query(sql('lock_rule'), [districtId, `coaching.${list}`])
  return readCoachingLists(client, districtId)
}

/** Writes the default phases down, where the district has none of its own, so that a cycle can name them. */
export async function keepDefaultPhases(
  client: pg.ClientBase,
  { districtId, now }: { readonly districtId: string; readonly now: Date },
): Promise<void> {
  const [ids, names] = [DEFAULT_PHASES.map(({ id }) => id), DEFAULT_PHASES.map(({ name }) => name)]
  await client.query(sql('keep_default_phases'), [districtId, ids, names, now])
}

/** Makes these the list, and says so on the audit log: how many came, went, were switched on or off or renamed. */
export async function writeCoachingList(
  client: pg.ClientBase,
  at: { readonly districtId: string; readonly list: ChoiceList; readonly now: Date },
  change: { readonly before: readonly Choice[]; readonly after: readonly Choice[] },
): Promise<void> {
  const { districtId, list, now } = at
  const { before, after } = change
  await client.query(sql('write_coaching_choices'), [districtId, list, JSON.stringify(after), now])
  const was = new Map(before.map((one) => [one.id, one]))
  const kept = after.flatMap((one) => {
    const old = was.get(one.id)
    return old === undefined ? [] : [{ old, one }]
  })
  const detail = {
    added: after.length - kept.length,
    removed: before.length - kept.length,
    renamed: kept.filter(({ old, one }) => old.name !== one.name).length,
    switched: kept.filter(({ old, one }) => old.active !== one.active).length,
  }
  const object = `coaching_list:${list}`
  await client.query(sql('append_audit_entry'), [districtId, 'coaching_settings.set', object, JSON.stringify(detail)])
}

function versionOf(rows: readonly ChoiceRow[]): string {
  const seen = rows.map(({ id, name, active, levels, changedAt }) => [
    id,
    name,
    active,
    levels,
    changedAt.toISOString(),
  ])
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 16)
}
