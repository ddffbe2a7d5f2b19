/** The matrix: every route, whoever asks, every relation to the thing asked about; and what must come of it. */

import type { RegisteredRoute } from '../../../src/http/route.ts'
import type { Asker, Held, Thing } from '../../access/oracle.ts'
import { conditionsOfName, mayByTheFiles } from '../../access/oracle.ts'
import type { Somebody } from './askers.ts'
import { type IdsOfThings, sampleOf, thingsNamedBy } from './sample-body.ts'
import type { Related, Relation, World } from './things.ts'
import { NAMED, RELATIONS } from './things.ts'

/** Lists of one thing's rows: of what isn't there, or isn't theirs, they are empty. */
const BARE_LISTS: ReadonlySet<string> = new Set([
  '/api/v1/runs/:runId/changes',
  '/api/v1/runs/:runId/edits',
  '/api/v1/runs/:runId/seats',
  '/api/v1/runs/:runId/quarantine',
  '/api/v1/runs/:runId/matches',
  '/api/v1/runs/:runId/order',
  '/api/v1/sources/:sourceId/order',
  '/api/v1/schools/:schoolId/classes',
  '/api/v1/notices/:noticeId/dismissal',
])
/** Whatever was put away, it says what is left of one's own. */
const ENDED: ReadonlySet<string> = new Set([
  '/api/v1/start-cards/classes/:classId',
  '/api/v1/classes/:classId/avatar-hours',
  '/api/v1/classes/:classId/leads',
  '/api/v1/classes/:classId/programmes',
  '/api/v1/classes/:classId/teachers',
  '/api/v1/schools/:schoolId/rules',
  '/api/v1/staff/:personId/classes',
])
/** Names no thing, and is about the district as a whole. */
const OF_THE_DISTRICT: ReadonlySet<string> = new Set([
  '/api/v1/rules',
  '/api/v1/licences/:kind/history',
  '/api/v1/billing',
  '/api/v1/invoices',
  '/api/v1/invoices/export',
  '/api/v1/payments',
  '/api/v1/payments/export',
])
/** They count what of coaching goes with somebody: that of oneself is nobody's to be told of (P000-24). */
const NOT_OF_ONESELF: ReadonlySet<string> = new Set([
  '/api/v1/staff/:personId/deletion',
  '/api/v1/people/:personId/erasure',
])
const SAYS_WHAT_IS_LEFT: ReadonlySet<string> = new Set(['/api/v1/notices/:noticeId/dismissal'])

/**
 * `seen`: 200. `empty`: a list of what is one's own, with nothing in it. `past`: through the door, stopped by its
 * schema. `closed`: 403. `hidden`: 404. `bare`: that, or 200 with nothing in it. `unmoved`: any refusal of somebody who may do it elsewhere.
 */
export type Outcome = 'seen' | 'empty' | 'past' | 'closed' | 'hidden' | 'bare' | 'unmoved'

export interface Cell {
  readonly name: string
  readonly route: string
  /** That the route is guarded by. */
  readonly capability: string
  readonly who: Somebody
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly expected: Outcome
  /** Null: nothing is asked about. */
  readonly relation: Relation | null
  /** Its body names what lies out of reach: asked in every run. */
  readonly namesFar?: true
}

/** Parameters that are no id of a thing, and those that a path calls otherwise. */
const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  people: ['personId', 'givenName'],
  classes: ['classId', 'title'],
  orgs: ['schoolId', 'name'],
  enrolments: ['enrolmentId', 'member'],
}

/** Names in a path that are no number of a thing, filled in with what every district has planted. */
const PLANTED: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['/api/v1/licences/', { kind: 'coaching-seats', name: 'standing' }],
  ['/api/v1/products/', { product: 'reading', name: 'everybody' }],
]

/** The route's path with those names filled in; what is left are numbers of things. */
function filledPathOf({ path }: RegisteredRoute): string {
  const values = PLANTED.find(([start]) => path.startsWith(start))?.[1] ?? {}
  return path.replaceAll(/:([A-Za-z]+)/g, (whole, name: string) => values[name] ?? whole)
}

/** All cells of somebody who is there and may come in. Bodyless changes that would be done are no cells: other tests do them. */
export function cellsOf(
  routes: readonly RegisteredRoute[],
  askers: readonly Somebody[],
  world: World,
): readonly Cell[] {
  return routes
    .filter((route) => route.access.capability !== undefined)
    .flatMap((route) => askers.flatMap((who) => [...variantsOf(route, who, world), ...bodiesOf(route, who, world)]))
}

