/** A district's own question sets from the command line: whoever runs the installation reaches what a district's administrator does. */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import type { RawTransaction } from '../../store/database.ts'
import { inDistrictPrisma } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  putQuestionSet,
  setDefaultQuestionSet,
  type SetKeeper,
  type SetProblem,
  setQuestionSetRetired,
} from './change-question-sets.ts'
import { SET_REFUSALS } from './set-refusals.ts'

interface Asked {
  readonly districtId: string
  readonly setId: string
}

/**
 * Binds the changes to an installation.
 * @throws Failure QUESTION_SET_REFUSED, QUESTION_SET_UNKNOWN
 */
export function openQuestionSetChanges(world: DomainWorld) {
  const keeper = (districtId: string): SetKeeper => ({
    grant: authorise(operatorOf(districtId), 'manage:question_set'),
    now: world.now(),
    shipped: world.settings.questionSets,
    unit: <T>(work: (tx: RawTransaction) => Promise<T>) =>
      inDistrictPrisma(world.database, { districtId, actor: 'cli' }, work),
  })
  return {
    /** Faults come back as a value: they are the file's. */
    async add({ districtId, file }: { readonly districtId: string; readonly file: unknown }) {
      const kept = await putQuestionSet(keeper(districtId), { file, setId: null })
      if ('problem' in kept) throw refusalOf(kept.problem)
      if ('faults' in kept) return { faults: kept.faults }
      const { set, outcome, version, appliesFrom } = kept
      return { id: set.id, outcome, version, appliesFrom }
    },
    async retire({ districtId, setId, retired }: Asked & { readonly retired: boolean }): Promise<void> {
      const outcome = await setQuestionSetRetired(keeper(districtId), { setId, retired })
      if ('problem' in outcome) throw refusalOf(outcome.problem)
    },
    async makeDefault({ districtId, setId }: Asked): Promise<void> {
      const outcome = await setDefaultQuestionSet(keeper(districtId), setId)
      if ('problem' in outcome) throw refusalOf(outcome.problem)
    },
  }
}

function operatorOf(districtId: string): Principal {
  const roles = [{ role: 'district_admin', scopeType: 'district', scopeId: districtId }] as const
  return { districtId, personId: null, customerId: null, roles }
}

function refusalOf(problem: SetProblem): Failure {
  if (problem === 'set_unknown')
    return new Failure('QUESTION_SET_UNKNOWN', 'operator', 'There is no question set of that name. "list" shows them.')
  return new Failure('QUESTION_SET_REFUSED', 'operator', SET_REFUSALS[problem])
}
