/**
 * The session of a page that stands alone, in a cookie that no script reads. The browser sends it by itself, so it
 * counts only for a request that a page of ours has made: with a header that another site can't send unasked, and
 * from our own origin. A frame of an LMS has no part in it: its token lives in memory.
 */

import { createHash } from 'node:crypto'
import type { Request } from 'express'

/** Its value is the page's mark of its session, or `start` where the page doesn't know one yet. */
export const PAGE_HEADER = 'x-staffroom-page'
const START = 'start'

export interface PageCookie {
  readonly name: string
  /** `Set-Cookie` that gives the session to the browser, until the browser is closed or the session ends. */
  readonly write: (token: string) => string
  /** `Set-Cookie` that takes it back. */
  readonly clear: () => string
  /** Whether the browser has one, whoever asks and whatever it is worth. */
  readonly isSent: (request: Request) => boolean
  /** The token; null where there is none, the request isn't one of our own pages', or the page has another session open. */
  readonly read: (request: Request) => string | null
  /** The token, whoever asks: only to end what was there before. */
  readonly peek: (request: Request) => string | null
}

/**
 * @param publicUrl origin of this installation. On plain http (trials on one machine) the cookie can't be `Secure`:
 * some browsers would drop it, and with it its prefix.
 */
export function createPageCookie(publicUrl: string): PageCookie {
  const origin = new URL(publicUrl).origin
  const isSecure = origin.startsWith('https:')
  const name = isSecure ? '__Host-staffroom' : 'staffroom'
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    name,
    write: (token) => `${name}=${token}; ${attributes}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
    isSent: (request) => cookieIn(request, name) !== null,
    peek: (request) => cookieIn(request, name),
    read: (request) => {
      const token = cookieIn(request, name)
      if (token === null || !isFromOwnPage(request, origin)) return null
      const mark = request.get(PAGE_HEADER)
      return mark === START || mark === markOf(token) ? token : null
    },
  }
}

/**
 * What a page may know of its session: it names the session in the header, so that a tab doesn't go on as somebody else
 * after another tab has signed in. Nothing of the token can be told from it.
 */
export function markOf(token: string): string {
  return createHash('sha256').update(`page of ${token}`).digest('base64url').slice(0, 22)
}

/** Browsers that say where a request comes from are believed; older ones name the origin of whatever changes something. */
export function isFromOwnPage(request: Request, own: string): boolean {
  const site = request.get('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = request.get('origin')
  return origin === undefined || origin === own
}

/** A cookie's secret; null where there is none, more than one, or something that isn't ours. */
export function cookieIn(request: Request, name: string): string | null {
  const value = cookieValue(request, name)
  return value !== null && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null
}

/** What a cookie holds, whatever it is; null where there is none or more than one. */
export function cookieValue(request: Request, name: string): string | null {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  // Two of one name are nobody's: which is ours can't be told.
  const [found, another] = pairs.filter((pair) => pair.startsWith(`${name}=`))
  return found === undefined || another !== undefined ? null : found.slice(name.length + 1)
}
