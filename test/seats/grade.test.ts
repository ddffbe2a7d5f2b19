import { expect, it } from 'vitest'
import { shownGrades, spellGrades, spellingsOf } from '../../src/seats/grade.ts'

it.each([
  [['4', '04', ' 4 ', '004'], '04'],
  [['10', '010'], '10'],
  [['KG', 'k', 'Kindergarten', 'kg'], 'KG'],
  [['PK', 'prek', 'PreKindergarten'], 'PK'],
  [['Transition'], 'Transition'],
] as const)('%j are one grade, shown as %s', (written, shown) => {
  for (const one of written) {
    expect(spellingsOf(one)[0]).toBe(shown)
    // Whatever a feed has of them is among the spellings.
    for (const other of written) expect(spellingsOf(one)).toEqual(spellingsOf(other))
  }
  expect(shownGrades(written)).toEqual([shown])
})

it('are not mixed up: 1 and 10, 4 and 14, K and PK', () => {
  for (const [one, other] of [
    ['1', '10'],
    ['4', '14'],
    ['K', 'PK'],
    ['0', '00'],
  ] as const)
    expect(spellGrades([one]).filter((grade) => spellGrades([other]).includes(grade))).toEqual([])
})

it('are kept once each and read back as they are shown', () => {
  expect(spellGrades(['4', '04'])).toEqual(['04', '4'])
  expect(shownGrades(spellGrades(['4', 'k', 'Transition']))).toEqual(['04', 'KG', 'Transition'])
  expect(spellGrades([])).toEqual([])
})
