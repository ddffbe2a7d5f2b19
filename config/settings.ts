/** The installation's settings: the files of this folder, checked as they are read. */

import { readFileSync } from 'node:fs'
import { Failure } from '../src/roster/failure.ts'
import { type BillingSettings, readBilling } from '../src/seats/billing.ts'
import { DIAGNOSTIC_CODES } from '../src/roster/diagnostic.ts'
import { readRoleMap } from '../src/roster/role-map.ts'
import { readQuestionSets } from '../src/community/question-set.ts'
import { readLicenceKinds } from '../src/seats/kind.ts'
import licenceKinds from './licence-kinds.json' with { type: 'json' }
import questionSets from './question-sets.json' with { type: 'json' }
import limits from './limits.json' with { type: 'json' }
import roleMap from './role-map.json' with { type: 'json' }
import settings from './settings.json' with { type: 'json' }
import web from './web.json' with { type: 'json' }
import worker from './worker.json' with { type: 'json' }

const roles = readRoleMap(roleMap)
const kinds = readLicenceKinds(licenceKinds)
const sets = readQuestionSets(questionSets)
if ('faults' in roles) throw new Error(`config/role-map.json: ${roles.faults.join('; ')}`)
if ('faults' in kinds) throw new Error(`config/licence-kinds.json: ${kinds.faults.join('; ')}`)

if ('faults' in sets) throw new Error(`config/question-sets.json: ${sets.faults.join('; ')}`)

/** What the pipeline goes by. */
export const syncSettings = {
  feedLimits: limits.feed,
  guard: settings.guard,
  fullComparison: settings.fullComparison,
  run: settings.run,
  defaultRoleMap: roles.map,
  licenceKinds: kinds.kinds,
}

/** How long support access may be. */
export const supportSettings = settings.support
/** When notices are told and how messages are sent again. */
export const noticeSettings = settings.notices
/** How long what a run leaves behind is kept. */
export const retentionSettings = settings.retention

/** What pages and actions go by; the connector and its empty list come with it. */
export const domainSettings = {
  interactionTypes: web.interactionTypes,
  licenceKinds: kinds.kinds,
  questionSets: sets.sets,
  defaultRoleMap: roles.map,
  guard: settings.guard,
  fullComparison: settings.fullComparison,
  retention: settings.retention,
  support: settings.support,
  attachments: web.attachments,
  uploads: { ...web.uploads, rowsMax: limits.feed.uploadRowsMax },
  diagnosticSays: Object.fromEntries(Object.entries(DIAGNOSTIC_CODES).map(([code, { says }]) => [code, says])),
}

/** The words of a list of passwords that many people use. */
export const readPasswordList = (): string => readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')

export const httpLimits = web.limits
/**
 * Logins and launches of one registration from one network address, of one web process. Each person takes two or three:
 * 3,000 at one moment, then 100 a second. No school or district comes near, and a flood leaves room for everybody else.
 */
export const launchFlood = web.launchFlood
/**
 * Prices and the payment provider, of the file that STAFFROOM_BILLING names; null: none is named.
 * @throws Failure BILLING_SETTINGS with all that is wrong in it, never with what stands in it
 */
export function readBillingFile(path: string | null): BillingSettings | null {
  if (path === null) return null
  const read = readBilling(parseBilling(path))
  if ('settings' in read) return read.settings
  throw billingFailure(`${path}: ${read.faults.join('; ')}`)
}

function parseBilling(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const what = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw billingFailure(`${path} ${what}`, cause)
  }
}

function billingFailure(says: string, cause?: unknown): Failure {
  return new Failure('BILLING_SETTINGS', 'operator', `The file of STAFFROOM_BILLING isn’t as it has to be. ${says}.`, {
    cause,
  })
}

/** The secret that `${NAME}` stands for. @throws Failure BILLING_SETTINGS where there is none of that name */
export function secretOf(named: string, variables: Readonly<Record<string, string | undefined>>): string {
  const name = named.slice(2, -1)
  const value = variables[name]?.trim() ?? ''
  if (value !== '') return value
  throw billingFailure(`It names \${${name}}, and there is no such variable in the environment`)
}

/** What workers and schedules go by. */
export const workerSettings = worker
