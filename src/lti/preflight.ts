/**
 * The check after an install: what a launch by somebody who administers the platform shows of the connection. Kept as
 * codes, put into words here; nothing of the person is in it.
 */

import type { LaunchFacts } from './launch-facts.ts'
import type { ServiceProblemCode } from './service-problem.ts'
import type { ServiceTrial } from './service-trial.ts'
import { CANVAS_PLACEMENTS, SCOPES } from './tool-configuration.ts'

export type FindingState = 'ok' | 'warning' | 'wrong'

interface Explanation {
  readonly check:
    | 'keys'
    | 'services'
    | 'token'
    | 'privacy'
    | 'browser'
    | 'person_id'
    | 'identity'
    | 'class'
    | 'placements'
  readonly state: FindingState
  readonly says: string
  /** Null: nothing is to do. */
  readonly remedy: string | null
}

const PRIVACY =
  'Canvas: set the privacy level of the developer key (or of the app) to Public. Moodle: “Share launcher’s name/email with tool: Always”. Schoology: allow name and e-mail for the app.'
const PERSON_ID =
  'Canvas: the custom field canvas_user_sissourceid=$Canvas.user.sisSourceId, and people with SIS ids. Moodle: the ID number of the people. Schoology sends none; people are then linked by an administrator.'
const GRANT_SCOPES =
  'Canvas: switch the missing scopes of the developer key on. Moodle: in the tool’s settings under Services. Then open Staffroom again.'
const TOKEN_ADDRESS = 'Whoever runs Staffroom changes it by “staffroom lti register” with the right addresses.'

