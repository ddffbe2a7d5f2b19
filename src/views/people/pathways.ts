/** Pathways as those see them who make them, who enrol students in them, and the students themselves. */

import { authoriseMine } from '../../access/authorise.ts'
import { type Grant, Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import type { PageRequest } from '../../store/page.ts'
import {
  listPathways,
  listPathwayStudents,
  listProductNames,
  type Pathway,
  type PathwayStudent,
  readOwnPathway,
} from '../../store/people/pathways.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient, inGrantDirect } from '../../store/world.ts'
import { standingOf } from '../../students/pathway.ts'
import type { PageView } from '../coaching/educators.ts'

export interface PathwaysView {
  readonly pathways: readonly Pathway[]
  /** Of the catalogue: what steps may name. */
  readonly products: readonly { readonly id: string; readonly name: string }[]
  readonly may: { readonly change: boolean; readonly enrol: boolean }
}

/** All of the district. @throws Refusal where somebody neither makes them nor enrols in them */
export function viewPathways(world: DomainWorld, principal: Principal): Promise<PathwaysView> {
  const enrols = authoriseMine(principal, 'enrol:pathway')
  const makes = authoriseMine(principal, 'set:licence_quantity')
  const grant = enrols ?? makes
  if (grant === null) throw new Refusal('forbidden', 'enrol:pathway')
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => ({
    pathways: await listPathways(client, { districtId, scope: grant.scope }),
    products: await listProductNames(client, districtId),
    may: { change: makes !== null, enrol: enrols !== null },
  }))
}

export interface PathwayStudentView extends Omit<PathwayStudent, 'done' | 'inPathway'> {
  /** Is in another one. */
  readonly isElsewhere: boolean
  /** Of the steps that the pathway has: their ids with when they were done. */
  readonly done: readonly { readonly stepId: string; readonly at: string }[]
}

/** One page of the students of a pathway within reach, and of those of its grade; null: there is no such pathway. */
export function viewPathwayStudents(
  world: DomainWorld,
  grant: Grant<'enrol:pathway'>,
  {
    pathwayId,
    ...asked
  }: PageRequest & { readonly pathwayId: string; readonly classId: string | null; readonly enrolledOnly: boolean },
): Promise<PageView<PathwayStudentView> | null> {
  const { districtId } = grant.principal
  const at = { districtId, scope: grant.scope }
  return inGrantDirect(world, grant, async (client) => {
    const [pathway] = await listPathways(client, at, pathwayId)
    if (pathway === undefined) return null
    const { items, total } = await listPathwayStudents(client, at, pathway, asked)
    const shown = items.map(({ done, inPathway, ...student }) => ({
      ...student,
      isElsewhere: inPathway !== null && inPathway !== pathway.id,
      done: pathway.steps.flatMap(({ id }) => (done[id] === undefined ? [] : [{ stepId: id, at: done[id] }])),
    }))
    return { items: shown, total, page: asked.page, pageSize: asked.pageSize }
  })
}

export interface OwnPathwayView {
  readonly name: string
  readonly done: number
  readonly steps: readonly {
    readonly id: string
    readonly title: string
    readonly product: string | null
    readonly address: string | null
    readonly isDone: boolean
    /** The first that is still to do. */
    readonly isNext: boolean
  }[]
}

/** The pathway of the student who asks; null: none. */
export function viewOwnPathway(world: DomainWorld, grant: Grant<'answer:survey'>): Promise<OwnPathwayView | null> {
  const { districtId, personId } = grant.principal
  if (personId === null) return Promise.resolve(null)
  return inGrantDirect(world, grant, async (client) => {
    const own = await readOwnPathway(client, districtId, personId)
    if (own === null) return null
    const products = new Map((await listProductNames(client, districtId)).map(({ id, name }) => [id, name]))
    const { done, next } = standingOf(own.steps, own.done)
    const steps = own.steps.map(({ id, title, productId, address }) => ({
      id,
      title,
      product: productId === null ? null : (products.get(productId) ?? null),
      address,
      isDone: own.done[id] !== undefined,
      isNext: next?.id === id,
    }))
    return { name: own.name, done, steps }
  })
}
