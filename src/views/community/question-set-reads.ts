/** Question sets for the command line: lists and files, nobody's name among them. */

import { Failure } from '../../roster/failure.ts'
import type { RawTransaction } from '../../store/database.ts'
import { inDistrictPrisma } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { listSets, lookAtSet, readSet } from './question-sets.ts'

/**
 * Binds the reads to an installation.
 * @throws Failure QUESTION_SET_UNKNOWN
 */
export function openQuestionSetReads(world: DomainWorld) {
  const within = <T>(districtId: string, work: (tx: RawTransaction) => Promise<T>) =>
    inDistrictPrisma(world.database, { districtId, actor: 'cli', readsOnly: true }, work)
  return {
    list: (districtId: string) => within(districtId, (tx) => listSets(tx, world, districtId)),
    async show(asked: { readonly districtId: string; readonly setId: string; readonly version: number | null }) {
      const found = await within(asked.districtId, (tx) => readSet(tx, world, asked))
      if (found === null)
        throw new Failure('QUESTION_SET_UNKNOWN', 'operator', 'There is no such question set. "list" shows them.')
      return { file: found.set, origin: found.origin, retiredAt: found.retiredAt, versions: found.versions }
    },
    async check(asked: { readonly districtId: string; readonly file: unknown }) {
      const { faults, found } = await within(asked.districtId, (tx) => lookAtSet(tx, world, asked))
      return {
        faults,
        found: found === null ? null : { set: found.set, version: found.version, changes: found.changes },
      }
    },
  }
}
