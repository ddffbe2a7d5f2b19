/** Somebody takes an import back: all of it that nobody has touched since. */

import { maySeeImport } from '../../access/roster-import.ts'
import type { StudentDetails } from '../../roster/import-plan.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { lockClassLeads } from '../../store/community/class-lead.ts'
import { type DistrictClient, rawOf } from '../../store/database.ts'
import {
  editImportedStudents,
  type ImportPlace,
  isImportInReach,
  type KeptEffect,
  listImportEffects,
  lockRosterImport,
  settleRosterImport,
  undoImportedClasses,
  undoImportedLines,
  undoImportedPeople,
} from '../../store/people/roster-import.ts'
import { takeRole } from '../../store/people/staff-write.ts'
import { endAssignedLead, findClassToAssign } from '../../store/people/teaching.ts'
import { reconcileSeats } from '../../store/seats/seats.ts'
import { closeStickyField, lockRosterForEdit, retireEnrolment, settleClassLead } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { mayTakeLastLead } from './last-lead.ts'
import type { RosterImporter } from './read-import.ts'

/** Null: there is no such import within reach. */
export type UndoRosterOutcome =
  | { readonly gone: number; readonly stayed: number }
  | { readonly problem: 'undone_already' | 'roster_busy' }
  | null

interface Undoing {
  readonly client: DistrictClient
  readonly importer: RosterImporter
  readonly place: ImportPlace
  readonly at: Date
}

/**
 * Takes back what an import did, each thing while nobody has touched it since; the rest stays as it is. Whom it made leaves
 * as somebody who is removed by hand: nothing is deleted.
 */
export function undoRosterImport(
  world: DomainWorld,
  importer: RosterImporter,
  importId: string,
): Promise<UndoRosterOutcome> {
  const { districtId } = importer.grant.principal
  return importer.unit(async (client): Promise<UndoRosterOutcome> => {
    const place = { districtId, importId }
    const found = await lockRosterImport(client, place)
    const { importedBy } = found ?? { importedBy: '' }
    if (found === null || !maySeeImport(importer.grant, { by: importer.by, importedBy })) return null
    if (found.undoneAt !== null) return { problem: 'undone_already' }
    if (!(await isImportInReach(client, importer.grant, importId))) return null
    const taught = await listImportEffects(client, place, 'teach')
    for (const classId of [...new Set(taught.flatMap((one) => one.classId ?? []))].toSorted())
      await lockClassLeads(rawOf(client), { districtId, classId })
    if (!(await lockRosterForEdit(rawOf(client), districtId))) return { problem: 'roster_busy' }
    const at = world.now()
    const counted = await takeBack({ client, importer, place, at }, taught)
    await settleRosterImport(client, place, { at, stayed: counted.stayed })
    const detail = { kind: found.kind, ...counted }
    await appendAudit(rawOf(client), districtId, {
      action: 'roster_import.undo',
      object: `roster_import:${importId}`,
      detail,
    })
    const { licenceKinds: kinds } = world.settings
    await reconcileSeats(client, { districtId, runId: null, actor: importer.by, kinds, now: at })
    return counted
  })
}

/** In the order that frees what comes after: places in classes, classes, teachers, roles, edits, people. */
async function takeBack(
  undoing: Undoing,
  taught: readonly KeptEffect[],
): Promise<{ readonly gone: number; readonly stayed: number }> {
  const { client, place, at } = undoing
  const lines = await listImportEffects(client, place, 'put_in')
  const goneLines = await undoImportedLines(client, place, at)
  const classes = await listImportEffects(client, place, 'class')
  const goneClasses = await undoImportedClasses(client, place, at)
  const pairs = await unassign(undoing, taught, goneClasses)
  const roles = await takeRoles(undoing)
  const edits = await unedit(undoing)
  const people = await listImportEffects(client, place, 'person')
  const gonePeople = await undoImportedPeople(client, place, at)
  const gone = goneLines + goneClasses.size + pairs + roles.gone + edits.gone + gonePeople.size
  const all = lines.length + classes.length + taught.length + roles.all + edits.all + people.length
  return { gone, stayed: all - gone }
}

/** How many ended, those of ended classes among them. A class keeps its last lead, but from those who may take one. */
async function unassign(
  { client, importer, place, at }: Undoing,
  taught: readonly KeptEffect[],
  ended: ReadonlySet<string>,
): Promise<number> {
  const { districtId } = place
  const tx = rawOf(client)
  let gone = 0
  for (const { personId, classId } of taught) {
    if (personId === null || classId === null) continue
    if (ended.has(classId)) {
      gone += 1
      continue
    }
    const schoolClass = await findClassToAssign(tx, importer.grant, { classId, personId })
    const id = `/hand-${classId}-${personId}-teacher`
    if (schoolClass?.lines.some((line) => line.id === id && line.active) !== true) continue
    const facts = await lockClassLeads(tx, { districtId, classId })
    if (facts === null) continue
    const others = facts.leads.some((lead) => lead !== personId)
    if (!others && !mayTakeLastLead(importer.grant.principal, facts)) continue
    const line = { districtId, kind: 'enrolments', id } as const
    await retireEnrolment(tx, line, at)
    await settleClassLead(tx, line, at)
    await closeStickyField(tx, line, 'member')
    await endAssignedLead(tx, { districtId, classId, personId }, at)
    const detail = { personId, role: 'teacher' }
    await appendAudit(tx, districtId, { action: 'enrolment.remove', object: `class:${classId}`, detail })
    gone += 1
  }
  return gone
}

/** Roles that were given to people who were there; those of people who were made go with them. */
async function takeRoles({ client, place, at }: Undoing): Promise<{ readonly gone: number; readonly all: number }> {
  const given = await listImportEffects(client, place, 'role')
  let gone = 0
  for (const { personId, grantId, detail } of given) {
    const [role, schoolId] = [detail['role'], detail['schoolId']]
    if (personId === null || grantId === null || typeof role !== 'string' || typeof schoolId !== 'string') continue
    await takeRole(client, { districtId: place.districtId, personId, role, schoolId, grantId }, at)
    gone += 1
  }
  return { gone, all: given.length }
}

/** Names and grades that are still what the import made them become again what they were. */
async function unedit({ client, place }: Undoing): Promise<{ readonly gone: number; readonly all: number }> {
  const edits = await listImportEffects(client, place, 'edit')
  const back = edits.flatMap(({ personId, detail }) => {
    const { was, becomes } = detail as { readonly was: StudentDetails; readonly becomes: StudentDetails }
    return personId === null ? [] : [{ personId, was: becomes, becomes: was }]
  })
  const undone = back.length === 0 ? new Set() : await editImportedStudents(client, place.districtId, back)
  return { gone: undone.size, all: edits.length }
}
