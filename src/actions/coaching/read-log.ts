/** What an older log would become: read, looked up and compared with what is there; nothing is written. */

import { createHash } from 'node:crypto'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { matchLine, type MatchedLine, wordsOf } from '../../coaching/log-match.ts'
import { type LogHeader, type LogLine, readExportedId, readLogHeader, readLogLine } from '../../coaching/log-sheet.ts'
import { listTagsDirect } from '../../store/coaching/coaching-tag.ts'
import { readTypesOf } from '../../store/coaching/interaction-types.ts'
import {
  type ComparedLog,
  findImportKeys,
  findInteractionsOfCoach,
  listLogCoaches,
  listLogPeople,
  listLogSchools,
} from '../../store/coaching/log-import.ts'
import { requireDistrict } from '../../store/people/district.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** Who imports: with what right, in what unit of work, and how the audit log names them. */
export interface Importer {
  readonly grant: Grant<'import:interaction'>
  readonly by: string
  readonly unit: <T>(work: (client: DistrictClient) => Promise<T>) => Promise<T>
}

/** Somebody at a page. */
export function importerOf(world: DomainWorld, grant: Grant<'import:interaction'>): Importer {
  return { grant, by: actorOf(grant.principal), unit: (work) => inGrantDirect(world, grant, work) }
}

export interface LogFile {
  readonly bytes: Buffer
  /** Whose log it is. */
  readonly coachId: string
  /** How `1/5/2024` is written there; null: nobody guesses. */
  readonly dayOrder: 'month_first' | 'day_first' | null
  /** Tags that the district hasn't are made, switched off; otherwise left out. */
  readonly makesTags: boolean
}

/** Why nothing of it can be taken. */
export type LogFault =
  | { readonly problem: 'coach_unknown' | 'tags_closed' }
  | { readonly problem: 'empty' | 'too_large' | 'too_many_rows' | 'other_file' | 'encoding' | 'header' | 'semicolons' }
  | { readonly problem: 'columns_missing'; readonly columns: readonly string[] }
  | { readonly problem: 'column_twice'; readonly columns: readonly string[] }

export interface PlannedLine extends MatchedLine {
  /** `already`: it was imported before, or stands further up in the file. */
  readonly outcome: 'new' | 'already' | 'out'
  readonly key: string
}

export interface LogPlan {
  /** Names this very plan. */
  readonly digest: string
  readonly coach: { readonly id: string; readonly name: string }
  readonly columns: LogHeader['columns']
  readonly lines: readonly PlannedLine[]
}

/** The plan of a file, or why there is none. */
export async function planLog(
  client: DistrictClient,
  world: DomainWorld,
  { grant }: Importer,
  file: LogFile,
): Promise<LogPlan | LogFault> {
  const { districtId, personId } = grant.principal
  // Somebody else's log is for those who may in the whole district; before anything of the file is told.
  const isReached = grant.scope.district || file.coachId === personId
  const [coach] = isReached ? await listLogCoaches(client, districtId, file.coachId) : []
  if (coach === undefined) return { problem: 'coach_unknown' }
  const sheet = readFile(world, file)
  if ('problem' in sheet) return sheet
  const { timezone } = await requireDistrict(client, districtId)
  const { header } = sheet
  const reading = { dayOrder: file.dayOrder, timezone, readDay: world.settings.logs.readDay }
  const read = sheet.rows.map((row) => readLogLine(row, header, reading))
  const people = await listLogPeople(client, grant, { ...namedIn(read), personId: coach.id })
  const self = people.find(({ id }) => id === coach.id)
  if (self === undefined) return { problem: 'coach_unknown' }
  const facts = {
    today: districtDay(world.now(), timezone),
    coach: self,
    importerId: personId,
    types: await readTypesOf(client, world, districtId),
    schools: await listLogSchools(client, grant),
    people,
    tags: await listTagsDirect(client, districtId),
    makesTags: file.makesTags,
  }
  const matched = read.map((line) => matchLine(line, header, facts))
  const lines = await compare(client, { districtId, coachId: coach.id, notAboutId: personId ?? '0' }, matched)
  return { digest: digestOf(lines), coach, columns: header.columns, lines }
}

interface ReadFile {
  readonly header: LogHeader
  readonly rows: Extract<ReturnType<DomainWorld['settings']['logs']['readSheet']>, { readonly rows: unknown }>['rows']
}

function readFile({ settings }: DomainWorld, { bytes }: LogFile): ReadFile | LogFault {
  const { bytesMax } = settings.uploads
  if (bytes.length > bytesMax) return { problem: 'too_large' }
  const head = bytes.subarray(0, 4).toString('hex')
  if (OTHER_FILES.some((magic) => head.startsWith(magic))) return { problem: 'other_file' }
  const sheet = settings.logs.readSheet(bytes)
  if ('fault' in sheet) return { problem: sheet.fault }
  const header = readLogHeader(sheet.header)
  if ('missing' in header) return { problem: 'columns_missing', columns: header.missing }
  if ('twice' in header) return { problem: 'column_twice', columns: [header.twice] }
  return { header, rows: sheet.rows }
}

/** First bytes of what people take for a table: workbooks (new and old), PDF, pictures, packed files. */
const OTHER_FILES = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff', '1f8b']

/** By what the lines name people. */
function namedIn(lines: readonly LogLine[]) {
  const words = new Set(lines.flatMap(({ educators }) => educators))
  const [emails, sourcedIds, names] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const said of words) {
    const [word = '', name = ''] = wordsOf(said)
    if (word.includes('@')) emails.add(word.toLowerCase())
    sourcedIds.add(word)
    names.add(name)
  }
  return { emails: [...emails], sourcedIds: [...sourcedIds], names: [...names] }
}

/** Which lines are new: by their ids, else by what they say and how often the file says it. */
async function compare(
  client: DistrictClient,
  at: ComparedLog,
  lines: readonly MatchedLine[],
): Promise<readonly PlannedLine[]> {
  const times = new Map<string, number>()
  const keyed = lines.map((one) => {
    const { externalId } = one.line
    const base = externalId === '' ? hash(['line', ...sayingsOf(one.line)]) : hash(['id', externalId])
    const time = (times.get(base) ?? 0) + 1
    times.set(base, time)
    return { one, isAgain: externalId !== '' && time > 1, key: externalId === '' ? `${base}.${time}` : base }
  })
  const known = await findImportKeys(client, at, [...new Set(keyed.map(({ key }) => key))])
  const own = keyed.flatMap(({ one }) => readExportedId(at.districtId, one.line.externalId) ?? [])
  const present = await findInteractionsOfCoach(client, at, own)
  return keyed.map(({ one, isAgain, key }) => {
    const id = readExportedId(at.districtId, one.line.externalId)
    const isThere = isAgain || known.has(key) || (id !== null && present.has(id))
    if (one.problems.length > 0) return { ...one, key, outcome: 'out' }
    return { ...one, key, outcome: isThere ? 'already' : 'new' }
  })
}

/** What tells a line apart; never what a coach wrote, for it is kept as a digest. */
function sayingsOf({ date, minutes, type, school, otherSchools, educators, tags }: LogLine): readonly string[] {
  const lists = [otherSchools, educators, tags].map((list) => list.toSorted().join(';'))
  return [date, String(minutes), type, school, ...lists].map((cell) => cell.toLowerCase())
}

function digestOf(lines: readonly PlannedLine[]): string {
  return hash(lines.map(({ key, outcome, input, doneOn }) => JSON.stringify([key, outcome, input, doneOn])))
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
