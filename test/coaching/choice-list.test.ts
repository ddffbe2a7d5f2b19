import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChoiceList, GivenChoice, KeptChoice } from '../../src/coaching/choice-list.ts'
import { planChoices } from '../../src/coaching/choice-list.ts'

const kept: readonly KeptChoice[] = [
  { id: 'phase-plan', name: 'Plan', active: true, levels: [], used: true },
  { id: 'phase-reflect', name: 'Reflect', active: true, levels: [], used: false },
]
const given = (change: Partial<GivenChoice>): GivenChoice => ({
  id: null,
  name: 'New',
  active: true,
  levels: [],
  ...change,
})
const plan = given({ id: 'phase-plan', name: 'Plan' })
const codes = (list: ChoiceList, items: readonly GivenChoice[], of = kept): readonly string[] => {
  const planned = planChoices(list, items, of)
  return 'problems' in planned ? planned.problems.map(({ field, code }) => `${field} ${code}`) : []
}

describe('a list of the coaching model', () => {
  it.each<[string, readonly GivenChoice[], string]>([
    ['that leaves out what a cycle has used', [given({ name: 'Only' })], 'items choice_used'],
    ['of phases without one that is switched on', [{ ...plan, active: false }], 'items phase_missing'],
    ['with more phases than a cycle may have', [plan, ...thirteen()], 'items phases_too_many'],
    ['with an entry without a name', [plan, given({ name: ' ' })], 'items/1/name name_needed'],
    ['with a name too long', [plan, given({ name: 'x'.repeat(81) })], 'items/1/name name_too_long'],
    ['with one name twice, whatever its case', [plan, given({ name: ' PLAN ' })], 'items/1/name name_twice'],
    ['with an entry that is not there', [plan, given({ id: 'phase-gone' })], 'items/1/id choice_unknown'],
    ['with an entry twice', [plan, { ...plan, name: 'Plan again' }], 'items/1/id choice_twice'],
    ['of phases with levels', [{ ...plan, levels: ['Low', 'High'] }], 'items/0/levels levels_wrong'],
  ])('%s is refused', (_, items, code) => {
    expect(codes('phases', items)).toContain(code)
  })

  it.each<[string, readonly string[], string]>([
    ['one level', ['Only'], 'items/0/levels levels_wrong'],
    ['a level twice', ['Low', 'low'], 'items/0/levels levels_wrong'],
    ['a level without a name', ['Low', ' '], 'items/0/levels levels_wrong'],
    ['fewer levels than cycles were rated by', ['Low', 'High'], 'items/0/levels levels_used'],
  ])('a scale with %s is refused', (_, levels, code) => {
    const scale: KeptChoice = { id: 'scale-a', name: 'A', active: true, levels: ['1', '2', '3'], used: true }
    expect(codes('scales', [given({ id: 'scale-a', levels })], [scale])).toEqual([code])
  })

  it('of a scale that cycles were rated by lets its levels be renamed and added to', () => {
    const scale: KeptChoice = { id: 'scale-a', name: 'A', active: true, levels: ['1', '2'], used: true }
    for (const levels of [
      ['Low', 'High'],
      ['1', '2', '3'],
    ])
      expect(codes('scales', [given({ id: 'scale-a', levels })], [scale])).toEqual([])
  })

  it('says everything that is wrong with it at once', () => {
    expect(codes('phases', [given({ name: '' }), given({ id: 'phase-gone' })])).toEqual([
      'items choice_used',
      'items/0/name name_needed',
      'items/1/id choice_unknown',
    ])
  })

  it('lets an entry that nothing has used be taken away, renames in place and gives new ones a word of their own', () => {
    const planned = planChoices(
      'phases',
      [given({ name: 'Évaluer à deux' }), { ...plan, name: '  Plan   it ' }, given({ name: '!!' })],
      kept,
    )
    expect(planned).toEqual({
      choices: [
        { id: 'phase-evaluer-a-deux', name: 'Évaluer à deux', active: true, levels: [] },
        { id: 'phase-plan', name: 'Plan it', active: true, levels: [] },
        { id: 'phase', name: '!!', active: true, levels: [] },
      ],
    })
  })

  it('never gives one word to two entries, nor the word of one that goes', () => {
    const names = fc.uniqueArray(fc.constantFrom('Plan', 'plan!', 'Plan?', 'Reflect', 'reflect.', 'Ünder', 'under'), {
      minLength: 1,
      selector: (name) => name.toLowerCase(),
    })
    const gone = kept.map((one) => ({ ...one, id: one.id.replace('phase-', 'focus-'), used: false }))
    fc.assert(
      fc.property(names, (some) => {
        const planned = planChoices(
          'focuses',
          some.map((name) => given({ name })),
          gone,
        )
        const ids = 'choices' in planned ? planned.choices.map(({ id }) => id) : []
        expect(ids).toHaveLength(some.length)
        expect(new Set([...ids, ...gone.map(({ id }) => id)]).size).toBe(some.length + gone.length)
      }),
    )
  })
})

function thirteen(): readonly GivenChoice[] {
  return Array.from({ length: 12 }, (_, index) => given({ name: `Phase ${index}` }))
}
