/** Every address of the app, built and read in one place. Pages live behind `#` so that a frame needs one server page. */

import { withQuery } from './parts/address-query.ts'

export type Place =
  | { readonly page: 'start' }
  | { readonly page: 'coach' }
  | { readonly page: 'figures' }
  | { readonly page: 'coaching-settings' }
  | { readonly page: 'coaching-words' }
  | { readonly page: 'log-imports' }
  | { readonly page: 'roster-imports' }
  | { readonly page: 'educators' }
  | { readonly page: 'caseloads' }
  | { readonly page: 'community-rules' }
  | { readonly page: 'all-communities' }
  | { readonly page: 'question-sets' }
  | { readonly page: 'handovers' }
  | { readonly page: 'time-line'; readonly id: string }
  | { readonly page: 'merge' }
  | { readonly page: 'reports' }
  | { readonly page: 'visibility' }
  | { readonly page: 'cycles' }
  | { readonly page: 'new-cycle' }
  | { readonly page: 'cycle'; readonly id: string }
  | { readonly page: 'communities' }
  | { readonly page: 'sync' }
  | { readonly page: 'run'; readonly id: string }
  | { readonly page: 'matches' }
  | { readonly page: 'settings' }
  | { readonly page: 'role-map' }
  | { readonly page: 'new-source' }
  | { readonly page: 'source'; readonly id: string }
  | { readonly page: 'lists' }
  | { readonly page: 'platforms' }
  | { readonly page: 'people' }
  | { readonly page: 'person'; readonly id: string }
  | { readonly page: 'class'; readonly id: string }
  | { readonly page: 'led-class'; readonly id: string }
  | { readonly page: 'launches' }
  | { readonly page: 'community'; readonly id: string }
  | { readonly page: 'join'; readonly id: string }
  | { readonly page: 'placement'; readonly id: string }
  | { readonly page: 'survey'; readonly id: string }
  | { readonly page: 'no-survey' }
  | { readonly page: 'no-class-report' }
  | { readonly page: 'class-report'; readonly id: string }
  | { readonly page: 'community-report'; readonly id: string }
  | { readonly page: 'my-classes-report' }
  | { readonly page: 'side-by-side' }
  | { readonly page: 'survey-plan'; readonly id: string }
  | { readonly page: 'school'; readonly id: string }
  | { readonly page: 'enrolment'; readonly id: string }
  | { readonly page: 'licence'; readonly id: string }
  | { readonly page: 'invoices' }
  | { readonly page: 'invoice'; readonly id: string }
  | { readonly page: 'products' }
  | { readonly page: 'product'; readonly id: string }
  | { readonly page: 'credits' }
  | { readonly page: 'sessions' }
  | { readonly page: 'single-sign-on' }
  | { readonly page: 'audit' }
  | { readonly page: 'support-access' }
  | { readonly page: 'students' }
  | { readonly page: 'benchmarks' }
  | { readonly page: 'pathways' }
  | { readonly page: 'start-cards' }
  | { readonly page: 'avatar' }
  | { readonly page: 'class-points'; readonly id: string }
  | { readonly page: 'student'; readonly id: string }
  | { readonly page: 'pathway'; readonly id: string }
  | { readonly page: 'staff' }
  | { readonly page: 'staff-person'; readonly id: string }
  | { readonly page: 'privacy' }
  | { readonly page: 'kept' }
  | { readonly page: 'kept-person'; readonly id: string }
  | { readonly page: 'organisation' }
  | { readonly page: 'rules' }
  | { readonly page: 'permissions' }
  | { readonly page: 'home' }
  | { readonly page: 'unknown'; readonly path: string }

