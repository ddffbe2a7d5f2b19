/** The closed lists of codes: findings in a feed, reasons to hold a run, and refusals of a launch. */

import { explainAll } from '../../src/http/routes/lti/lti-advice.ts'
import { DIAGNOSTIC_CODES, type FixBy, type Severity } from '../../src/roster/diagnostic.ts'
import { HOLD_CODES } from '../../src/roster/guard.ts'
import { code, page, table } from './markdown.ts'

const EFFECTS: Readonly<Record<Severity, string>> = {
  fatal: 'the run ends, nothing is changed',
  row: 'the row stays out (quarantined), the rest goes on',
  warning: 'said in the report, nothing stays out',
  info: 'said in the report, nothing stays out',
}
const MENDERS: Readonly<Record<FixBy, string>> = {
  exporter: 'the vendor of the export',
  district: 'the district, in its own data or rules',
  operator: 'whoever runs Staffroom',
}

export function renderDiagnostics(): string {
  const rows = Object.entries(DIAGNOSTIC_CODES).map(([name, { severity, fixBy, says }]) => [
    code(name),
    says,
    EFFECTS[severity],
    MENDERS[fixBy],
  ])
  return page(
    'Findings in a feed',
    'What a run can find, in the order in which it looks: the package, its rows, the set as a whole. A run names each with file, row as a spreadsheet shows it (the header is row 1) and column; never with the value that stands there.',
    [table(['code', 'what it says', 'what it does', 'who can mend it'], rows)],
  )
}

export function renderHolds(): string {
  const rows = Object.entries(HOLD_CODES).map(([name, { means, look }]) => [code(name), means, look])
  return page(
    'Why a run is held',
    'A held run has changed nothing and waits for a decision. Its report names every reason with its code, its figures and the figure that would have passed; the limits are in [settings.md](settings.md), and a district sets its own.',
    [table(['code', 'what it means', 'what to look at before deciding'], rows)],
  )
}

export function renderRefusals(): string {
  const rows = explainAll().map(({ code: name, status, meaning, remedy, advice }) => [
    code(name),
    `${status}`,
    meaning,
    `**${advice.title}.** ${advice.text}`,
    remedy,
  ])
  return page(
    'Refused logins and launches',
    'The page that a person sees names the code; the log of the web process has it too, with the number that the page shows. A login and a launch are checked step by step, in this order, and the first thing that is wrong is the one that is named. `browser_unbound` offers a window of its own. The last ones come after the protocol was satisfied.',
    [table(['code', 'HTTP', 'what happened', 'what the person reads', 'what IT does'], rows)],
  )
}
