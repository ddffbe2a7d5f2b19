/** A run's report as a person reads it: what came, what it did to the roster, roles and seats, and what to do next. Pure. */

import type { KeptBecause, RunReport } from '../../sync/report.ts'
import type { ExitCode } from '../outcome.ts'
import { EXIT } from '../outcome.ts'
import { type Cell, formatCount, formatDuration, formatInstant, formatTable } from '../print.ts'

const HEADLINES: Readonly<Record<RunReport['state'], string>> = {
  requested: 'is waiting for a worker',
  reading: 'is reading the feed',
  staged: 'has read the feed and is comparing',
  planned: 'has a plan',
  held: 'is held: nothing was changed',
  applying: 'is being applied',
  applied: 'was applied',
  reported: 'was applied',
  failed: 'failed: nothing was changed',
  previewed: 'is a preview: nothing was changed',
  discarded: 'was discarded: nothing was changed',
  superseded: 'was superseded by a newer run: nothing was changed',
}

/** States in which the whole feed has been read. */
const SAYS_WHAT_CAME: ReadonlySet<RunReport['state']> = new Set(['applied', 'reported', 'previewed'])

/** Of a run that was not allowed to begin: discarded, with the reason as its failure. */
const REFUSED = 'was refused: nothing was changed'

function isRefused({ state, failure }: RunReport): boolean {
  return state === 'discarded' && failure !== null
}

const KEPT_SAYS: Readonly<Record<KeptBecause, string>> = {
  changed_since: 'was changed since',
  gone_since: 'left since by a later run',
  brought_since: 'was brought again by a later run',
  reference_gone: 'would name somebody or something that is no longer there',
}

type HoldCode = NonNullable<RunReport['hold']>['reasons'][number]['code']

/** What to look at before deciding. */
const LOOK: Readonly<Record<HoldCode, string>> = {
  year_rollover: 'Is it time for it? Then approve. People and their history stay as they are.',
  rekeyed: 'Did the SIS give new ids? Look at the matches; approved with them, everybody stays one person.',
  table_empty: 'Was the export made in full? An empty file is mostly a failed one.',
  retire: 'Did so many really leave, or is a part of the export missing?',
  retire_school: 'Is the school still in the export, with all its people and classes?',
  change: 'Open the changes: is a column blank, shifted or written in another way?',
  role_loss: 'Did the role map, a job title or the type of an organisation change?',
  role_none: 'Is the successor in the export, with the role or title that your rules name?',
  administrator_rise: 'Do you know all of them? A feed should not make many.',
  quarantine: 'Look at the quarantined rows: they mostly have one and the same fault.',
  full_overdue: 'Ask the SIS for a complete export. Approving takes the changes of this run all the same.',
}

/** More reasons than this are for a file, not for eyes. */
const REASONS_MAX = 12
const FIELDS_SHOWN_MAX = 12

/** Held (or a preview that would be) is 3, failed or refused is 1 (product.md §8). */
export function exitOf(report: RunReport): ExitCode {
  if (report.state === 'failed' || isRefused(report)) return EXIT.failed
  if (report.state === 'held') return EXIT.held
  return report.state === 'previewed' && report.hold !== null ? EXIT.held : EXIT.done
}

/** The whole report, line by line. */
export function printReport(report: RunReport): readonly string[] {
  const took = report.durationMs === null ? '' : ` (${formatDuration(report.durationMs)})`
  return [
    `Run ${report.runId} of ${report.source} ${isRefused(report) ? REFUSED : HEADLINES[report.state]}${took}`,
    ...failureLines(report),
    ...block(unchangedLines(report)),
    ...block(tableLines(report)),
    ...block(rolloverLines(report)),
    ...block(roleLines(report)),
    ...block(seatLines(report)),
    ...block(undoLines(report)),
    ...block(problemLines(report)),
    ...block(stickyLines(report)),
    ...block(holdLines(report)),
  ]
}

function block(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines]
}

function failureLines(report: RunReport): readonly string[] {
  return report.failure === null ? [] : ['', `${report.failure.message} [${report.failure.code}]`]
}

function unchangedLines({ unchangedSince }: RunReport): readonly string[] {
  if (unchangedSince === undefined) return []
  return [
    `The export has not changed since ${formatInstant(new Date(unchangedSince), 'UTC')}, its server says: what was fetched then was read again.`,
  ]
}

