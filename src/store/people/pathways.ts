/** Pathways in the database: what they are, who is in which, what is done. In the district's transaction. */

import type pg from 'pg'
import type { Scope } from '../../access/grant.ts'
import type { DoneSteps, PathwayStep, ReadPathway } from '../../students/pathway.ts'
import { type Page, pageFrom, type PageRequest } from '../page.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

export interface Pathway {
  readonly id: string
  readonly name: string
  readonly grade: string
  readonly steps: readonly PathwayStep[]
  readonly nextStep: number
  /** Within reach of whoever asks. */
  readonly students: number
  /** Somebody of the district is in it. */
  readonly isUsed: boolean
}

export interface PathwayReach {
  readonly districtId: string
  /** Whose students. */
  readonly scope: Scope
}

/** $1 district · $2 the whole of it? · $3 schools · $4 classes */
function reach({ districtId, scope: { district, schoolIds, classIds } }: PathwayReach): readonly unknown[] {
  return [districtId, district, schoolIds, classIds]
}

/** By grade and name; or the one of that number. */
export async function listPathways(
  client: pg.ClientBase,
  at: PathwayReach,
  pathwayId: string | null = null,
): Promise<readonly Pathway[]> {
  return (await client.query<Pathway>(sql('list_pathways'), [...reach(at), pathwayId])).rows
}

/** From here on nobody else in the district changes pathways, or who is in them, until the transaction ends. */
export async function lockPathways(client: pg.ClientBase, districtId: string): Promise<void> {
  await client.query(sql('lock_pathways'), [districtId])
}

interface By {
  readonly districtId: string
  readonly by: string
  readonly now: Date
}

/** Makes it, or changes the one of that number. Its number. */
export async function savePathway(
  client: pg.ClientBase,
  { districtId, by, now }: By,
  { id, name, grade, steps, nextStep }: ReadPathway & { readonly id: string | null },
): Promise<string> {
  const values = [districtId, name, grade, JSON.stringify(steps), nextStep, now, by]
  const { rows } =
    id === null
      ? await client.query<{ id: string }>(sql('make_pathway'), values)
      : await client.query<{ id: string }>(sql('change_pathway'), [...values, id])
  return rows[0]?.id ?? ''
}

/** False: there is none, or somebody is in it. */
export async function withdrawPathway(
  client: pg.ClientBase,
  { districtId, by, now }: By,
  id: string,
): Promise<boolean> {
  return (await client.query(sql('withdraw_pathway'), [districtId, id, now, by])).rowCount === 1
}

/** Of these the ones that the catalogue doesn't have. */
export async function missingProducts(
  client: pg.ClientBase,
  districtId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('find_products_named'), [districtId, ids])
  return ids.filter((id) => !rows.some((row) => row.id === id))
}

export interface PathwayStudent {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly grades: readonly string[]
  /** The pathway that they are in, whichever. */
  readonly inPathway: string | null
  /** Since when they are in this one; null: they are not. */
  readonly enrolledAt: string | null
  /** Of this pathway, also where they are not in it any more. */
  readonly done: DoneSteps
}

const ORDER: ListOrder = {
  by: { name: ['lower(page.family_name)', 'lower(page.given_name)'] },
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

interface StudentsAsked extends PageRequest {
  readonly classId: string | null
  /** Without those who only could be in it. */
  readonly enrolledOnly: boolean
}

/** One page of the students within reach who are in it, and of those who could be by their grade. */
export async function listPathwayStudents(
  client: pg.ClientBase,
  at: PathwayReach,
  { id, grade }: Pick<Pathway, 'id' | 'grade'>,
  asked: StudentsAsked,
): Promise<Page<PathwayStudent>> {
  const { limit, offset } = pageFrom(asked)
  const values = [...reach(at), id, grade, asked.classId, asked.enrolledOnly, null, limit, offset]
  const { rows } = await client.query<{ total: number; items: PathwayStudent[] }>(
    sorted('list_pathway_students', asked, ORDER),
    values,
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

/** Those of these people who are students at work within reach, whatever their grade. */
export async function findPathwayStudents(
  client: pg.ClientBase,
  at: PathwayReach,
  { id, grade }: Pick<Pathway, 'id' | 'grade'>,
  personIds: readonly string[],
): Promise<readonly PathwayStudent[]> {
  const values = [...reach(at), id, grade, null, false, personIds, personIds.length, 0]
  const { rows } = await client.query<{ items: PathwayStudent[] }>(sorted('list_pathway_students', {}, ORDER), values)
  return rows[0]?.items ?? []
}

interface Enrolment {
  readonly districtId: string
  readonly personIds: readonly string[]
  readonly pathwayId: string
  readonly now: Date
}

export async function enrolInPathway(client: pg.ClientBase, o: Enrolment): Promise<void> {
  await client.query(sql('enrol_in_pathway'), [o.districtId, o.personIds, o.pathwayId, o.now])
}

export async function leavePathway(client: pg.ClientBase, o: Enrolment): Promise<void> {
  await client.query(sql('leave_pathway'), [o.districtId, o.personIds, o.pathwayId, o.now])
}

/** @param isDone false: it is still to do */
export async function markPathwayStep(
  client: pg.ClientBase,
  { districtId, personIds, pathwayId, now }: Enrolment,
  { stepId, isDone }: { readonly stepId: string; readonly isDone: boolean },
): Promise<void> {
  const at = isDone ? now.toISOString() : null
  await client.query(sql('mark_pathway_step'), [districtId, personIds, pathwayId, stepId, at])
}

export interface OwnPathway {
  readonly name: string
  readonly steps: readonly PathwayStep[]
  readonly done: DoneSteps
}

/** The pathway that a student is in; null: none. */
export async function readOwnPathway(
  client: pg.ClientBase,
  districtId: string,
  personId: string,
): Promise<OwnPathway | null> {
  const { rows } = await client.query<OwnPathway>(sql('read_own_pathway'), [districtId, personId])
  return rows[0] ?? null
}

/** Products of the catalogue, by name. */
export async function listProductNames(
  client: pg.ClientBase,
  districtId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await client.query<{ id: string; name: string }>(sql('list_products'), [districtId])
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
