/** The `Link` header (RFC 8288) of a page: followed where it proves right, ignored otherwise. */

import { parseUrl } from './parse-url.ts'

/** What a page's link to the next one is worth. */
export type NextLink =
  | { readonly kind: 'none' }
  /** It disagrees with the rows received, or leads elsewhere. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'right'; readonly url: URL }

/**
 * A link is right when it is of the same origin and path as the page, begins where the rows of the page end, and asks all
 * that the page asked. (What it has beyond that, such as a snapshot's id, is the reason to follow it.)
 */
export function judgeNextLink(header: string | null, asked: URL, nextOffset: number): NextLink {
  const target = header === null ? null : nextTarget(header)
  if (target === null) return { kind: 'none' }
  const url = parseUrl(target, asked)
  if (url === null || url.origin !== asked.origin || url.pathname !== asked.pathname) return { kind: 'wrong' }
  if (url.username !== '' || url.password !== '') return { kind: 'wrong' }
  if (url.searchParams.get('offset') !== String(nextOffset)) return { kind: 'wrong' }
  const kept = [...asked.searchParams].every(
    ([name, value]) => name === 'offset' || name === 'limit' || url.searchParams.get(name) === value,
  )
  return kept ? { kind: 'right', url } : { kind: 'wrong' }
}

const LINK_LENGTH_MAX = 4096

/** The address with rel=next; null where there is none. */
function nextTarget(header: string): string | null {
  for (const [, target = '', parameters = ''] of header
    .slice(0, LINK_LENGTH_MAX)
    .matchAll(/<([^>]*)>((?:\s*;\s*[^,;<]*)*)/g)) {
    const relations = /;\s*rel\s*=\s*"?([^";]*)"?/i.exec(parameters)?.[1] ?? ''
    if (relations.trim().toLowerCase().split(/\s+/).includes('next')) return target
  }
  return null
}
