/** What every change of benchmark tests does alike: the district's rules for them, one after the other. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { type BenchmarkYears, readBenchmarkYears } from '../../store/people/benchmark-years.ts'
import { type BenchmarkPlace, lockBenchmarks } from '../../store/people/benchmarks.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export interface BenchmarkDesk extends BenchmarkPlace {
  readonly client: DistrictClient
  readonly grant: Grant<Capability>
  readonly rules: BenchmarkYears
  readonly now: Date
}

/** One change in one transaction, one after the other in the district; throwing undoes it. */
export function atBenchmarkDesk<T>(
  world: DomainWorld,
  grant: Grant<Capability>,
  work: (desk: BenchmarkDesk) => Promise<T>,
): Promise<T> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const now = world.now()
    await lockBenchmarks(client, districtId)
    const rules = await readBenchmarkYears(client, districtId, now)
    return work({ client, grant, districtId, scope: grant.scope, rules, now })
  })
}
