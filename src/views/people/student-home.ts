/** A student's home: the tests that are open to them, the classes they are in, the products they have, their pathway. */

import type { Grant } from '../../access/grant.ts'
import type { StudentClassRow } from '../../store/people/student.ts'
import { listOwnProducts, listStudentClasses } from '../../store/people/student.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { type OpenBenchmarks, viewOpenBenchmarks } from './benchmarks.ts'
import { type OwnPathwayView, viewOwnPathway } from './pathways.ts'

/** The active classes of whoever asks, with their teachers, the names of their products, and benchmark tests to take. */
export async function viewStudentHome(
  world: DomainWorld,
  grant: Grant<'answer:survey'>,
): Promise<{
  readonly classes: readonly StudentClassRow[]
  readonly products: readonly { readonly id: string; readonly name: string }[]
  readonly benchmarks: OpenBenchmarks
  readonly pathway: OwnPathwayView | null
}> {
  const { licenceKinds: kinds } = world.settings
  const [classes, products] = await inGrant(world, grant, async (tx) => [
    await listStudentClasses(tx, grant),
    await listOwnProducts(tx, grant, kinds),
  ])
  return {
    classes,
    products,
    benchmarks: await viewOpenBenchmarks(world, grant),
    pathway: await viewOwnPathway(world, grant),
  }
}
