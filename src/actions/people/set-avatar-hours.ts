/** Somebody says when the avatars of a class's students rest (P002-31). */

import { authoriseOnClass } from '../../access/class-programme.ts'
import { actorOf, type Principal } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { rawOf } from '../../store/database.ts'
import { setAvatarHours } from '../../store/people/avatars.ts'
import { findCardClass } from '../../store/people/start-cards.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import { checkAvatarHours, hoursOf, type HoursFault, type HoursOnClock } from '../../students/avatar-hours.ts'

/** In place of whatever the class had. Null: there is no such class at work. @throws Refusal where it is out of reach */
export function changeAvatarHours(
  world: DomainWorld,
  principal: Principal,
  { classId, hours: given }: { readonly classId: string; readonly hours: readonly HoursOnClock[] },
): Promise<{ readonly faults: readonly HoursFault[] } | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const found = await findCardClass(client, districtId, classId)
    if (found === null) return null
    authoriseOnClass(principal, 'restrict:avatar_and_accessory_purchase', found)
    const hours = given.map(hoursOf)
    const faults = checkAvatarHours(hours)
    if (faults.length > 0) return { faults }
    await setAvatarHours(client, { districtId, classId }, { hours, by: actorOf(principal), now: world.now() })
    const said = given.map(({ weekday, from, to }) => `${weekday} ${from}-${to}`)
    const entry = { action: 'avatar-hours.set', object: `class:${classId}`, detail: { hours: said } }
    await appendAudit(rawOf(client), districtId, entry)
    return { faults: [] }
  })
}
