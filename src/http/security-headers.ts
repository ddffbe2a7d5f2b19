/** Headers that keep a page to itself: what it may load, who may frame it, what it tells others. */

import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** An origin; of a hosted platform all its customers' sites, `https://*.instructure.com`. Never anything wider. */
const ORIGIN = /^https?:\/\/(?:\*\.[a-z0-9-]+\.)?[a-z0-9.:[\]-]+$/i

/**
 * Content-Security-Policy of one answer: nothing but our own files, inline only with the nonce, framed only by
 * ourselves and the origins given (of the LTI registration; never `*`). Forms go to ourselves and to `formAction`.
 */
export function contentSecurityPolicy(
  nonce: string,
  frameAncestors: readonly string[] = [],
  formAction: readonly string[] = [],
): string {
  const ancestors = frameAncestors.filter((origin) => ORIGIN.test(origin))
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action ${["'self'", ...formAction.filter((origin) => ORIGIN.test(origin))].join(' ')}`,
    "base-uri 'none'",
    `frame-ancestors ${["'self'", ...ancestors].join(' ')}`,
  ].join('; ')
}

/** Everything else that helmet sets. No X-Frame-Options: it can't name the LMS, frame-ancestors does. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: false,
    frameguard: false,
    crossOriginEmbedderPolicy: false,
    // The app is framed by and opened from other origins: that is what an LTI tool is for.
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  })
}