/** A deployment has its platform's own name there, which is no number of ours. */
const NO_THINGS: ReadonlySet<string> = new Set(['post /api/v1/lti/registrations/:registrationId/deployments'])
/** A question that is kept and answered nowhere: whoever asks it is answered within their scope. */
const WORDS_OF_A_QUESTION: ReadonlySet<string> = new Set(['post /api/v1/coaching/report-filters'])
/**
 * Of a class of one's own, about the school where one teaches: teachers make classes there (P002-27-T), and put its students
 * into classes that they teach (P002-21-T, P001-23).
 */
const OF_THE_SCHOOL: ReadonlySet<string> = new Set(['post /api/v1/classes', 'post /api/v1/students/:studentId/classes'])

/** Whether it is one of these, and the thing lies at a school where whoever asks works. */
function isOfTheirSchool({ method, path }: RegisteredRoute, { held }: Asker, { schools }: Thing): boolean {
  return OF_THE_SCHOOL.has(`${method} ${path}`) && held.some(({ at, id }) => at === 'school' && schools.includes(id))
}

/** Where a thing lies that a body names, of which whoever may do it elsewhere has to be refused. */
const FAR: readonly Relation[] = ['beside', 'south', 'former', 'elsewhere']

/** Of routes that change something: a body that names what lies out of reach, about nothing or about what lies within. */
function bodiesOf(route: RegisteredRoute, who: Somebody, world: World): readonly Cell[] {
  const { body } = route
  const name = `${route.method} ${route.path}`
  if (body === undefined || who.asker.support === true || !isKnownOrBare(route)) return []
  if (NO_THINGS.has(name) || WORDS_OF_A_QUESTION.has(name)) return []
  const capabilities = capabilitiesOf(route)
  if (!probesOf(who.asker).some((about) => mayByAny(who.asker, capabilities, about))) return []
  const near = filledPathOf(route).includes(':')
    ? pathsOf(route, world.north(who.asker.person)).filter(
        ({ thing }) => thing !== null && mayByAny(who.asker, capabilities, thing),
      )
    : [{ path: filledPathOf(route), thing: null }]
  return FAR.flatMap((relation) => {
    const related = world[relation](who.asker.person)
    const ids = idsIn(related)
    const named = thingsNamedBy(body, ids)
    const isFar = named.some((one) => {
      const thing = related[one]?.thing
      if (thing === undefined || isOfTheirSchool(route, who.asker, thing)) return false
      return !mayByAny(who.asker, capabilities, thing)
    })
    if (!isFar) return []
    return near.map(({ path }) => ({
      name: `${who.name}: ${route.method} ${path} naming ${named.join(' and ')} (${relation})`,
      route: name,
      capability: route.access.capability ?? '',
      who,
      method: route.method.toUpperCase(),
      path,
      body: sampleOf(body, ids),
      expected: 'unmoved' as const,
      relation,
      namesFar: true as const,
    }))
  })
}

function isKnownOrBare(route: RegisteredRoute): boolean {
  return !filledPathOf(route).includes(':') || isKnown(route)
}

function variantsOf(route: RegisteredRoute, who: Somebody, world: World): readonly Cell[] {
  const path = filledPathOf(route)
  if (!path.includes(':')) return cellOf(route, who, { path, thing: null, relation: null })
  if (!isKnown(route)) return atTheDoor(route, who)
  return RELATIONS.flatMap((relation) => {
    const related = world[relation](who.asker.person)
    return pathsOf(route, related).flatMap((place) => cellOf(route, who, { ...place, relation }, idsIn(related)))
  })
}

function idsIn(related: Related): IdsOfThings {
  return Object.fromEntries(Object.entries(related).map(([name, { id }]) => [name, id]))
}

/** Whether all that its path names has numbers in things.ts. */
function isKnown(route: RegisteredRoute): boolean {
  const path = filledPathOf(route)
  const names = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name)
  return path.startsWith('/api/v1/roster/') || (names.length === 1 && names.every((name) => NAMED.has(name)))
}

/** Of other routes, only that they are closed to those who may not come in. */
function atTheDoor(route: RegisteredRoute, who: Somebody): readonly Cell[] {
  const path = route.path.replaceAll(/:[A-Za-z]+/g, '999999999')
  const cells = cellOf(route, who, { path, thing: null, relation: null })
  return cells.filter(({ expected }) => expected === 'closed' || expected === 'empty')
}

interface Place {
  readonly path: string
  readonly thing: Thing | null
  readonly relation: Relation | null
}

