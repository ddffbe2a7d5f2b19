/** Somebody makes a pathway, changes its steps, or takes it out: district data, like the catalogue of products. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { type DistrictClient, rawOf } from '../../store/database.ts'
import {
  listPathways,
  lockPathways,
  missingProducts,
  savePathway,
  withdrawPathway,
} from '../../store/people/pathways.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { type GivenPathway, type PathwayFault, readPathway } from '../../students/pathway.ts'

type Catalogue = Grant<'set:licence_quantity'>
export type PathwayProblem = PathwayFault | 'pathway_unknown' | 'pathway_in_use' | 'product_unknown'

/** Makes it where `id` is null. Steps that stay keep what is done of them; steps that go are gone for everybody in it. */
export function changePathway(
  world: DomainWorld,
  grant: Catalogue,
  { id, ...given }: GivenPathway & { readonly id: string | null },
): Promise<{ readonly id: string } | { readonly problem: PathwayProblem }> {
  const { principal } = grant
  const { districtId } = principal
  return inGrantDirect(world, grant, async (client) => {
    await lockPathways(client, districtId)
    const [before] = id === null ? [] : await listPathways(client, { districtId, scope: grant.scope }, id)
    if (id !== null && before === undefined) return { problem: 'pathway_unknown' }
    const read = readPathway(given, before ?? { steps: [], nextStep: 1 })
    if ('fault' in read) return { problem: read.fault }
    const products = [...new Set(read.steps.flatMap(({ productId }) => productId ?? []))]
    if ((await missingProducts(client, districtId, products)).length > 0) return { problem: 'product_unknown' }
    const by = { districtId, by: actorOf(principal), now: world.now() }
    const saved = await savePathway(client, by, { id, ...read })
    const detail = { grade: read.grade, steps: read.steps.length }
    await note(client, districtId, { action: id === null ? 'pathway.make' : 'pathway.change', id: saved, detail })
    return { id: saved }
  })
}

/** Takes it out; not while somebody is in it. Null: done. */
export function removePathway(world: DomainWorld, grant: Catalogue, id: string): Promise<PathwayProblem | null> {
  const { principal } = grant
  const { districtId } = principal
  return inGrantDirect(world, grant, async (client) => {
    await lockPathways(client, districtId)
    const [before] = await listPathways(client, { districtId, scope: grant.scope }, id)
    if (before === undefined) return 'pathway_unknown'
    const by = { districtId, by: actorOf(principal), now: world.now() }
    if (!(await withdrawPathway(client, by, id))) return 'pathway_in_use'
    await note(client, districtId, { action: 'pathway.withdraw', id, detail: {} })
    return null
  })
}

function note(
  client: DistrictClient,
  districtId: string,
  entry: { readonly action: string; readonly id: string; readonly detail: object },
): Promise<void> {
  const { action, id, detail } = entry
  return appendAudit(rawOf(client), districtId, { action, object: `pathway:${id}`, detail: { ...detail } })
}
