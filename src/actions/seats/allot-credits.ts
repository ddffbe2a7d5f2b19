/** A school administrator gives export credits to people of their school (P001-17): for good, and never more than are left. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { CREDITS } from '../../store/seats/credit-books.ts'
import { allotCredits } from '../../store/seats/export-credits.ts'
import { sql } from '../../store/sql.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export type AllotOutcome = Awaited<ReturnType<typeof allotCredits>>

/** Writes the allotment into the ledger and the audit log; or says why not, and writes nothing. */
export function allot(
  world: DomainWorld,
  grant: Grant<'allocate:export_credit'>,
  { personId, quantity }: { readonly personId: string; readonly quantity: number },
): Promise<AllotOutcome> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const actor = actorOf(grant.principal)
    const outcome = await allotCredits(client, {
      districtId,
      personId,
      quantity,
      reach: grant.scope,
      actor,
      now: world.now(),
    })
    if (!('problem' in outcome)) {
      const detail = JSON.stringify({ personId, quantity })
      await client.query(sql('append_audit_entry'), [districtId, 'credits.allot', `licence:${CREDITS}`, detail])
    }
    return outcome
  })
}
