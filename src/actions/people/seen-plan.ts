/** What was looked at before it was imported: named, so that exactly that is imported, and standing for an hour. Pure. */

import { createHash } from 'node:crypto'

/** How long what was looked at may be imported. */
const PREVIEW_STANDS_MINUTES = 60

/** Names what was shown, and when. @param digest of the plan that was shown */
export function nameLook(digest: string, at: Date): { readonly plan: string; readonly standsUntil: Date } {
  return { plan: nameOf(digest, at), standsUntil: new Date(at.getTime() + PREVIEW_STANDS_MINUTES * 60_000) }
}

function nameOf(digest: string, at: Date): string {
  const moment = at.getTime().toString(36)
  return `${moment}.${createHash('sha256').update(`${moment} ${digest}`).digest('base64url')}`
}

/** Why what was seen isn't imported: it is another plan by now, or it was long ago. Null: it stands. */
export function staleness(seen: string, digest: string, now: Date): 'plan_old' | 'plan_changed' | null {
  const at = new Date(Number.parseInt(seen.split('.')[0] ?? '', 36))
  if (Number.isNaN(at.getTime()) || seen !== nameOf(digest, at)) return 'plan_changed'
  const age = now.getTime() - at.getTime()
  return age > PREVIEW_STANDS_MINUTES * 60_000 || age < -60_000 ? 'plan_old' : null
}
