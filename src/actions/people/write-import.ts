/** Writes what the plan of an import says: people, roles, edits, classes, who teaches them and who is in them. */

import type { ImportEffect, ImportRef, PlannedRow } from '../../roster/import-plan.ts'
import { Failure } from '../../roster/failure.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { addClassByHand } from '../../store/community/class-by-hand.ts'
import { type DistrictClient, rawOf } from '../../store/database.ts'
import {
  editImportedStudents,
  type ImportRecord,
  insertImportedPeople,
  insertImportEffects,
  insertRosterImport,
  putImportedIntoClasses,
  type WrittenEffect,
} from '../../store/people/roster-import.ts'
import { giveRole, type InvitationLink, inviteStaff } from '../../store/people/staff-write.ts'
import { findClassToAssign } from '../../store/people/teaching.ts'
import { letTeach } from './assign-teacher.ts'
import type { RosterImporter, RosterPlan } from './read-import.ts'

export interface ImportWork {
  readonly importer: RosterImporter
  readonly plan: RosterPlan
  readonly link: ((made: { readonly row: number; readonly email: string }) => InvitationLink) | null
  readonly at: Date
  readonly counts: ImportRecord['counts']
}

/** What is known while it is written: which rows became whom and which classes. */
interface Writing extends ImportWork {
  readonly client: DistrictClient
  readonly districtId: string
  readonly people: ReadonlyMap<number, string>
  readonly classes: Map<number, string>
}

type Of<E extends ImportEffect['effect']> = Extract<ImportEffect, { readonly effect: E }>

/** Under the roster's lock, with the plan made under it. The import's id. */
export async function writeImport(client: DistrictClient, work: ImportWork): Promise<string> {
  const { importer, plan, at, counts } = work
  const { districtId } = importer.grant.principal
  const made = effectsOf(plan.rows, 'person').map(({ row, effect }) => ({ row, person: effect }))
  const people = await insertImportedPeople(client, districtId, made)
  const writing: Writing = { ...work, client, districtId, people, classes: new Map() }
  await invite(writing)
  const written: readonly WrittenEffect[] = [
    ...made.map(({ row }) => noted(row, 'person', { personId: people.get(row) ?? null })),
    ...(await giveRoles(writing)),
    ...(await editStudents(writing)),
    ...(await makeClasses(writing)),
    ...(await assign(writing)),
    ...(await putIntoClasses(writing)),
  ]
  const record = { districtId, kind: plan.kind, by: importer.by, at, counts }
  const importId = await insertRosterImport(client, record)
  await insertImportEffects(client, { districtId, importId }, written)
  return importId
}

function effectsOf<E extends ImportEffect['effect']>(rows: readonly PlannedRow[], sort: E) {
  return rows.flatMap(({ row, effects }) =>
    effects.filter((one): one is Of<E> => one.effect === sort).map((effect) => ({ row, effect })),
  )
}

type Named = Partial<Pick<WrittenEffect, 'personId' | 'classId' | 'detail'>>

function noted(row: number, effect: WrittenEffect['effect'], named: Named): WrittenEffect {
  return { row, effect, personId: null, classId: null, detail: {}, ...named }
}

/** @throws Failure (a bug) where a row was to make it and has not */
function idOf(ref: ImportRef, made: ReadonlyMap<number, string>): string {
  const [, row] = /^row:(\d+)$/.exec(ref) ?? []
  const id = row === undefined ? ref : made.get(Number(row))
  if (id === undefined) throw new Failure('IMPORT_LOST', 'bug', 'A row of an import was to make somebody and has not.')
  return id
}

/** Links for the accounts of the staff that were made. */
async function invite({ client, districtId, people, plan, link, at }: Writing): Promise<void> {
  if (link === null) return
  for (const { row, effect } of effectsOf(plan.rows, 'person')) {
    const { as: role, email, schoolId } = effect
    if (role === 'student' || email === null) continue
    const personId = idOf(`row:${row}`, people)
    await inviteStaff(client, { districtId, personId, role, schoolId, email, link: link({ row, email }) }, at)
  }
}

async function giveRoles({ client, districtId, people, plan }: Writing): Promise<readonly WrittenEffect[]> {
  const written: WrittenEffect[] = []
  for (const { row, effect } of effectsOf(plan.rows, 'role')) {
    const personId = idOf(effect.person, people)
    const { role, schoolId } = effect
    await giveRole(client, { districtId, personId, role, schoolId })
    written.push(noted(row, 'role', { personId, detail: { role, schoolId } }))
  }
  return written
}

async function editStudents({ client, districtId, plan }: Writing): Promise<readonly WrittenEffect[]> {
  const edits = effectsOf(plan.rows, 'edit')
  const wanted = edits.map(({ effect: { person, was, becomes } }) => ({ personId: person, was, becomes }))
  if (wanted.length === 0) return []
  const edited = await editImportedStudents(client, districtId, wanted)
  return edits
    .filter(({ effect }) => edited.has(effect.person))
    .map(({ row, effect: { person, was, becomes } }) =>
      noted(row, 'edit', { personId: person, detail: { was, becomes } }),
    )
}

async function makeClasses({
  client,
  districtId,
  plan,
  classes,
  importer,
}: Writing): Promise<readonly WrittenEffect[]> {
  const written: WrittenEffect[] = []
  const tx = rawOf(client)
  for (const { row, effect } of effectsOf(plan.rows, 'class')) {
    const { schoolId, title, classCode } = effect
    const classId = await addClassByHand(tx, importer.grant, { schoolId, title, classCode })
    if (classId === null) throw new Failure('IMPORT_LOST', 'bug', 'The school of a class to be made is out of reach.')
    classes.set(row, classId)
    await appendAudit(tx, districtId, { action: 'class.create', object: `class:${classId}` })
    written.push(noted(row, 'class', { classId }))
  }
  return written
}

async function assign({ client, districtId, plan, classes, importer, at }: Writing): Promise<readonly WrittenEffect[]> {
  const written: WrittenEffect[] = []
  const tx = rawOf(client)
  for (const { row, effect } of effectsOf(plan.rows, 'teach')) {
    const pair = { classId: idOf(effect.class, classes), personId: effect.person }
    const schoolClass = await findClassToAssign(tx, importer.grant, pair)
    if (schoolClass === null) throw new Failure('IMPORT_LOST', 'bug', 'A class of an import is out of reach.')
    await letTeach(tx, { districtId, ...pair, schoolClass }, at)
    written.push(noted(row, 'teach', pair))
  }
  return written
}

async function putIntoClasses({
  client,
  districtId,
  plan,
  people,
  classes,
  at,
}: Writing): Promise<readonly WrittenEffect[]> {
  const put = effectsOf(plan.rows, 'put_in').map(({ row, effect }) => ({
    row,
    pair: { personId: idOf(effect.person, people), classId: idOf(effect.class, classes) },
  }))
  if (put.length > 0) await putImportedIntoClasses(client, districtId, { pairs: put.map(({ pair }) => pair), at })
  return put.map(({ row, pair }) => noted(row, 'put_in', pair))
}
