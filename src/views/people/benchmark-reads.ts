/** The benchmark roster for the command line: as the administrators of all schools of a district see it. */

import { authorise } from '../../access/authorise.ts'
import { operatorOfSchools } from '../../access/principal.ts'
import type { DomainWorld } from '../../store/world.ts'
import { type BenchmarkRoster, viewBenchmarks } from './benchmarks.ts'

interface Asked {
  readonly districtId: string
  /** Our numbers; null: all. */
  readonly schoolId: string | null
  readonly classId: string | null
  readonly year: number | null
}

const PAGE_SIZE = 500

/** Binds the reading to an installation. */
export function openBenchmarkReads(world: DomainWorld) {
  return {
    /** All of them, by family name. */
    list: async ({ districtId, ...asked }: Asked): Promise<Omit<BenchmarkRoster, 'page' | 'pageSize' | 'file'>> => {
      const grant = authorise(operatorOfSchools(districtId), 'assign_unassign:benchmark_test')
      const read = (page: number) =>
        viewBenchmarks(world, grant, { ...asked, q: '', grade: null, page, pageSize: PAGE_SIZE })
      const { page: _page, pageSize: _size, file: _file, ...first } = await read(1)
      const items = [...first.items]
      for (let page = 2; items.length < first.total; page += 1) {
        const next = await read(page)
        if (next.items.length === 0) break
        items.push(...next.items)
      }
      return { ...first, items }
    },
  }
}