function pathsOf(route: RegisteredRoute, related: Related): readonly Omit<Place, 'relation'>[] {
  const path = filledPathOf(route)
  if (path.includes(':kind')) {
    return Object.entries(KINDS).flatMap(([kind, [name, field]]) => {
      const named = related[name]
      if (named === undefined) return []
      const filled = path.replace(':kind', kind).replace(':field', field)
      return [{ path: filled.replace(':recordId', encodeURIComponent(named.id)), thing: named.thing }]
    })
  }
  const [name] = /(?<=:)[A-Za-z]+/.exec(path) ?? []
  const named = related[path.includes('registration-links') ? 'registrationLinkId' : (name ?? '')]
  if (named === undefined) return []
  return [{ path: path.replace(/:[A-Za-z]+/, encodeURIComponent(named.id)), thing: named.thing }]
}

/** @param ids what a body that is to be refused names: of what lies where the thing does, so that nothing else stops it */
function cellOf(
  route: RegisteredRoute,
  who: Somebody,
  { path, thing, relation }: Place,
  ids: IdsOfThings = {},
): readonly Cell[] {
  const expected = expectedOf(route, who.asker, thing, relation)
  if (expected === null) return []
  if (expected === 'unmoved' && thing !== null && isOfTheirSchool(route, who.asker, thing)) return []
  const refused = expected === 'closed' || expected === 'unmoved'
  const sent = () => (route.body === undefined || !refused ? { notOffered: true } : sampleOf(route.body, ids))
  const body = route.body === undefined ? undefined : sent()
  return [
    {
      name: `${who.name}: ${route.method} ${path}${relation === null ? '' : ` (${relation})`}`,
      route: `${route.method} ${route.path}`,
      capability: route.access.capability ?? '',
      who,
      method: route.method.toUpperCase(),
      path,
      body,
      expected,
      relation,
    },
  ]
}

function expectedOf(
  route: RegisteredRoute,
  asker: Asker,
  thing: Thing | null,
  relation: string | null,
): Outcome | null {
  const capabilities = capabilitiesOf(route)
  const may = (about: Thing): boolean => mayByAny(asker, capabilities, about)
  const reads = route.method === 'get'
  // Whatever it may look at, it changes nothing.
  if (asker.support === true && !reads) return 'closed'
  const isAdmitted = probesOf(asker).some(may)
  // Everybody who signs in has sessions; a customer's administrator is no person that they could be of (OWN-43-B).
  const hasSessions = capabilities.includes('view:own_sessions') && asker.customer !== null
  if (!isAdmitted && !hasSessions) return route.access.mine === true ? 'empty' : 'closed'
  // Nobody leads a class that has ended, is assigned to it or has a card by it any more, and no rule counts in a school that has ended.
  if (relation === 'former' && ENDED.has(route.path)) return reads ? 'hidden' : null
  const about = thing ?? wholeOf(route, asker)
  const isThere = about === null || may(about)
  if (isThere && reads) return readOf(route, relation)
  // Without a body it would be done: other tests do it.
  if (isThere) return route.body === undefined ? null : 'past'
  if (reads || SAYS_WHAT_IS_LEFT.has(route.path)) return BARE_LISTS.has(route.path) ? 'bare' : 'hidden'
  return 'unmoved'
}

/** Any of them opens the door. */
function capabilitiesOf({ access }: RegisteredRoute): readonly string[] {
  return [access.capability ?? '', ...(access.or ?? [])]
}

function mayByAny(asker: Asker, capabilities: readonly string[], about: Thing): boolean {
  return capabilities.some((each) => mayByTheFiles(asker, each, about, new Set(conditionsOfName(each))))
}

/** Of a route that reads: one that has to be told more than its path says so. */
function readOf({ path, query }: RegisteredRoute, relation: string | null): Outcome {
  if (relation === 'self' && NOT_OF_ONESELF.has(path)) return 'closed'
  return (query?.required ?? []).length > 0 ? 'past' : 'seen'
}

/** What a route without a name in its path is about: the district as a whole, or nothing that one could lie outside of. */
function wholeOf({ path }: RegisteredRoute, asker: Asker): Thing | null {
  return OF_THE_DISTRICT.has(path) ? (probesOf(asker)[0] ?? null) : null
}

/** Things that lie wherever they hold something: if none of them is theirs, nothing is. */
function probesOf(asker: Asker): readonly Thing[] {
  const thing: Thing = {
    district: asker.district,
    schools: [],
    class: null,
    classIsIn: [],
    community: null,
    communityHas: [],
    owner: null,
    about: [],
  }
  return [thing, { ...thing, owner: asker.person }, ...asker.held.flatMap((held) => thingsAt(thing, held))]
}

function thingsAt(thing: Thing, { at, id }: Held): readonly Thing[] {
  switch (at) {
    case 'school':
      return [{ ...thing, schools: [id] }]
    case 'class':
      return [
        { ...thing, class: id },
        { ...thing, communityHas: [id] },
      ]
    case 'community':
      return [
        { ...thing, community: id },
        { ...thing, classIsIn: [id] },
      ]
    case 'customer':
    case 'district':
      return []
  }
}
