/** What a student's own home shows. */

import type { Capability } from '../access/capability.ts'
import type { Grant } from '../access/grant.ts'
import type { PrismaTransaction } from './database.ts'
import type { PersonRow, SchoolRow } from './page.ts'
import { reachOwn } from './scope.ts'
import { query } from './world.ts'

export interface StudentClassRow {
  readonly id: string
  readonly title: string
  readonly school: SchoolRow | null
  readonly teachers: readonly PersonRow[]
}

/** The active classes that the person is a student of, by title. */
export function listStudentClasses(tx: PrismaTransaction, grant: Grant<Capability>): Promise<StudentClassRow[]> {
  return query<StudentClassRow>(tx, 'list_student_classes', reachOwn(grant))
}
