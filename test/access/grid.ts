/** The small world that the policy and the second reading are asked about: askers, places, things. */

import type { Resource } from '../../src/access/authorise.ts'
import type { Condition } from '../../src/access/policy/line.ts'
import type { Principal } from '../../src/access/principal.ts'
import { ROLES } from '../../src/roster/model.ts'
import type { Asker, Held, Thing } from './oracle.ts'

const ME = '7'
const PLACES: readonly (readonly [Held['at'], string])[] = [
  ['customer', 'acme'],
  ['district', 'alpha'],
  ['school', '10'],
  ['class', '20'],
  ['community', '30'],
]
export const asker = (held: readonly Held[], over: Partial<Asker> = {}): Asker => ({
  district: 'alpha',
  person: ME,
  customer: 'acme',
  held,
  strict: false,
  educator: false,
  ...over,
})
/** Every role at every place, whether or not anybody would hold it there. */
export const everyHeld: readonly Held[] = ROLES.flatMap((role) =>
  PLACES.flatMap(([at, id]) =>
    role === 'class_lead' && at === 'class'
      ? [
          { role, at, id },
          { role, at, id, teaches: true },
        ]
      : [{ role, at, id }],
  ),
)
/** Where each role is held as a rule: what pairs are made of. */
export const usual: readonly Held[] = everyHeld.filter(({ role, at }) => {
  if (role === 'class_lead') return at === 'class'
  if (role.startsWith('community_')) return at === 'community'
  if (role === 'customer_admin') return at === 'customer'
  return ['district_admin', 'it_admin', 'billing_only'].includes(role) ? at === 'district' : at === 'school'
})

const nothing: Thing = {
  district: 'alpha',
  schools: [],
  class: null,
  classIsIn: [],
  community: null,
  communityHas: [],
  owner: null,
  about: ['8'],
}
export const THINGS: Readonly<Record<string, Thing>> = {
  'the district itself': nothing,
  'another district': { ...nothing, district: 'beta', schools: ['10'], class: '20', community: '30', owner: ME },
  'their school': { ...nothing, schools: ['10'] },
  'a school beside theirs': { ...nothing, schools: ['11'] },
  'somebody in both schools': { ...nothing, schools: ['11', '10'] },
  'their class': { ...nothing, schools: ['10'], class: '20', classIsIn: ['30'] },
  'a class of a school beside': { ...nothing, schools: ['11'], class: '21', classIsIn: ['31'] },
  'a class of their community': { ...nothing, schools: ['11'], class: '21', classIsIn: ['30', '31'] },
  'their community': { ...nothing, community: '30', communityHas: ['20'] },
  'another community': { ...nothing, community: '31', communityHas: ['21'] },
  'another community with their class': { ...nothing, community: '31', communityHas: ['20'] },
  'their own': { ...nothing, schools: ['10'], owner: ME },
  'somebody else’s': { ...nothing, schools: ['11'], owner: '8' },
  'about themself': { ...nothing, schools: ['10'], owner: '8', about: ['8', ME] },
  'their own about themself': { ...nothing, schools: ['10'], owner: ME, about: [ME] },
  'about nobody said': { ...nothing, schools: ['10'], owner: ME, about: null },
}

export function principalOf({ district, person, customer, held, strict, educator, support }: Asker): Principal {
  const roles = held.flatMap(({ role, at, id, teaches }) => {
    const known = ROLES.find((each) => each === role)
    return known === undefined ? [] : [{ role: known, scopeType: at, scopeId: id, taught: teaches === true }]
  })
  return {
    districtId: district,
    personId: person,
    customerId: customer,
    roles,
    readsChartStrictly: strict,
    asEducator: educator,
    ...(support === true ? { support: { accessId: '3' } } : {}),
  }
}

export function resourceOf(thing: Thing, holding: readonly string[]): Resource {
  const { district, schools, class: classId, community, owner, about } = thing
  return {
    districtId: district,
    schoolIds: schools,
    communityIdsOfClass: thing.classIsIn,
    classIdsOfCommunity: thing.communityHas,
    holds: holding as readonly Condition[],
    ...(classId === null ? {} : { classId }),
    ...(community === null ? {} : { communityId: community }),
    ...(owner === null ? {} : { ownerId: owner }),
    ...(about === null ? {} : { aboutIds: about }),
  }
}

/** Every set of conditions that can hold. */
export function subsetsOf(conditions: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** conditions.length }, (_none, number) =>
    conditions.filter((_each, index) => Math.floor(number / 2 ** index) % 2 === 1),
  )
}

export function wordsOf({ held, person, customer, strict, support }: Asker): string {
  const roles = held.map(({ role, at, teaches }) => `${role}@${at}${teaches === true ? ' taught' : ''}`).join('+')
  return [
    roles,
    person === null ? 'nobody' : '',
    customer === null ? 'no customer' : '',
    strict ? 'strict' : '',
    support === true ? 'support' : '',
  ]
    .filter((word) => word !== '')
    .join(' ')
}