export const paths = {
  start: () => '#/',
  home: () => '#/home',
  coach: () => '#/coach',
  figures: () => '#/coaching/figures',
  coachingSettings: () => '#/coach/settings',
  coachingWords: () => '#/coach/words',
  logImports: () => '#/coach/import',
  rosterImports: () => '#/import',
  educators: () => '#/coach/educators',
  /** In one of my caseloads, in one by its number, or in nobody's. */
  educatorsOf: (caseload: string) => `#/coach/educators?caseload=${encodeURIComponent(caseload)}`,
  caseloads: () => '#/coach/caseloads',
  handovers: () => '#/coach/handovers',
  caseloadsOf: (coachId: string) => `#/coach/caseloads?coach=${encodeURIComponent(coachId)}`,
  timeLine: (educatorId: string) => `#/coach/educators/${encodeURIComponent(educatorId)}`,
  /** With whom another record is to be merged, and that one. */
  merge: (stays = '', goes = '') => withQuery('#/coach/educators/merge', { stays, goes }),
  reports: () => '#/coaching/reports',
  visibility: () => '#/coaching/visibility',
  cycles: () => '#/coach/cycles',
  newCycle: () => '#/coach/cycles/new',
  cycle: (id: string) => `#/coach/cycles/${encodeURIComponent(id)}`,
  communities: () => '#/communities',
  sync: () => '#/sync',
  run: (id: string) => `#/sync/runs/${encodeURIComponent(id)}`,
  matches: () => '#/sync/matches',
  settings: () => '#/sync/settings',
  roleMap: () => '#/sync/roles',
  newSource: () => '#/sync/new-source',
  sourceSetup: (id: string) => `#/sync/sources/${encodeURIComponent(id)}`,
  lists: () => '#/sync/lists',
  platforms: () => '#/sync/lms',
  licence: (kind: string) => `#/licences/${encodeURIComponent(kind)}`,
  invoices: () => '#/invoices',
  invoice: (id: string) => `#/invoices/${encodeURIComponent(id)}`,
  products: () => '#/products',
  product: (id: string) => `#/products/${encodeURIComponent(id)}`,
  credits: () => '#/credits',
  sessions: () => '#/sessions',
  singleSignOn: () => '#/sync/single-sign-on',
  audit: () => '#/audit',
  supportAccess: () => '#/support-access',
  students: () => '#/students',
  benchmarks: () => '#/benchmarks',
  pathways: () => '#/pathways',
  pathway: (id: string) => `#/pathways/${encodeURIComponent(id)}`,
  avatar: () => '#/avatar',
  startCards: () => '#/students/cards',
  startCardsOf: (classId: string) => `#/students/cards?class=${encodeURIComponent(classId)}`,
  /** Where the code of a start card is typed. */
  card: () => '#/card',
  student: (id: string) => `#/students/${encodeURIComponent(id)}`,
  staff: () => '#/staff',
  staffPerson: (id: string) => `#/staff/${encodeURIComponent(id)}`,
  privacy: () => '#/privacy',
  kept: () => '#/kept',
  keptOf: (personId: string) => `#/kept/${encodeURIComponent(personId)}`,
  organisation: () => '#/organisation',
  /** For everybody, whether or not they are signed in. */
  parents: (districtId: string) => `#/parents/${encodeURIComponent(districtId)}`,
  rules: () => '#/rules',
  permissions: () => '#/permissions',
  /** Where a class's code is typed, for everybody. */
  code: (code: string) => `#/code/${encodeURIComponent(code)}`,
  people: () => '#/people',
  person: (id: string) => `#/people/${encodeURIComponent(id)}`,
  class: (id: string) => `#/classes/${encodeURIComponent(id)}`,
  classPoints: (id: string) => `#/classes/${encodeURIComponent(id)}/points`,
  ledClass: (id: string) => `#/classes/led/${encodeURIComponent(id)}`,
  launches: () => '#/sync/launches',
  community: (id: string) => `#/communities/${encodeURIComponent(id)}`,
  communityRules: () => '#/communities/rules',
  allCommunities: () => '#/communities/all',
  questionSets: () => '#/communities/question-sets',
  /** A link to a community, by its secret. */
  join: (secret: string) => `#/join/${encodeURIComponent(secret)}`,
  classReport: (id: string) => `#/classes/led/${encodeURIComponent(id)}/report`,
  communityReport: (id: string) => `#/communities/${encodeURIComponent(id)}/report`,
  myClassesReport: () => '#/classes/report',
  surveyPlan: (communityId: string) => `#/communities/${encodeURIComponent(communityId)}/surveys`,
  sideBySide: () => '#/communities/reports',
  survey: (id: string) => `#/surveys/${encodeURIComponent(id)}`,
  placement: (id: string) => `#/placements/${encodeURIComponent(id)}`,
  /** The id is `source/sourcedId`. */
  enrolment: (id: string) => `#/enrolments/${encodeURIComponent(id)}`,
  school: (id: string) => `#/schools/${encodeURIComponent(id)}`,
} as const

