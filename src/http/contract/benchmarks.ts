/** Benchmark tests: the roster, what is done to a test, and results from a file. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageQuery, sortQuery } from './shapes.ts'

const Count = Type.Integer({ minimum: 0 })
const SchoolYear = Type.Integer({
  minimum: 2000,
  maximum: 2200,
  description: 'The year that the school year begins in.',
})

export const BenchmarkNumber = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)])
const ByHand = Type.Union([Type.Literal(2), Type.Literal(3)], { description: 'The first test assigns itself.' })

const BenchmarkState = Type.Union(
  [
    Type.Literal('none'),
    Type.Literal('assigned'),
    Type.Literal('started'),
    Type.Literal('completed'),
    Type.Literal('invalidated'),
  ],
  { description: '`none`: it wasn’t given.' },
)

/** `GET /api/v1/benchmarks`, by family name. */
export const BenchmarksQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Parts of a name, or a whole student number.' })),
  schoolId: Type.Optional(Id),
  classId: Type.Optional(Id),
  grade: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  year: Type.Optional(SchoolYear),
  ...pageQuery,
  ...sortQuery('name', 'grade'),
})
export type BenchmarksQuery = Static<typeof BenchmarksQuery>

export const BenchmarkTest = exactly({
  test: BenchmarkNumber,
  state: BenchmarkState,
  assignedAt: nullable(DateTime),
  startedAt: nullable(DateTime),
  completedAt: nullable(DateTime),
  score: nullable(Type.Number()),
  invalidatedAt: nullable(DateTime),
  advisedFrom: nullable(
    Type.String({ format: 'date-time', description: 'About 90 days after the one before. It may be given sooner.' }),
  ),
  invalidateUntil: nullable(
    Type.String({ format: 'date-time', description: '96 hours after its completion, that moment included.' }),
  ),
  may: exactly(
    {
      assign: Type.Boolean(),
      unassign: Type.Boolean(),
      reassign: Type.Boolean(),
      invalidate: Type.Boolean(),
    },
    'What I may do to it now.',
  ),
})
export type BenchmarkTest = Static<typeof BenchmarkTest>

export const BenchmarkStudent = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  grades: Type.Array(Type.String()),
  tests: Type.Array(BenchmarkTest, { minItems: 3, maxItems: 3, description: 'The first, the second, the third.' }),
})
export type BenchmarkStudent = Static<typeof BenchmarkStudent>

export const BenchmarkRoster = exactly({
  isOn: Type.Boolean({ description: 'The district has switched benchmark tests on.' }),
  address: Type.String({ description: 'Where the tests are taken; empty: nobody has said.' }),
  year: SchoolYear,
  years: Type.Array(SchoolYear, { description: 'Those that something is kept of, and the one of now.' }),
  items: Type.Array(BenchmarkStudent),
  file: exactly({ bytesMax: Count, rowsMax: Count }, 'What is taken at once of a file of results.'),
  total: Count,
  page: Type.Integer({ minimum: 1 }),
  pageSize: Type.Integer({ minimum: 1 }),
})
export type BenchmarkRoster = Static<typeof BenchmarkRoster>

/** `POST /api/v1/benchmarks/assignments`. */
export const BenchmarkOrderBody = exactly({
  test: ByHand,
  studentIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
  give: Type.Boolean({ description: 'False: it is taken away from those who have not begun it.' }),
})
export type BenchmarkOrderBody = Static<typeof BenchmarkOrderBody>

export const BenchmarkOutcome = exactly({
  changed: Type.Array(Id),
  leftOut: Type.Array(
    exactly({
      studentId: Id,
      reason: Type.Union([
        Type.Literal('not_this_test'),
        Type.Literal('already_given'),
        Type.Literal('not_given'),
        Type.Literal('started_already'),
        Type.Literal('previous_open'),
        Type.Literal('next_given'),
        Type.Literal('not_begun'),
        Type.Literal('not_completed'),
      ]),
    }),
  ),
  early: Type.Array(Id, { description: 'Of those changed, who got it sooner than is advised.' }),
})
export type BenchmarkOutcome = Static<typeof BenchmarkOutcome>

const confirmed = {
  word: Type.String({ minLength: 1, maxLength: 300, description: 'The student’s name, typed.' }),
  seen: Type.String({ format: 'date-time', description: 'When the try that goes was completed, or else begun.' }),
}

/** `POST /api/v1/students/{studentId}/benchmark-reassignment`: of the first test, this school year. */
export const ReassignBenchmarkBody = exactly(confirmed)
export type ReassignBenchmarkBody = Static<typeof ReassignBenchmarkBody>

/** `POST /api/v1/students/{studentId}/benchmark-invalidation`. */
export const InvalidateBenchmarkBody = exactly({ test: ByHand, year: SchoolYear, ...confirmed })
export type InvalidateBenchmarkBody = Static<typeof InvalidateBenchmarkBody>

const file = {
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'The CSV file, its bytes in base64.' }),
}

/** `POST /api/v1/benchmark-result-previews`: changes nothing. */
export const ResultPreviewBody = exactly(file)
export type ResultPreviewBody = Static<typeof ResultPreviewBody>

export const ResultPreview = exactly({
  plan: Type.String({ description: 'Names what is shown here: the import takes exactly that, or is refused.' }),
  standsUntil: Type.String({ format: 'date-time', description: 'Until then it may be imported.' }),
  columns: Type.Array(
    exactly({ name: Type.String(), as: nullable(Type.String({ description: 'Null: it is ignored.' })) }),
  ),
  counts: exactly({ new: Count, changed: Count, already: Count, out: Count }),
  rows: Type.Array(
    exactly({
      row: Type.Integer({ minimum: 2, description: 'As a spreadsheet shows it: the column names are row 1.' }),
      student: Type.String({ description: 'As the file writes it.' }),
      test: Type.String(),
      outcome: Type.Union([Type.Literal('new'), Type.Literal('changed'), Type.Literal('already'), Type.Literal('out')]),
      notes: Type.Array(
        exactly({
          column: nullable(Type.String({ description: 'As the file names it; null: the row as a whole.' })),
          code: Type.String(),
          says: Type.String({ description: 'What was expected and what to do.' }),
        }),
      ),
    }),
  ),
})
export type ResultPreview = Static<typeof ResultPreview>

/** `POST /api/v1/benchmark-results`: all of what was shown, or nothing. */
export const ImportResultsBody = exactly({
  ...file,
  plan: Type.String({ maxLength: 100, description: 'Of the preview that was seen.' }),
  leavesOut: Type.Optional(
    Type.Boolean({ default: false, description: 'Rows that stay out are left out; otherwise nothing is imported.' }),
  ),
})
export type ImportResultsBody = Static<typeof ImportResultsBody>

export const ResultsImported = exactly({ added: Count, changed: Count, already: Count, leftOut: Count })
export type ResultsImported = Static<typeof ResultsImported>
