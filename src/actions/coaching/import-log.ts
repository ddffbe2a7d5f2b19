/** Somebody imports an older log of a coach: a look first, then all lines that can be read, or none; and takes it back. */

import type { Grant } from '../../access/grant.ts'
import { withMadeTags } from '../../coaching/log-match.ts'
import { listTagsDirect } from '../../store/coaching/coaching-tag.ts'
import {
  addTagSwitchedOff,
  auditLog,
  lockImports,
  lockLogImport,
  type LogImportRow,
  undoLogImport,
  writeLogImport,
} from '../../store/coaching/log-import.ts'
import type { DistrictClient } from '../../store/database.ts'
import { sql } from '../../store/sql.ts'
import type { DomainWorld } from '../../store/world.ts'
import { type Importer, type LogFault, type LogFile, type LogPlan, planLog } from './read-log.ts'

/** What would be made of the file; nothing is written. */
export function previewLog(world: DomainWorld, importer: Importer, file: LogFile): Promise<LogPlan | LogFault> {
  return importer.unit((client) => planLog(client, world, importer, file))
}

export type ImportOutcome =
  | { readonly importId: string; readonly made: number; readonly already: number; readonly out: number }
  | LogFault
  | { readonly problem: 'plan_changed' | 'lines_out' | 'nothing_new' | 'tags_too_many' }

/** How the file is to be taken. */
export interface ImportOrder {
  readonly file: LogFile
  /** The plan that was seen; null: none was. */
  readonly plan: string | null
  /** Lines that can't be read are left out; otherwise they keep everything out. */
  readonly leavesOut: boolean
}

/** Writes what the plan says, in one transaction. Nothing is mailed to anybody. */
export function importLog(world: DomainWorld, importer: Importer, order: ImportOrder): Promise<ImportOutcome> {
  const { file, plan: seen, leavesOut } = order
  const { districtId, personId } = importer.grant.principal
  return importer.unit(async (client): Promise<ImportOutcome> => {
    await lockImports(client, { districtId, coachId: file.coachId })
    const plan = await planLog(client, world, importer, file)
    if ('problem' in plan) return plan
    if (seen !== null && seen !== plan.digest) return { problem: 'plan_changed' }
    const count = (outcome: string): number => plan.lines.filter((one) => one.outcome === outcome).length
    if (count('out') > 0 && !leavesOut) return { problem: 'lines_out' }
    const fresh = plan.lines.filter(({ outcome }) => outcome === 'new')
    if (fresh.length === 0) return { problem: 'nothing_new' }
    const made = await makeTags(client, world, {
      districtId,
      names: file.makesTags ? fresh.flatMap((one) => one.newTags) : [],
    })
    if (made === null) return { problem: 'tags_too_many' }
    const importId = await writeLogImport(client, world.secrets, {
      districtId,
      coachId: file.coachId,
      by: importer.by,
      byCoach: file.coachId === personId,
      at: world.now(),
      lines: fresh.map(({ line, key, input, doneOn }) => ({
        line: line.row,
        key,
        doneOn,
        input: { ...input, tagIds: withMadeTags(input.tagIds, made) },
      })),
    })
    await auditLog(client, districtId, {
      action: 'interaction_import.add',
      object: `interaction_import:${importId}`,
      detail: { coachId: file.coachId, leftOut: count('out') },
    })
    return { importId, made: fresh.length, already: count('already'), out: count('out') }
  })
}

const TAGS_OF_DISTRICT_MAX = 500

/** New tags by name in lower case; null where the district would have too many. */
async function makeTags(
  client: DistrictClient,
  world: DomainWorld,
  { districtId, names }: { readonly districtId: string; readonly names: readonly string[] },
): Promise<ReadonlyMap<string, string> | null> {
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]))
  if (wanted.size === 0) return new Map()
  await client.query(sql('lock_rule'), [districtId, 'coaching words'])
  const there = await listTagsDirect(client, districtId)
  const made = new Map(there.map(({ id, name }) => [name.toLowerCase(), id]))
  const missing = [...wanted].filter(([key]) => !made.has(key))
  if (there.length + missing.length > TAGS_OF_DISTRICT_MAX) return null
  for (const [key, name] of missing) {
    const id = await addTagSwitchedOff(client, { districtId, name, at: world.now() })
    await auditLog(client, districtId, { action: 'coaching_tag.add', object: `coaching_tag:${id}` })
    made.set(key, id)
  }
  return made
}

/** Null: there is no such import within reach. */
export type UndoOutcome = { readonly gone: number } | { readonly problem: 'undone_already' | 'import_touched' } | null

/**
 * Takes an import back as a whole, while nothing of it was touched that whoever does it may know of: what was touched and is
 * about them stays, and they are told of neither. Tags that it made stay, switched off.
 */
export function undoImport(world: DomainWorld, importer: Importer, importId: string): Promise<UndoOutcome> {
  const { districtId, personId } = importer.grant.principal
  return importer.unit(async (client): Promise<UndoOutcome> => {
    const place = { districtId, importId, readerId: personId ?? '0' }
    const found = await lockLogImport(client, place)
    if (found === null || !mayUndo(importer.grant, found)) return null
    if (found.undoneAt !== null) return { problem: 'undone_already' }
    if (found.touched > 0) return { problem: 'import_touched' }
    const gone = await undoLogImport(client, { ...place, at: world.now() })
    // How many there were isn't told there: the log is read by people whom some of them may be about.
    const object = `interaction_import:${importId}`
    await auditLog(client, districtId, { action: 'interaction_import.undo', object })
    return { gone }
  })
}

/** One's own; or, for those who may in the whole district, what no coach has imported themself. */
function mayUndo({ principal, scope }: Grant<'import:interaction'>, { coachId, byCoach }: LogImportRow): boolean {
  return coachId === principal.personId || (scope.district && !byCoach)
}
