/** What is kept of one person, for the command line: by the same rules as the pages, signed by the operator. */

import { authorise } from '../../access/authorise.ts'
import { operatorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { listHeldPeople } from '../../store/people/legal-hold.ts'
import { readRecordFile } from '../../store/people/person-record.ts'
import type { DomainWorld } from '../../store/world.ts'
import { eraseAnybody, previewErasure } from './erase-person.ts'
import { type HoldOutcome, holdPerson, liftPersonHold } from './hold-person.ts'
import { noteExport } from './note-record-export.ts'
import { personNamed } from './person-named.ts'
import type { StaffProblem } from './staff-desk.ts'

interface Named {
  readonly districtId: string
  /** A sourcedId, an e-mail address or `id:17`. */
  readonly person: string
}

const HELD_SHOWN = 1000

/**
 * Binds it to an installation.
 * @throws Failure PERSON_UNKNOWN, ERASURE_REFUSED, HOLD_REFUSED, UNDER_HOLD
 */
export function openKeptDesk(world: DomainWorld) {
  const idOf = ({ districtId, person }: Named): Promise<string> =>
    personNamed((work) => inDistrict(world.database, { districtId, actor: 'cli' }, work), districtId, person)
  return {
    record: async (named: Named) => {
      const personId = await idOf(named)
      const at = { districtId: named.districtId, personId }
      const file = await inDistrict(world.database, { ...at, actor: 'cli' }, (client) =>
        readRecordFile(client, at, { secrets: world.secrets, readerId: null, now: world.now() }),
      )
      if (file === null) throw unknown()
      await noteExport(world, authorise(operatorOf(named.districtId), 'export:person_record'), personId)
      return file
    },
    holds: (districtId: string) =>
      inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
        listHeldPeople(client, districtId, { page: 1, pageSize: HELD_SHOWN }),
      ),
    hold: async (named: Named, reason: string) => {
      const grant = authorise(operatorOf(named.districtId), 'set:legal_hold')
      refuseHold(await holdPerson(world, grant, { personId: await idOf(named), reason }))
    },
    lift: async (named: Named) => {
      const grant = authorise(operatorOf(named.districtId), 'set:legal_hold')
      refuseHold(await liftPersonHold(world, grant, await idOf(named)))
    },
    erasure: async (named: Named) => {
      const grant = authorise(operatorOf(named.districtId), 'erase:person')
      return doneOf(await previewErasure(world, grant, await idOf(named)))
    },
    erase: async (named: Named, word: string) => {
      const grant = authorise(operatorOf(named.districtId), 'erase:person')
      doneOf(await eraseAnybody(world, grant, { personId: await idOf(named), word }))
    },
  }
}

function unknown(): Failure {
  return new Failure('PERSON_UNKNOWN', 'operator', 'There is no such person, or nothing is kept of them any more.')
}

function refuseHold(outcome: HoldOutcome): void {
  if (outcome === 'done') return
  if (outcome === 'person_unknown') throw unknown()
  const says = outcome === 'already_so' ? 'It is so already.' : 'Say why, with --reason.'
  throw new Failure('HOLD_REFUSED', 'operator', says)
}

/** Why somebody is not erased, for whoever types it. */
const SAYS: Readonly<Partial<Record<StaffProblem, string>>> = {
  in_feed: 'A feed has this person: the next sync would bring them back. Take them out of the SIS first, then sync.',
  word_wrong: 'That is not the name of the person. "kept erase" without --word says what to type.',
  leads_alone: 'They are the only lead of a community. Make somebody else its lead first.',
  in_open_run: 'A sync that is held would bring them back. Approve or discard it first.',
  last_district_admin: 'A district keeps at least one district administrator. Make somebody else one first.',
  roster_busy: 'A sync is writing the roster just now. Try again in a minute.',
}

function doneOf<T>(outcome: { readonly done: T } | { readonly problem: StaffProblem }): T {
  if ('done' in outcome) return outcome.done
  if (outcome.problem === 'person_unknown') throw unknown()
  throw new Failure('ERASURE_REFUSED', 'operator', SAYS[outcome.problem] ?? `This can't be done: ${outcome.problem}.`)
}
