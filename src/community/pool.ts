/** Pools the cells of several classes: of one lead ("my classes"), or of a community, where no lead's classes may show. */

import type { Cell, ClassCells, QuestionCells } from './masking.ts'
import type { FigureRow, LeadsOfCell } from './lead-privacy.ts'
import { shownBy } from './lead-privacy.ts'

/** A sum of cells. */
export interface Figure {
  readonly people: number
  /** How many cells it is the sum of. */
  readonly cells: number
  readonly counts: Readonly<Record<string, number>>
  /** Options that so many chose at least; left out: none. */
  readonly least?: readonly string[]
}

export interface Breakdown {
  readonly by: string
  readonly levels: readonly { readonly level: string; readonly figure: Figure }[]
}

/** Why a question has no figure. */
export type MaskReason = 'too_few' | 'one_lead'

export interface QuestionFigures {
  readonly question: string
  readonly figure: Figure | null
  readonly masked: MaskReason | null
  /** true: told in steps of ten, for two leads could work out each other's classes. */
  readonly coarse: boolean
  readonly breakdowns: readonly Breakdown[]
}

/** A class's cycle as it was closed. */
export interface PooledClass {
  readonly cycleId: string
  readonly classId: string
  /** Everybody who led the class since the cycle began. */
  readonly leads: readonly string[]
  readonly cells: ClassCells
}

/** What a community's report is the sum of, by question: kept, so that no later report shows what this one doesn't. */
export type RowsByQuestion = Readonly<Record<string, readonly FigureRow[]>>

/** One class's own figures, or the sum of several that somebody sees anyway. */
export function sumOfClasses(classes: readonly ClassCells[]): readonly QuestionFigures[] {
  return questionsIn(classes).map((question) => {
    const parts = classes.flatMap((one) => one.questions.filter((each) => each.question === question))
    const cells = parts.flatMap((part) => part.cells)
    if (cells.length === 0) return masked(question, 'too_few')
    const breakdowns = breakdownsIn(parts).flatMap((by) => breakdownOf(by, partsWith(parts, by)))
    return { question, figure: sumOf(cells), masked: null, coarse: false, breakdowns }
  })
}

export interface CommunityFigures {
  readonly questions: readonly QuestionFigures[]
  readonly rows: RowsByQuestion
}

/**
 * A community's figures of one cycle. `published`: the rows of every report that some of these cells are in already;
 * `leadsBefore`: who leads the cells of those. A figure that would show one lead's classes, by itself or together with
 * what is published, isn't made.
 */
export function poolCommunity(
  classes: readonly PooledClass[],
  published: readonly RowsByQuestion[],
  leadsBefore: LeadsOfCell,
): CommunityFigures {
  const leads = new Map(leadsBefore)
  const named = classes.map((one) => nameCells(one, leads))
  const rows: Record<string, readonly FigureRow[]> = {}
  const decide = rememberingDecisions(leads)
  const questions = questionsIn(classes.map(({ cells }) => cells)).map((question) => {
    const parts = named.flatMap((one) => one.filter((each) => each.question === question))
    const before = published.flatMap((each) => each[question] ?? [])
    const made = poolQuestion(question, parts, { before, decide })
    if (made.rows.length > 0) rows[question] = made.rows
    return made.figures
  })
  return { questions, rows }
}

interface NamedCell extends Cell {
  readonly name: string
}
interface NamedPart extends Omit<QuestionCells, 'cells'> {
  readonly cells: readonly NamedCell[]
}
interface Decision {
  readonly shows: boolean
  readonly coarse: boolean
}
type Decide = (rows: readonly FigureRow[]) => Decision

function nameCells(one: PooledClass, leads: Map<string, readonly string[]>): readonly NamedPart[] {
  return one.cells.questions.map((part) => ({
    ...part,
    cells: part.cells.map((cell) => {
      const name = `${one.cycleId}/${Object.entries(cell.groups).flat().join('=')}`
      leads.set(name, one.leads)
      return { ...cell, name }
    }),
  }))
}

