/** Operations of students: the list, one of them, what is done to them. */

import type { StudentReportQuery } from '../http/contract/student-report.ts'
import type * as students from '../http/contract/students.ts'
import type { BenchmarkOperations } from './benchmark-operations.ts'
import type { PathwayOperations } from './pathway-operations.ts'
import type { ProgrammeOperations } from './programme-operations.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface StudentOperations extends BenchmarkOperations, PathwayOperations, ProgrammeOperations {
  'GET /api/v1/students': Read<students.StudentsPage, students.StudentsQuery>
  'GET /api/v1/students/options': Read<students.StudentOptions>
  'GET /api/v1/students/classes': Read<students.StudentClasses>
  'GET /api/v1/students/report/export': Read<string, StudentReportQuery>
  'GET /api/v1/students/{studentId}': Read<students.Student>
  'PUT /api/v1/students/{studentId}': Write<students.EditStudentBody, students.Student>
  'POST /api/v1/students': Write<students.AddStudentBody, students.StudentAdded>
  'POST /api/v1/students/state': Write<students.StudentsStateBody, null>
  'POST /api/v1/students/{studentId}/deactivation': Write<null, students.Student>
  'POST /api/v1/students/{studentId}/activation': Write<null, students.Student>
  'POST /api/v1/students/{studentId}/sign-out': Write<null, students.Student>
  'POST /api/v1/students/{studentId}/move': Write<students.MoveStudentBody, students.Student>
  'POST /api/v1/students/{studentId}/classes': Write<students.PutIntoClassBody, students.Student>
  'DELETE /api/v1/students/{studentId}/classes/{classId}': Write<null, null>
  'GET /api/v1/students/{studentId}/deletion': Read<students.StudentDeletion>
  'POST /api/v1/students/{studentId}/deletion': Write<students.DeleteStudentBody, null>
}