export const PREFLIGHT = {
  keys_read: {
    check: 'keys',
    state: 'ok',
    says: 'The LMS’s keys can be read, and its signature is right.',
    remedy: null,
  },
  services_offered: {
    check: 'services',
    state: 'ok',
    says: 'The LMS offers every service that Staffroom uses.',
    remedy: null,
  },
  services_some: {
    check: 'services',
    state: 'warning',
    says: 'The LMS does not grant all that Staffroom asks for. Without names and roles no class is compared with the roster; without grades no participation is reported. Launches work.',
    remedy: GRANT_SCOPES,
  },
  services_unseen: {
    check: 'services',
    state: 'ok',
    says: 'Staffroom was not opened from a course; which services the LMS offers shows there.',
    remedy: null,
  },
  services_none: {
    check: 'services',
    state: 'warning',
    says: 'The LMS offers no services here. Launches work; no class is compared with the roster.',
    remedy: 'Switch names and roles (NRPS) on for the tool, and open Staffroom from a course.',
  },
  token_given: {
    check: 'token',
    state: 'ok',
    says: 'The LMS gave Staffroom a token for its services: it reads Staffroom’s keys, and takes what they sign.',
    remedy: null,
  },
  token_some: {
    check: 'token',
    state: 'warning',
    says: 'The LMS gives Staffroom tokens, but refuses some of its services. Launches work.',
    remedy: GRANT_SCOPES,
  },
  token_none: {
    check: 'token',
    state: 'warning',
    says: 'The LMS refuses Staffroom every one of its services. Launches work; no class is compared with the roster.',
    remedy: GRANT_SCOPES,
  },
  token_keys: {
    check: 'token',
    state: 'wrong',
    says: 'The LMS refused what Staffroom signs: mostly it has another key set address than Staffroom’s, or can’t reach it.',
    remedy:
      'Compare the public keyset URL in the LMS with the one on the page “LMS connections”, and the client id. The server of the LMS has to reach that address over https. Where Staffroom’s keys were replaced a moment ago, try again in an hour.',
  },
  token_refused: {
    check: 'token',
    state: 'wrong',
    says: 'The LMS refused Staffroom a token for its services.',
    remedy: 'See whether the tool is switched on in the LMS, and may use services there.',
  },
  token_address: {
    check: 'token',
    state: 'wrong',
    says: 'The LMS’s address for tokens is not one that may be asked: it is not https, or a private one, or sends elsewhere.',
    remedy: `Compare the access token URL on the page “LMS connections” with the LMS. ${TOKEN_ADDRESS}`,
  },
  token_unreachable: {
    check: 'token',
    state: 'warning',
    says: 'The LMS’s address for tokens can’t be reached from Staffroom’s machine, or took longer than four seconds.',
    remedy: `Open Staffroom again in a few minutes. If it stays, have whoever runs Staffroom see whether their machine reaches the LMS. ${TOKEN_ADDRESS}`,
  },
  token_failing: {
    check: 'token',
    state: 'warning',
    says: 'The LMS answered that it can’t give a token now.',
    remedy: 'Open Staffroom again in a few minutes. If it stays, ask whoever runs the LMS.',
  },
  token_answer: {
    check: 'token',
    state: 'wrong',
    says: 'What lies at the LMS’s address for tokens gives none: mostly it is another page.',
    remedy: `Compare the access token URL on the page “LMS connections” with the LMS. ${TOKEN_ADDRESS}`,
  },
  token_unsigned: {
    check: 'token',
    state: 'wrong',
    says: 'Staffroom could not sign what it asks the LMS: its own key can’t be read.',
    remedy: 'Have whoever runs Staffroom call “staffroom doctor”: it says what is wrong with the keys.',
  },
  privacy_public: {
    check: 'privacy',
    state: 'ok',
    says: 'The LMS says who somebody is: name and e-mail.',
    remedy: null,
  },
  privacy_partial: {
    check: 'privacy',
    state: 'warning',
    says: 'The LMS keeps the name or the e-mail address to itself. Whoever is found by their id gets in all the same; others can’t be proposed for linking.',
    remedy: PRIVACY,
  },
  privacy_anonymous: {
    check: 'privacy',
    state: 'wrong',
    says: 'The LMS tells neither name nor e-mail: it launches anonymously. It was not so asked for, or was changed since.',
    remedy: PRIVACY,
  },
  browser_cookie: {
    check: 'browser',
    state: 'ok',
    says: 'This browser kept our cookie inside the LMS’s page.',
    remedy: null,
  },
  browser_storage: {
    check: 'browser',
    state: 'ok',
    says: 'This browser keeps no cookie of ours inside the LMS’s page; the LMS’s own storage did it.',
    remedy: null,
  },
  person_id_sent: { check: 'person_id', state: 'ok', says: 'The LMS sends an id of the roster.', remedy: null },
  person_id_unresolved: {
    check: 'person_id',
    state: 'warning',
    says: 'The LMS sends a variable instead of the person’s id ($…): it knows none of this person, or not this variable.',
    remedy: PERSON_ID,
  },
  person_id_missing: {
    check: 'person_id',
    state: 'warning',
    says: 'The LMS sends no id of the roster.',
    remedy: PERSON_ID,
  },
  identity_found: { check: 'identity', state: 'ok', says: 'You were found in the roster.', remedy: null },
  identity_unmatched: {
    check: 'identity',
    state: 'warning',
    says: 'You were not found in the roster. For somebody who only looks after the LMS that is as it should be; teachers and students have to be found.',
    remedy: 'Try it as a teacher, too. Who was not found waits in Staffroom for an administrator.',
  },
  identity_ambiguous: {
    check: 'identity',
    state: 'wrong',
    says: 'Several people of the roster have the id that the LMS sends.',
    remedy: 'Choose another field of the roster for the LMS’s person id, on the page “LMS connections”.',
  },
  identity_unconfirmed: {
    check: 'identity',
    state: 'warning',
    says: 'You were found in the roster, but who connected this LMS doesn’t administer the district: teachers and students get in by it, and nobody who holds more.',
    remedy: 'An administrator of the district confirms the connection on the page “LMS connections”.',
  },
  class_found: { check: 'class', state: 'ok', says: 'The course is a class of the roster.', remedy: null },
  class_none: {
    check: 'class',
    state: 'ok',
    says: 'Staffroom was not opened from a course; whether classes are found shows there.',
    remedy: null,
  },
  class_unmatched: {
    check: 'class',
    state: 'warning',
    says: 'The course is no class that Staffroom knows.',
    remedy: 'Canvas: sections with SIS ids. Moodle: the course’s ID number. Or link the course by hand in Staffroom.',
  },
  placements_all: {
    check: 'placements',
    state: 'ok',
    says: 'Staffroom was opened from every place where Canvas shows it.',
    remedy: null,
  },
  placements_some: {
    check: 'placements',
    state: 'ok',
    says: 'Not opened yet from every place where Canvas can show Staffroom.',
    remedy: 'Where it isn’t shown there, the placement was switched off in the developer key or the app.',
  },
} as const satisfies Record<string, Explanation>

export type FindingCode = keyof typeof PREFLIGHT

/** As it is kept. `about`: scopes, placements or the platform's code, by their own names; never anything of a person. */
export interface Finding {
  readonly code: FindingCode
  readonly about: readonly string[]
}

export interface ExplainedFinding {
  readonly check: string
  readonly state: FindingState
  readonly code: string
  readonly says: string
  readonly remedy: string | null
}

/** In words; what an older version kept and this one doesn't know is left out. */
export function explainFindings(kept: unknown): readonly ExplainedFinding[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('code' in one)) return []
    const { code, about } = one as { readonly code: unknown; readonly about?: unknown }
    if (typeof code !== 'string' || !isCode(code)) return []
    const names = Array.isArray(about) ? about.filter((name): name is string => typeof name === 'string') : []
    const { check, state, says, remedy } = PREFLIGHT[code]
    return [{ check, state, code, says: names.length === 0 ? says : `${says} (${names.join(', ')})`, remedy }]
  })
}