function poolQuestion(
  question: string,
  parts: readonly NamedPart[],
  { before, decide }: { readonly before: readonly FigureRow[]; readonly decide: Decide },
): { readonly figures: QuestionFigures; readonly rows: readonly FigureRow[] } {
  const cells = parts.flatMap((part) => part.cells)
  if (cells.length === 0) return { figures: masked(question, 'too_few'), rows: [] }
  const rows: FigureRow[] = [cells.map(({ name }) => name)]
  const { shows, coarse } = decide([...before, ...rows])
  if (shows) return { figures: masked(question, 'one_lead'), rows: [] }
  const breakdowns: Breakdown[] = []
  for (const by of coarse ? [] : breakdownsIn(parts)) {
    const those = partsWith(parts, by)
    const [made] = breakdownOf(by, those)
    const finer = levelsOf(by, those).map((level) => cellsAt(by, level, those).map(({ name }) => name))
    const decided = decide([...before, ...rows, ...finer])
    if (made === undefined || decided.shows || decided.coarse) continue
    breakdowns.push(made)
    rows.push(...finer)
  }
  return { figures: { question, figure: sumOf(cells), masked: null, coarse, breakdowns }, rows }
}

/** The same rows, each of them once in memory: most questions of a report have the same ones. */
export function sharedRows(rows: RowsByQuestion): RowsByQuestion {
  const share = sharing()
  return Object.fromEntries(Object.entries(rows).map(([question, all]) => [question, all.map(share)]))
}

/** Gives for a row the first one that was given with the same cells. */
function sharing(): (row: FigureRow) => FigureRow {
  const known = new Set<FigureRow>()
  const alike = new Map<string, FigureRow[]>()
  return (row) => {
    if (known.has(row)) return row
    const key = `${row.length} ${row[0] ?? ''} ${row.at(-1) ?? ''}`
    const those = alike.get(key) ?? []
    const found = those.find((one) => one.every((cell, at) => cell === row[at]))
    if (found !== undefined) return found
    known.add(row)
    alike.set(key, [...those, row])
    return row
  }
}

/** Most questions of a report have the same rows; each set of rows is looked at once. */
function rememberingDecisions(leads: LeadsOfCell): Decide {
  const known = new Map<string, Decision>()
  const numbers = new Map<FigureRow, number>()
  const share = sharing()
  const numberOf = (given: FigureRow) => {
    const row = share(given)
    const number = numbers.get(row) ?? numbers.size
    numbers.set(row, number)
    return number
  }
  return (rows) => {
    const key = rows.map(numberOf).join()
    const found = known.get(key)
    if (found !== undefined) return found
    const { oneLead: shows, toAnother } = shownBy(rows, leads)
    const decision = { shows, coarse: !shows && toAnother }
    known.set(key, decision)
    return decision
  }
}

function masked(question: string, reason: MaskReason): QuestionFigures {
  return { question, figure: null, masked: reason, coarse: false, breakdowns: [] }
}

function questionsIn(classes: readonly ClassCells[]): readonly string[] {
  return [...new Set(classes.flatMap(({ questions }) => questions.map(({ question }) => question)))]
}

type AnyPart<C extends Cell = Cell> = Omit<QuestionCells, 'cells'> & { readonly cells: readonly C[] }

function breakdownsIn(parts: readonly AnyPart[]): readonly string[] {
  return [...new Set(parts.flatMap(({ breakdowns }) => breakdowns))]
}

function partsWith<C extends Cell>(parts: readonly AnyPart<C>[], by: string): readonly AnyPart<C>[] {
  return parts.filter(({ breakdowns }) => breakdowns.includes(by))
}

function levelsOf(by: string, parts: readonly AnyPart[]): readonly string[] {
  return [...new Set(parts.flatMap(({ cells }) => cells.flatMap(({ groups }) => groups[by] ?? [])))].toSorted()
}

function cellsAt<C extends Cell>(by: string, level: string, parts: readonly AnyPart<C>[]): readonly C[] {
  return parts.flatMap(({ cells }) => cells.filter(({ groups }) => groups[by] === level))
}

/** One breakdown, or none where it has a single level. */
function breakdownOf(by: string, parts: readonly AnyPart[]): readonly Breakdown[] {
  const levels = levelsOf(by, parts).map((level) => ({ level, figure: sumOf(cellsAt(by, level, parts)) }))
  return levels.length < 2 ? [] : [{ by, levels }]
}

function sumOf(cells: readonly Cell[]): Figure {
  const counts: Record<string, number> = {}
  for (const cell of cells)
    for (const [name, count] of Object.entries(cell.counts)) counts[name] = (counts[name] ?? 0) + count
  const least = [...new Set(cells.flatMap((cell) => cell.least ?? []))].toSorted()
  const sum = { people: cells.reduce((so, { people }) => so + people, 0), cells: cells.length, counts }
  return least.length === 0 ? sum : { ...sum, least }
}
