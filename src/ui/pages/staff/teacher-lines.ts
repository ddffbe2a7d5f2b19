/** Teachers as they are typed or pasted: one a line, cells apart by a comma, a semicolon or a tab. */
import type { AddTeachersBody } from '../../../http/contract/staff.ts'
import { EMAIL } from './staff-words.ts'

export const TEACHERS_MAX = 200

type Teachers = AddTeachersBody['teachers']

/** Them, or the first line (from 1) that can't be read. */
export function readTeachers(
  typed: string,
): { readonly teachers: Teachers } | { readonly wrong: number | 'empty' | 'many' } {
  const lines = typed.split(/\r?\n/).map((line, index) => ({ cells: cellsOf(line), at: index + 1 }))
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const teachers: Teachers = []
  for (const { cells, at } of filled) {
    const [givenName = '', familyName = '', email = '', ...more] = cells
    const fine = givenName !== '' && familyName !== '' && EMAIL.test(email) && more.every((cell) => cell === '')
    if (!fine) return { wrong: at }
    teachers.push({ givenName, familyName, email })
  }
  if (teachers.length === 0) return { wrong: 'empty' }
  return teachers.length > TEACHERS_MAX ? { wrong: 'many' } : { teachers }
}

function cellsOf(line: string): readonly string[] {
  return line.split(/[,;\t]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, '').trim())
}