const FIXED: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['', { page: 'start' }],
  ['home', { page: 'home' }],
  ['coach', { page: 'coach' }],
  ['not-here/survey', { page: 'no-survey' }],
  ['not-here/report', { page: 'no-class-report' }],
  ['coaching/figures', { page: 'figures' }],
  ['coach/settings', { page: 'coaching-settings' }],
  ['coach/words', { page: 'coaching-words' }],
  ['coach/import', { page: 'log-imports' }],
  ['import', { page: 'roster-imports' }],
  ['coach/educators', { page: 'educators' }],
  ['coach/caseloads', { page: 'caseloads' }],
  ['coach/handovers', { page: 'handovers' }],
  ['coach/educators/merge', { page: 'merge' }],
  ['coaching/reports', { page: 'reports' }],
  ['coaching/visibility', { page: 'visibility' }],
  ['coach/cycles', { page: 'cycles' }],
  ['coach/cycles/new', { page: 'new-cycle' }],
  ['communities', { page: 'communities' }],
  ['sync', { page: 'sync' }],
  ['sync/matches', { page: 'matches' }],
  ['sync/launches', { page: 'launches' }],
  ['sync/settings', { page: 'settings' }],
  ['sync/roles', { page: 'role-map' }],
  ['sync/new-source', { page: 'new-source' }],
  ['sync/lists', { page: 'lists' }],
  ['sync/lms', { page: 'platforms' }],
  ['people', { page: 'people' }],
  ['invoices', { page: 'invoices' }],
  ['products', { page: 'products' }],
  ['credits', { page: 'credits' }],
  ['sessions', { page: 'sessions' }],
  ['sync/single-sign-on', { page: 'single-sign-on' }],
  ['audit', { page: 'audit' }],
  ['support-access', { page: 'support-access' }],
  ['students', { page: 'students' }],
  ['benchmarks', { page: 'benchmarks' }],
  ['pathways', { page: 'pathways' }],
  ['students/cards', { page: 'start-cards' }],
  ['avatar', { page: 'avatar' }],
  ['staff', { page: 'staff' }],
  ['privacy', { page: 'privacy' }],
  ['kept', { page: 'kept' }],
  ['organisation', { page: 'organisation' }],
  ['rules', { page: 'rules' }],
  ['classes/report', { page: 'my-classes-report' }],
  ['communities/reports', { page: 'side-by-side' }],
  ['communities/rules', { page: 'community-rules' }],
  ['communities/all', { page: 'all-communities' }],
  ['communities/question-sets', { page: 'question-sets' }],
  ['permissions', { page: 'permissions' }],
])

