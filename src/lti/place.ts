/** Things of Staffroom that a link can open: how each is written in an address of ours, and read from one. */

export type Place =
  | { readonly kind: 'start' }
  | { readonly kind: 'coach' }
  | { readonly kind: 'community'; readonly id: string }

/** A launch's own address opens whoever's first page. */
export function addressOf(place: Place, publicUrl: string): string {
  if (place.kind === 'start') return `${publicUrl}/lti/launch`
  return place.kind === 'coach' ? `${publicUrl}/open/coach` : `${publicUrl}/open/communities/${place.id}`
}

/** What a target link address opens; anything that names nothing of ours is the start. */
export function placeIn(targetLinkUri: string): Place {
  const path = URL.parse(targetLinkUri)?.pathname ?? ''
  if (path === '/open/coach') return { kind: 'coach' }
  const id = /^\/open\/communities\/([1-9][0-9]{0,17})$/.exec(path)?.[1]
  return id === undefined ? { kind: 'start' } : { kind: 'community', id }
}