function tableLines(report: RunReport): readonly string[] {
  const rows = Object.entries(report.tables).map(([table, c]): readonly Cell[] => [
    table,
    c.received,
    c.valid,
    c.quarantined,
    c.added,
    c.changed,
    c.retired,
    c.unchanged,
  ])
  if (rows.every((row) => row.slice(1).every((count) => count === 0)))
    return SAYS_WHAT_CAME.has(report.state) && report.undo === undefined
      ? ['No record came: the feed is empty, or nothing in it has changed.']
      : []
  return formatTable(['', 'received', 'valid', 'quarantined', 'added', 'changed', 'retired', 'unchanged'], rows)
}

function rolloverLines({ rollover }: RunReport): readonly string[] {
  if (rollover === undefined) return []
  const { fromYear, toYear, classesEnded, classesStarted, enrolmentsEnded } = rollover
  return [
    `School year ${fromYear} → ${toYear}: ${formatCount(classesEnded)} classes end with ${formatCount(enrolmentsEnded)} enrolments, ${formatCount(classesStarted)} classes begin`,
  ]
}

function roleLines(report: RunReport): readonly string[] {
  const { granted, revoked, unmapped } = report.roles
  if (granted + revoked + unmapped === 0) return []
  const people = unmapped === 1 ? '1 person has' : `${formatCount(unmapped)} people have`
  const nobody = unmapped === 0 ? '' : `; ${people} no role by any rule`
  return [`Roles: ${formatCount(granted)} granted, ${formatCount(revoked)} revoked${nobody}`]
}

function seatLines(report: RunReport): readonly string[] {
  const rows = Object.entries(report.seats).map(([kind, s]): readonly Cell[] => [
    kind,
    s.bought,
    s.used,
    s.over,
    s.needed,
    s.waiting,
    s.grace,
    s.released,
  ])
  if (rows.length === 0) return []
  const table = formatTable(['seats', 'bought', 'used', 'over', 'needed', 'waiting', 'grace', 'released'], rows)
  const waited = Object.entries(report.seats).filter(([, s]) => s.waiting > 0)
  return [...table, ...waited.flatMap(([kind, s]) => shortageLines(report, kind, s)), ...seatPeopleLines(report)]
}

const PEOPLE_SHOWN = 20

/** People by our number, as "staffroom why" takes it; those who aren't there yet by the feed's. */
function seatPeopleLines(report: RunReport): readonly string[] {
  return Object.entries(report.seatPeople ?? {}).flatMap(([kind, { count, people }]) => {
    const rows = people
      .slice(0, PEOPLE_SHOWN)
      .map(({ personId, sourcedId, move, reason }): readonly Cell[] => [
        kind,
        personId === null ? (sourcedId ?? '') : `id:${personId}`,
        move,
        reason,
      ])
    const more = count - rows.length
    const rest = more > 0 ? [`… and ${formatCount(more)} more: staffroom runs seats ${report.runId}`] : []
    return ['', ...formatTable(['licence', 'person', 'would', 'because'], rows), ...rest]
  })
}

function shortageLines(
  report: RunReport,
  kind: string,
  { waiting, bought, used }: RunReport['seats'][string],
): readonly string[] {
  const isPlan = report.state === 'previewed'
  const people = waiting === 1 ? '1 person' : `${formatCount(waiting)} people`
  const wait = isPlan ? 'would wait' : `wait${waiting === 1 ? 's' : ''}`
  const short = report.seatsShort?.[kind] ?? Math.max(0, used + waiting - bought)
  const needs = `${isPlan ? 'This sync needs' : 'So that nobody waits it takes'} ${formatCount(short)} more ${kind}`
  if (used < bought)
    return [
      `${people} ${wait} for one of the ${kind}: the free ones are reserved for other schools, on the page of the licence.`,
      ...(short > 0 ? [`${needs}.`] : []),
    ]
  return [isPlan ? `${needs}: ${people} ${wait}.` : `${needs}: ${people} ${wait}. Set it with "staffroom licence set".`]
}

function problemLines(report: RunReport): readonly string[] {
  const rows = report.diagnostics.map((d): readonly Cell[] => [d.code, d.count, placeOf(d.firstAt)])
  const [header, ...lines] = rows.length === 0 ? [] : formatTable(['finding', 'count', 'first at'], rows)
  const told = lines.flatMap((line, index) => [line, `    ${report.diagnostics[index]?.says ?? ''}`])
  const incomplete = report.incomplete.map((i) => `Nobody was retired from ${i.table}: ${i.reason}.`)
  return [...(header === undefined ? [] : [header]), ...told, ...incomplete]
}