/** What is known besides what the launch itself shows. */
export interface LaunchOutcome {
  readonly binding: 'cookie' | 'storage'
  readonly isAnonymous: boolean
  readonly identity: 'found' | 'unmatched' | 'ambiguous' | 'unconfirmed'
  /** Null: the launch came from no course. */
  readonly isClassFound: boolean | null
  /** Placements from which it was opened before. */
  readonly placements: readonly string[]
  /** What came of asking the platform for a token. */
  readonly trial: ServiceTrial
}

/** What a token is asked for: what the platform offers in this launch; outside of a course, where it offers nothing, all. */
export function scopesToTry({ scopes }: Pick<LaunchFacts, 'scopes'>): readonly string[] {
  const offered = SCOPES.filter((scope) => scopes.includes(scope))
  return offered.length === 0 ? SCOPES : offered
}

/** One finding for each check, in the order in which they are shown. */
export function examineLaunch(facts: LaunchFacts, outcome: LaunchOutcome): readonly Finding[] {
  const findings = [
    find('keys_read'),
    services(facts, outcome),
    token(outcome.trial),
    privacy(facts, outcome),
    find(outcome.binding === 'cookie' ? 'browser_cookie' : 'browser_storage'),
    find(`person_id_${facts.personId}`),
    find(`identity_${outcome.identity}`),
    find(CLASS[`${outcome.isClassFound}`]),
  ]
  return facts.placement === null ? findings : [...findings, placements(facts.placement, outcome)]
}

/** The placements that findings of before name as seen. */
export function placementsIn(kept: unknown): readonly string[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('code' in one) || !('about' in one)) return []
    if (one.code === 'placements_all') return CANVAS_PLACEMENTS
    const { about } = one
    if (one.code !== 'placements_some' || !Array.isArray(about)) return []
    return CANVAS_PLACEMENTS.filter((placement) => !about.includes(placement))
  })
}

const CLASS = { true: 'class_found', false: 'class_unmatched', null: 'class_none' } as const

function find(code: FindingCode, about: readonly string[] = []): Finding {
  return { code, about }
}

function services({ scopes }: LaunchFacts, { isClassFound }: LaunchOutcome): Finding {
  const missing = SCOPES.filter((scope) => !scopes.includes(scope))
  if (missing.length === 0) return find('services_offered')
  // Outside of a course a platform has no members to offer.
  if (isClassFound === null && scopes.length === 0) return find('services_unseen')
  return missing.length === SCOPES.length ? find('services_none') : find('services_some', missing)
}

const TOKEN_PROBLEMS: Readonly<Partial<Record<ServiceProblemCode, FindingCode>>> = {
  service_client_refused: 'token_keys',
  service_token_refused: 'token_refused',
  service_address: 'token_address',
  service_unreachable: 'token_unreachable',
  service_slow: 'token_unreachable',
  service_failing: 'token_failing',
  service_unsigned: 'token_unsigned',
}

function token({ problem, refused, isGranted, said }: ServiceTrial): Finding {
  if (problem !== null) return find(TOKEN_PROBLEMS[problem] ?? 'token_answer', said === null ? [] : [said])
  if (refused.length === 0) return find('token_given')
  return isGranted ? find('token_some', refused) : find('token_none')
}

function privacy({ tellsName, tellsEmail }: LaunchFacts, { isAnonymous }: LaunchOutcome): Finding {
  if (tellsName && tellsEmail) return find('privacy_public')
  return find(isAnonymous || (!tellsName && !tellsEmail) ? 'privacy_anonymous' : 'privacy_partial')
}

function placements(placement: string, { placements: before }: LaunchOutcome): Finding {
  const unseen = CANVAS_PLACEMENTS.filter((one) => one !== placement && !before.includes(one))
  return unseen.length === 0 ? find('placements_all') : find('placements_some', unseen)
}

/** For a ticket: versions, addresses, codes. No personal value, no token. */
export function writeTicket(
  about: {
    readonly version: string
    readonly publicUrl: string
    readonly issuer: string
    readonly clientId: string
    readonly deploymentId: string
    readonly checkedAt: string
  },
  findings: readonly ExplainedFinding[],
): string {
  const head = [
    `Staffroom ${about.version} at ${about.publicUrl}`,
    `Platform ${about.issuer}, client ${about.clientId}, deployment ${about.deploymentId}`,
    `Checked ${about.checkedAt}`,
  ]
  return [...head, '', ...findings.map(({ state, code, says }) => `[${state}] ${code}: ${says}`)].join('\n')
}

function isCode(code: string): code is FindingCode {
  return Object.hasOwn(PREFLIGHT, code)
}
