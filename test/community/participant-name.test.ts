import { describe, expect, it, test } from 'vitest'
import { type KnownParticipant, tidyJoinerName, whoIsIt } from '../../src/community/participant-name.ts'

const student = (id: string, names: readonly string[], numbers: readonly string[] = []): KnownParticipant => ({
  kind: 'student',
  id,
  names,
  numbers,
})
const joiner = (id: string, name: string): KnownParticipant => ({ kind: 'joiner', id, names: [name], numbers: [] })

const CLASS = [
  student('1', ['María-José Etxeberria', 'Majo Etxeberria'], ['20417', 'mj.etxeberria@school.example']),
  student('2', ['Li Wu'], ['20418']),
  student('3', ['Li Wu'], ['20419']),
  student('4', ['Finn O’Brien'], ['FOBRIEN']),
  joiner('9', 'Lena Ortiz'),
  joiner('10', 'Finn OBrien'),
]
const id = (typed: string): string => {
  const who = whoIsIt(CLASS, typed)
  return 'found' in who ? `${who.found.kind} ${who.found.id}` : who.problem
}

describe('somebody who says who they are', () => {
  it('is known by their name however they write it, and by the one that they prefer', () => {
    for (const typed of [
      'María-José Etxeberria',
      ' maria jose  ETXEBERRIA ',
      'Etxeberria, María-José',
      'majo etxeberria',
    ])
      expect(id(typed)).toBe('student 1')
  })

  it('is known by a number of theirs, whoever else has the same name', () => {
    expect(id('20417')).toBe('student 1')
    expect(id('MJ.Etxeberria@school.example')).toBe('student 1')
    expect(id('fobrien')).toBe('student 4')
    expect(id('20 419')).toBe('student 3')
  })

  it('is asked for a number where several have the name', () => {
    expect(id('Li Wu')).toBe('several')
  })

  it('is not known by a part of a name, nor by none', () => {
    for (const typed of ['Etxeberria', 'Li', 'Wu Li Wei', '2041', '', ' ', '-', '’']) expect(id(typed)).toBe('nobody')
  })

  it('is of the roster before they are who joined by the code', () => {
    expect(id('Lena Ortiz')).toBe('joiner 9')
    expect(id("Finn O'Brien")).toBe('student 4')
  })
})

test('a name of somebody new has letters and no digits, without doubled blanks', () => {
  expect(tidyJoinerName('  Lena   Ortiz ')).toBe('Lena Ortiz')
  expect(tidyJoinerName('李 娜')).toBe('李 娜')
  for (const typed of ['', '20417', 'L', 'Lena 2', 'lena@school.example', 'x'.repeat(121), 'Le\u0000na'])
    expect(tidyJoinerName(typed)).toBeNull()
})
