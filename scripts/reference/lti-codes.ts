/** The closed lists of codes about connecting a learning platform. */

import { REGISTRATION_REFUSALS } from '../../src/lti/registration-refusal.ts'
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
