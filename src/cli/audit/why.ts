/** `staffroom why`: each role and seat of a person, traced to its row, rule, run and ledger entry. */

import type { Command } from 'commander'
import type { ExplainedRole, ExplainedSeat, PersonExplanation } from '../../sync/why.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface WhyOptions {
  readonly district?: string
  readonly past?: boolean
}

export function addWhy(program: Command, shell: Shell): void {
  const why = program
    .command('why')
    .description('why a person has each role and seat: feed row, rule, run, ledger')
    .argument('<person>', "a sourcedId, or the person's number")
    .option('--district <id>', 'the district; needed where several know the same id')
    .option('--past', 'with the roles and seats that are gone')
  shell.actInside<WhyOptions>(why, async (_task, installation, { args, options }) => {
    const districtId = options.district === undefined ? null : await resolveDistrict(installation, options.district)
    const person = await installation.people.why({ districtId, person: args[0] ?? '' })
    return { data: person, lines: printExplanation(person, options.past === true) }
  })
}

/** What `why` prints. Pure. */
export function printExplanation(person: PersonExplanation, past: boolean): readonly string[] {
  const roles = person.roles.filter(({ status }) => past || status === 'active')
  return [
    `Person ${person.personId} of district ${person.district} is ${person.status}${person.enabled ? '' : ', switched off'}.`,
    '',
    'Known by',
    ...none(person.records.flatMap(recordLines), 'no source: made by hand'),
    '',
    'Roles',
    ...none(
      roles.flatMap((role) => roleLines(role, person)),
      'none',
    ),
    '',
    'Seats',
    ...none(
      person.seats.flatMap((seat) => seatLines(seat)),
      'none',
    ),
    ...(past && person.pastSeats.length > 0 ? ['', 'Earlier seats', ...person.pastSeats.map(entryLine)] : []),
  ]
}

function none(lines: readonly string[], words: string): readonly string[] {
  return lines.length === 0 ? [`  ${words}`] : lines
}

function recordLines(record: PersonExplanation['records'][number]): readonly string[] {
  const roles = record.feedRoles.map(({ role, orgSourcedId }) => `${role} at ${orgSourcedId}`)
  const retired = record.status === 'retired' ? ', retired' : ''
  return [
    `  ${record.source}: ${record.sourcedId}${retired}, ${placeOf(record)}`,
    `    the feed says: ${roles.length === 0 ? 'no role' : roles.join(', ')}`,
  ]
}

function roleLines(role: ExplainedRole, person: PersonExplanation): readonly string[] {
  const gone = role.revokedAt === null ? '' : `, until ${dayOf(role.revokedAt)}${runWords(role.revokedRunId, person)}`
  return [
    `  ${role.role} ${scopeOf(role)}, since ${dayOf(role.grantedAt)}${gone}`,
    ...ruleLines(role),
    ...role.rows.map((row) => `    row: ${row.sourcedId} of ${row.source}, ${placeOf(row)}`),
    ...(role.grantedRunId === null ? [] : [`    given by${runWords(role.grantedRunId, person)}`]),
  ]
}

function ruleLines(role: ExplainedRole): readonly string[] {
  if (role.origin === 'manual') return [`    given by hand${role.grantedBy === null ? '' : ` by ${role.grantedBy}`}`]
  if (role.rule === 'enrolment') return ['    rule: teaches the class by an enrolment of the feed']
  const changed = role.mapChangedSince ? '; the map has been written since, so its number may be another rule now' : ''
  const words = role.ruleNow === null ? 'no longer in the map' : JSON.stringify(role.ruleNow.when)
  const comment = role.ruleNow?.comment ?? null
  return [`    rule: ${role.rule ?? 'unknown'} ${words}${comment === null ? '' : ` (${comment})`}${changed}`]
}

function seatLines(seat: ExplainedSeat): readonly string[] {
  const because = seat.because.map((role) => `${role.role} ${scopeOf(role)}`)
  const until = seat.until === null ? '' : `, until ${dayOf(seat.until)}`
  return [
    `  ${seat.kind}: ${seat.state} since ${dayOf(seat.since)}${until}`,
    `    needed for: ${because.length === 0 ? 'nothing any more' : because.join(', ')}`,
    ...seat.entries.map((entry) => `  ${entryLine(entry)}`),
  ]
}

function entryLine(entry: ExplainedSeat['entries'][number]): string {
  return `  ${dayOf(entry.at)} ${entry.kind} entry ${entry.seq}: ${entry.move} (${entry.reason}), by ${entry.actor}`
}

function scopeOf(role: { readonly scopeType: string; readonly scopeSourcedId: string | null }): string {
  return role.scopeType === 'district' ? 'in the district' : `at ${role.scopeType} ${role.scopeSourcedId ?? ''}`.trim()
}

function placeOf(row: PersonExplanation['roles'][number]['rows'][number]): string {
  if (row.runId === null) return 'made by hand'
  const where = row.file === null || row.row === null ? 'row no longer known' : `${row.file} row ${String(row.row)}`
  return `${where}, last changed by run ${row.runId}`
}

function runWords(runId: string | null, person: PersonExplanation): string {
  if (runId === null) return ''
  const run = person.runs.find((one) => one.runId === runId)
  if (run === undefined) return ` run ${runId}`
  const undo = run.undoOf === null ? '' : `, which took back run ${run.undoOf}`
  const decided = run.decidedBy === null ? '' : `, approved by ${run.decidedBy}`
  return ` run ${runId} (${run.source}, asked for by ${run.requestedBy ?? 'nobody known'}${decided}${undo})`
}

function dayOf(instant: string): string {
  return instant.slice(0, 10)
}
