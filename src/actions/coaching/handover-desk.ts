/** Handing educators over from the command line: the operator decides, with the reach of an administrator of the district. */

import { authorise } from '../../access/authorise.ts'
import { operatorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { findNamedPerson } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { type Decider, decideHandover, type HandoverFault, type HandoverOutcome, undoHandover } from './hand-over.ts'

/** People as they are typed: a sourcedId, an e-mail address, or `id:17`. */
interface TypedOrder {
  readonly districtId: string
  readonly educator: string
  readonly from: string
  /** Null: it stays as it is. */
  readonly to: string | null
}

/**
 * Binds hand-overs to an installation; each answers the decision's number.
 * @throws Failure PERSON_UNKNOWN, HANDOVER_REFUSED
 */
export function openHandoverDesk(world: DomainWorld) {
  const decider = (districtId: string): Decider => ({
    grant: authorise(operatorOf(districtId), 'manage:coaching_settings'),
    by: 'cli',
    unit: (work) => inDistrict(world.database, { districtId, actor: 'cli' }, work),
  })
  return {
    async decide({ districtId, educator, from, to }: TypedOrder): Promise<string> {
      const by = decider(districtId)
      const order = await by.unit(async (client) => ({
        educatorId: await findNamedPerson(client, districtId, educator),
        fromId: await findNamedPerson(client, districtId, from),
        toId: to === null ? null : await findNamedPerson(client, districtId, to),
        caseloadId: null,
      }))
      return numberOf(await decideHandover(world, by, order))
    },
    async undo(districtId: string, handoverId: string): Promise<string> {
      return numberOf(await undoHandover(world, decider(districtId), handoverId))
    },
  }
}

function numberOf(outcome: HandoverOutcome): string {
  if (outcome === null) throw new Failure('HANDOVER_REFUSED', 'operator', 'There is no decision of that number.')
  if ('fault' in outcome) throw new Failure('HANDOVER_REFUSED', 'operator', SAYS[outcome.fault])
  return outcome.handoverId
}

const SAYS: Readonly<Record<HandoverFault, string>> = {
  handover_gone: 'There is nothing to decide, or it was taken back already. See "staffroom handover list".',
  coach_elsewhere: 'Name a coach of one of the educator’s schools with --to.',
  coach_waits: 'Whoever is named with --to waits for a seat and can change nothing until one is free.',
  caseload_unknown: 'The caseload is none of the coach who takes over.',
  handover_touched: 'Somebody has worked with it since, so it can’t be taken back as a whole.',
}
