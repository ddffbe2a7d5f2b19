/** What a launch says of the platform's services: where its lists are, and what kind of platform it is. */

import { isObject, readText } from './claim.ts'
import type { Claims } from './claim.ts'
import { LINE_ITEM_SCOPE, readGradeService, SCORE_SCOPE } from './line-item.ts'
import type { GradeService } from './line-item.ts'

const NAMES_AND_ROLES = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
const TOOL_PLATFORM = 'https://purl.imsglobal.org/spec/lti/claim/tool_platform'
const URL_LENGTH_MAX = 2000

export interface LaunchServices {
  /** Where the course's members are listed (Names and Roles 2.0 §3.6.1.1); null: the platform offers no list. */
  readonly membershipsUrl: string | null
  /**
   * Where the course's line items are (Assignment and Grades 2.0 §3.1); null: the platform doesn't let us make line
   * items and write scores.
   */
  readonly gradebookUrl: string | null
  /** `product_family_code`: canvas, moodle, schoology …; null: not said. */
  readonly platformFamily: string | null
}

/** Reads them; whatever is no address or no text is absent. Whether the address may be asked, the fetch decides. */
export function readServices(claims: Claims): LaunchServices {
  const names = claims[NAMES_AND_ROLES]
  const platform = claims[TOOL_PLATFORM]
  const grades = readGradeService(claims)
  return {
    gradebookUrl: offersScores(grades) ? readAddress(grades.lineItemsUrl) : null,
    membershipsUrl: isObject(names) ? readAddress(names['context_memberships_url']) : null,
    platformFamily: isObject(platform) ? readFamily(platform['product_family_code']) : null,
  }
}

function readAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > URL_LENGTH_MAX) return null
  const url = URL.parse(value)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

function readFamily(value: unknown): string | null {
  const family = readText(value)?.toLowerCase() ?? ''
  return /^[a-z0-9._-]{1,60}$/.test(family) ? family : null
}

function offersScores(grades: GradeService | null): grades is GradeService {
  return grades !== null && [LINE_ITEM_SCOPE, SCORE_SCOPE].every((scope) => grades.scopes.includes(scope))
}