const WITH_ID = [
  ['cycle', /^coach\/cycles\/([^/]+)$/],
  ['source', /^sync\/sources\/([^/]+)$/],
  ['run', /^sync\/runs\/([^/]+)$/],
  ['student', /^students\/([^/]+)$/],
  ['pathway', /^pathways\/([^/]+)$/],
  ['staff-person', /^staff\/([^/]+)$/],
  ['kept-person', /^kept\/([^/]+)$/],
  ['person', /^people\/([^/]+)$/],
  ['product', /^products\/([^/]+)$/],
  ['time-line', /^coach\/educators\/([^/]+)$/],
  ['invoice', /^invoices\/([^/]+)$/],
  ['licence', /^licences\/([^/]+)$/],
  ['community', /^communities\/([^/]+)$/],
  ['join', /^join\/([^/]+)$/],
  ['class-report', /^classes\/led\/([^/]+)\/report$/],
  ['community-report', /^communities\/([^/]+)\/report$/],
  ['survey-plan', /^communities\/([^/]+)\/surveys$/],
  ['survey', /^surveys\/([^/]+)$/],
  ['placement', /^placements\/([^/]+)$/],
  ['class-points', /^classes\/([^/]+)\/points$/],
  ['led-class', /^classes\/led\/([^/]+)$/],
  ['class', /^classes\/([^/]+)$/],
  ['school', /^schools\/([^/]+)$/],
  ['enrolment', /^enrolments\/([^/]+)$/],
] as const satisfies readonly (readonly [Place['page'], RegExp])[]

/** The place a location hash names (`#/communities/17`); anything else is `unknown`, never an exception. */
export function placeOf(hash: string): Place {
  const path = hash
    .replace(/^#?\/?/, '')
    .replace(/\?.*$/, '')
    .replace(/\/$/, '')
  const fixed = FIXED.get(path)
  if (fixed !== undefined) return fixed
  for (const [page, pattern] of WITH_ID) {
    const id = pattern.exec(path)?.[1]
    if (id !== undefined) return { page, id: decoded(id) }
  }
  return { page: 'unknown', path }
}

/** With what somebody comes back from the provider's page for cards. */
export type PaymentReturn = 'done' | 'left'

/** `#/invoices/<id>?card=done` or `left`; null: another address. */
export function paymentReturnIn(hash: string): PaymentReturn | null {
  const came = /^#\/invoices\/[^/?]+\?card=(done|left)$/.exec(hash)?.[1]
  return came === 'done' || came === 'left' ? came : null
}

/**
 * A link that was sent to one person and works once: for a new account, for a new password, or to look as support; or the
 * square on a start card, which works as long as the card.
 */
export interface OneTimeLink {
  readonly kind: 'invitation' | 'reset' | 'support' | 'card'
  /** Empty, of a link that was cut short. */
  readonly secret: string
}

/** Why single sign-on let nobody in, `#/sign-in/<code>`; null: nothing of the kind. */
export function signInProblemIn(hash: string): string | null {
  return /^#\/sign-in\/([a-z_]{1,30})$/.exec(hash)?.[1] ?? null
}

/** The one-time link that a location hash is, `#/invitation/<secret>`, `#/reset/<secret>`, `#/support/<secret>` or `#/card/<code>`; null: none. */
export function oneTimeLinkIn(hash: string): OneTimeLink | null {
  const [, kind, secret = ''] = /^#\/(invitation|reset|support|card)(?:\/(.*))?$/.exec(hash) ?? []
  return kind === 'invitation' || kind === 'reset' || kind === 'support' || kind === 'card' ? { kind, secret } : null
}

/** The secret of a link to a community, however much of the link was pasted; null: it is none. */
export function secretOfJoinLink(pasted: string): string | null {
  return /(?:^|#\/join\/)([A-Za-z0-9_-]{43})$/.exec(pasted.trim())?.[1] ?? null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The district whose parent portal the address is; null: another page. */
export function parentsIn(hash: string): string | null {
  const id = /^#\/parents\/([^/]+)\/?$/.exec(hash)?.[1]
  return id === undefined ? null : decoded(id)
}

/** What the page for a class's code starts with, `#/code` or `#/code/<code>`, empty without one; null: another page. */
export function codeIn(hash: string): string | null {
  const [matched, code = ''] = /^#\/code(?:\/([^/]*))?\/?$/.exec(hash) ?? []
  return matched === undefined ? null : decoded(code)
}
