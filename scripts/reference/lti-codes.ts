/** The closed lists of codes about connecting a learning platform. */

import { PREFLIGHT } from '../../src/lti/preflight.ts'
import { REGISTRATION_REFUSALS } from '../../src/lti/registration-refusal.ts'
import { SERVICE_PROBLEMS } from '../../src/lti/service-problem.ts'
import { code, page, table } from './markdown.ts'

export function renderRegistrationRefusals(): string {
  const rows = Object.entries(REGISTRATION_REFUSALS).map(([name, { status, meaning, remedy, linkStays }]) => [
    code(name),
    `${status}`,
    meaning,
    remedy,
    linkStays ? 'yes' : 'no',
  ])
  return page(
    'Refused registrations',
    'Why a platform was not registered by a one-time link. Nothing is kept in Staffroom; the link works once more only where the platform can have made nothing either.',
    [table(['code', 'HTTP', 'what happened', 'what to do', 'link still works'], rows)],
  )
}

export function renderPreflight(): string {
  const rows = Object.entries(PREFLIGHT).map(([name, { check, state, says, remedy }]) => [
    code(name),
    check,
    state,
    says,
    remedy ?? '',
  ])
  return page(
    'The connection check',
    'What a launch by somebody who administers the learning platform shows of the connection. The last result stands on the page “LMS connections”.',
    [table(['code', 'check', 'state', 'what it says', 'what to do'], rows)],
  )
}

export function renderServiceProblems(): string {
  const rows = Object.entries(SERVICE_PROBLEMS).map(([name, { meaning, remedy }]) => [code(name), meaning, remedy])
  return page(
    'Questions to an LMS that end badly',
    'What Staffroom asks an LMS itself: who is in a course. The page where it was asked names the code. Nothing of an answer is used unless all of it came.',
    [table(['code', 'what happened', 'what to do'], rows)],
  )
}