function stickyLines(report: RunReport): readonly string[] {
  const { conflicts, superseded } = report
  const lines: string[] = []
  if (conflicts !== undefined && conflicts.count > 0)
    lines.push(
      `Edited by hand, and the feed says otherwise (${formatCount(conflicts.count)}); the manual value stays until it is given back:`,
      ...fieldLines(conflicts),
    )
  if (superseded !== undefined && superseded.count > 0)
    lines.push(
      `Not applied, because it was edited by hand after the plan was made (${formatCount(superseded.count)}):`,
      ...fieldLines(superseded),
    )
  return lines
}

function fieldLines({ count, fields }: NonNullable<RunReport['conflicts']>): readonly string[] {
  const shown = fields.slice(0, FIELDS_SHOWN_MAX).map((one) => `  - ${one.kind} ${one.sourcedId}: ${one.field}`)
  return count > shown.length ? [...shown, `  … and ${formatCount(count - shown.length)} more`] : shown
}

function placeOf(at: RunReport['diagnostics'][number]['firstAt']): string {
  const row = at.row === null ? '' : ` row ${at.row}`
  return `${at.file}${row}${at.field === null ? '' : `, ${at.field}`}`
}

function undoLines({ undo, state, runId, source }: RunReport): readonly string[] {
  if (undo === undefined) return []
  const done = state === 'applied' || state === 'reported'
  const kept = undo.kept
    .slice(0, REASONS_MAX)
    .map((one) => `  - ${one.table} ${one.key}${one.field === null ? '' : `, ${one.field}`}: ${KEPT_SAYS[one.because]}`)
  const rest = undo.keptCount - kept.length
  return [
    headlineOf(undo, done),
    ...(undo.enrolmentsAlong === 0
      ? []
      : [`${formatCount(undo.enrolmentsAlong)} enrolments of later runs leave with their class or person.`]),
    ...(undo.keptCount === 0 ? [] : [`${formatCount(undo.keptCount)} stay as they are:`, ...kept]),
    ...(rest > 0 ? [`  … and ${formatCount(rest)} more (--json lists them)`] : []),
    ...(undo.bringsBack || !done
      ? []
      : [
          `Source ${source} rests now, because the same feed would bring the same again.`,
          `  staffroom source resume ${source}   once the feed is mended`,
          `  staffroom runs undo ${runId}   to bring run ${undo.sync} back`,
        ]),
  ]
}

function headlineOf({ of, sync, bringsBack }: NonNullable<RunReport['undo']>, done: boolean): string {
  const [brings, takes] = done ? ['brings', 'takes'] : ['would bring', 'would take']
  if (bringsBack) return `It ${brings} run ${sync} back, which run ${of} had taken back.`
  return of === sync
    ? `It ${takes} run ${of} back.`
    : `It ${takes} run ${sync} back again, which run ${of} had brought back.`
}

function holdLines(report: RunReport): readonly string[] {
  if (report.hold === null) return []
  const all = report.hold.reasons.map((reason) => `  - ${reason.says}`)
  const rest = all.length - REASONS_MAX
  const reasons = rest > 0 ? [...all.slice(0, REASONS_MAX), `  … and ${rest} more (--json lists all)`] : all
  const hints = [...new Set(report.hold.reasons.map(({ code }) => `  - ${LOOK[code]}`))]
  if (report.state !== 'held') return ['It would be held:', ...reasons, '', 'What to look at first:', ...hints]
  return [
    'Held because:',
    ...reasons,
    '',
    'What to look at first:',
    ...hints,
    '',
    'What to do:',
    `  staffroom runs show ${report.runId} --changes            see every change of the plan`,
    `  staffroom runs approve ${report.runId}                   apply exactly this plan`,
    ...(report.hold.reasons.some(({ code }) => code === 'rekeyed')
      ? [
          `  staffroom runs show ${report.runId} --matches            see who comes back under another sourcedId`,
          `  staffroom runs approve ${report.runId} --match           apply it and keep each of them one person`,
        ]
      : []),
    `  staffroom runs approve ${report.runId} --additions-only  apply its additions, change and retire nothing`,
    `  staffroom runs discard ${report.runId}                   leave everything as it is`,
  ]
}
