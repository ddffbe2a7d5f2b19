/** Things of Staffroom that a link can open: how each is written in an address of ours, and read from one. */

export type Place =
  | { readonly kind: 'start' }
  | { readonly kind: 'coach' }
  | { readonly kind: 'community'; readonly id: string }
  /** The survey report of a class, by the class. */
  | { readonly kind: 'class-report'; readonly id: string }
  /** One cycle of a class's survey. */
  | { readonly kind: 'survey'; readonly id: string }

/** A launch's own address opens whoever's first page. */
export function addressOf(place: Place, publicUrl: string): string {
  switch (place.kind) {
    case 'start':
      return `${publicUrl}/lti/launch`
    case 'coach':
      return `${publicUrl}/open/coach`
    case 'community':
      return `${publicUrl}/open/communities/${place.id}`
    case 'class-report':
      return `${publicUrl}/open/classes/${place.id}/report`
    case 'survey':
      return `${publicUrl}/open/surveys/${place.id}`
  }
}

const ID = '([1-9][0-9]{0,17})'
const OF_ONE = [
  ['community', new RegExp(`^/open/communities/${ID}$`)],
  ['class-report', new RegExp(`^/open/classes/${ID}/report$`)],
  ['survey', new RegExp(`^/open/surveys/${ID}$`)],
] as const

/**
 * What a target link address opens; anything that names nothing of ours is the start, a `$variable` that the platform
 * left as it was among them. Custom parameters name nothing: an LMS's teacher can write any.
 */
export function placeIn(targetLinkUri: string): Place {
  const path = URL.parse(targetLinkUri)?.pathname ?? ''
  if (path === '/open/coach') return { kind: 'coach' }
  for (const [kind, pattern] of OF_ONE) {
    const id = pattern.exec(path)?.[1]
    if (id !== undefined) return { kind, id }
  }
  return { kind: 'start' }
}

/** What a word names: `start`, `coach`, `community:12`, `class-report:7` or `survey:3`; anything else is the start. */
export function placeOfKey(key: string): Place {
  const [kind, id = ''] = key.split(':')
  if (kind === 'community' || kind === 'class-report' || kind === 'survey') return { kind, id }
  return { kind: kind === 'coach' ? kind : 'start' }
}
