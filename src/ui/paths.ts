/** Every address of the app, built and read in one place. Pages live behind `#` so that a frame needs one server page. */

export type Place =
  | { readonly page: 'start' }
  | { readonly page: 'coach' }
  | { readonly page: 'communities' }
  | { readonly page: 'sync' }
  | { readonly page: 'run'; readonly id: string }
  | { readonly page: 'people' }
  | { readonly page: 'person'; readonly id: string }
  | { readonly page: 'class'; readonly id: string }
  | { readonly page: 'home' }
  | { readonly page: 'unknown'; readonly path: string }

export const paths = {
  start: () => '#/',
  home: () => '#/home',
  coach: () => '#/coach',
  communities: () => '#/communities',
  sync: () => '#/sync',
  run: (id: string) => `#/sync/runs/${encodeURIComponent(id)}`,
  people: () => '#/people',
  person: (id: string) => `#/people/${encodeURIComponent(id)}`,
  class: (id: string) => `#/classes/${encodeURIComponent(id)}`,
} as const

const FIXED: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['', { page: 'start' }],
  ['home', { page: 'home' }],
  ['coach', { page: 'coach' }],
  ['communities', { page: 'communities' }],
  ['sync', { page: 'sync' }],
  ['people', { page: 'people' }],
])

/** The place a location hash names (`#/communities/17`); anything else is `unknown`, never an exception. */
export function placeOf(hash: string): Place {
  const path = hash.replace(/^#?\/?/, '').replace(/\/$/, '')
  const fixed = FIXED.get(path)
  if (fixed !== undefined) return fixed
  const run = /^sync\/runs\/([^/]+)$/.exec(path)?.[1]
  if (run !== undefined) return { page: 'run', id: decoded(run) }
  const person = /^people\/([^/]+)$/.exec(path)?.[1]
  if (person !== undefined) return { page: 'person', id: decoded(person) }
  const schoolClass = /^classes\/([^/]+)$/.exec(path)?.[1]
  if (schoolClass !== undefined) return { page: 'class', id: decoded(schoolClass) }
  return { page: 'unknown', path }
}

/** The secret of a one-time link, `/#/invitation/<secret>` (may be empty, of a link cut short); null: no such link. */
export function invitationIn(hash: string): string | null {
  return /^#\/invitation(?:\/(.*))?$/.exec(hash)?.slice(1).join('') ?? null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
