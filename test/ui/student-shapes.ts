/** What operations of students take and answer. */

import * as benchmarks from '../../src/http/contract/benchmarks.ts'
import * as pathways from '../../src/http/contract/pathways.ts'
import * as students from '../../src/http/contract/students.ts'
import { type TSchema, Type } from '@sinclair/typebox'

interface Shapes {
  readonly body: TSchema | null
  readonly answer: TSchema | null
}
const read = (answer: TSchema): Shapes => ({ body: null, answer })
const write = (body: TSchema | null, answer: TSchema | null): Shapes => ({ body, answer })
const { Student } = students

export const studentShapes = {
  'GET /api/v1/students': read(students.StudentsPage),
  'GET /api/v1/students/options': read(students.StudentOptions),
  'GET /api/v1/students/classes': read(students.StudentClasses),
  'GET /api/v1/students/{studentId}': read(Student),
  'PUT /api/v1/students/{studentId}': write(students.EditStudentBody, Student),
  'POST /api/v1/students': write(students.AddStudentBody, students.StudentAdded),
  'POST /api/v1/students/state': write(students.StudentsStateBody, null),
  'POST /api/v1/students/{studentId}/deactivation': write(null, Student),
  'POST /api/v1/students/{studentId}/activation': write(null, Student),
  'POST /api/v1/students/{studentId}/sign-out': write(null, Student),
  'POST /api/v1/students/{studentId}/move': write(students.MoveStudentBody, Student),
  'POST /api/v1/students/{studentId}/classes': write(students.PutIntoClassBody, Student),
  'DELETE /api/v1/students/{studentId}/classes/{classId}': write(null, null),
  'GET /api/v1/students/{studentId}/deletion': read(students.StudentDeletion),
  'POST /api/v1/students/{studentId}/deletion': write(students.DeleteStudentBody, null),
  'GET /api/v1/pathways': read(pathways.Pathways),
  'POST /api/v1/pathways': write(pathways.PathwayBody, pathways.PathwaySaved),
  'PUT /api/v1/pathways/{pathwayId}': write(pathways.PathwayBody, pathways.PathwaySaved),
  'DELETE /api/v1/pathways/{pathwayId}': write(null, null),
  'GET /api/v1/pathways/{pathwayId}/students': read(pathways.PathwayStudents),
  'POST /api/v1/pathways/{pathwayId}/enrolments': write(pathways.EnrolBody, pathways.EnrolOutcome),
  'POST /api/v1/pathways/{pathwayId}/done-steps': write(pathways.MarkStepBody, pathways.EnrolOutcome),
  'GET /api/v1/benchmarks': read(benchmarks.BenchmarkRoster),
  'POST /api/v1/benchmarks/assignments': write(benchmarks.BenchmarkOrderBody, benchmarks.BenchmarkOutcome),
  'POST /api/v1/students/{studentId}/benchmark-reassignment': write(benchmarks.ReassignBenchmarkBody, null),
  'POST /api/v1/students/{studentId}/benchmark-invalidation': write(benchmarks.InvalidateBenchmarkBody, null),
  'GET /api/v1/benchmark-results/template': read(Type.String()),
  'GET /api/v1/students/report/export': read(Type.String()),
  'POST /api/v1/benchmark-result-previews': write(benchmarks.ResultPreviewBody, benchmarks.ResultPreview),
  'POST /api/v1/benchmark-results': write(benchmarks.ImportResultsBody, benchmarks.ResultsImported),
}
