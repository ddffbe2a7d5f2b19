import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  askedOf,
  checkAnswers,
  QuestionSetsSchema,
  readQuestionSets,
  separate,
} from '../../src/community/question-set.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { SET } from '../support/question-sets.ts'

/** As a file is: any of it may be wrong. */
interface Changeable {
  questions: {
    id: string
    kind: string
    scale?: string
    measure?: string
    text: Record<string, string>
    when?: { question: string; isOneOf: string[] }
  }[]
  scales: { positive: string[] }[]
  minutes: number
  colour?: string
}
const config = (file: string): unknown => JSON.parse(readFileSync(join(findPackageRoot(), 'config', file), 'utf8'))
const at = (set: Changeable, index: number) => {
  const question = set.questions[index]
  if (question === undefined) throw new Error('There is no such question.')
  return question
}
const faultsOf = (change: (set: Changeable) => void): readonly string[] => {
  const set = structuredClone(SET) as unknown as Changeable
  change(set)
  const read = readQuestionSets({ sets: [set] })
  return 'faults' in read ? read.faults : []
}

describe('a question set that is refused', () => {
  it.each<[string, (set: Changeable) => void, RegExp]>([
    ['with a question twice', (set) => set.questions.push(at(set, 0)), /two questions care-notices/],
    ['with a text that a language lacks', (set) => delete at(set, 0).text['es'], /care-notices has no text in es/],
    ['with a scale that there is not', (set) => void (at(set, 0).scale = 'stars'), /there is no scale stars/],
    ['with a measure that there is not', (set) => void (at(set, 0).measure = 'luck'), /there is no measure luck/],
    ['with a positive answer that there is not', (set) => set.scales[0]?.positive.push('yes'), /has no such option/],
    [
      'with a condition on what comes later',
      (set) => void (at(set, 0).when = { question: 'heard', isOneOf: ['same'] }),
      /not chosen before it/,
    ],
    [
      'with a condition on free text',
      (set) => void (at(set, 18).when = { question: 'one-thing', isOneOf: ['same'] }),
      /not chosen before it/,
    ],
    [
      'with a condition on an option that there is not',
      (set) => void (at(set, 16).when = { question: 'heard', isOneOf: ['never'] }),
      /heard has no option never/,
    ],
    ...(['better', 'same'] as const).map((option): [string, (set: Changeable) => void, RegExp] => [
      `with a condition on a question that is counted (${option})`,
      (set) => {
        const counted = set.questions.findIndex(({ kind }) => kind === (option === 'same' ? 'choice' : 'scale'))
        set.questions.push({
          ...structuredClone(at(set, counted)),
          id: 'asked-of-some',
          when: { question: 'heard', isOneOf: [option] },
        })
      },
      /asked-of-some: a question that is counted cannot have a condition/,
    ]),
    ['that takes longer than five minutes', (set) => void (set.minutes = 6), /minutes must be <= 5/],
    ['with something that no set has', (set) => void (set.colour = 'blue'), /additional properties/],
  ])('is one %s', (_what, change, says) => {
    expect(faultsOf(change).join('\n')).toMatch(says)
  })

  it('is told with everything that is wrong with it', () => {
    expect(
      faultsOf((set: Changeable) => {
        at(set, 0).scale = 'stars'
        at(set, 1).measure = 'luck'
      }),
    ).toHaveLength(2)
  })
})

describe('the set that comes with the product', () => {
  it('is read, and its schema is the one beside it', () => {
    expect(faultsOf(() => undefined)).toEqual([])
    expect(config('question-sets.schema.json')).toEqual(JSON.parse(JSON.stringify(QuestionSetsSchema)))
  })

  it('asks about every measure more than once', () => {
    for (const { id } of SET.measures)
      expect(SET.questions.filter((q) => q.kind === 'scale' && q.measure === id).length, id).toBeGreaterThan(1)
  })
})

describe('answers', () => {
  it('are refused with everything that is wrong with them', () => {
    const given = { nothing: 'x', 'care-wants': 'always', 'one-thing': 'x'.repeat(501) }
    expect(checkAnswers(SET, given)).toEqual({
      problems: [
        { field: 'nothing', code: 'question_unknown' },
        { field: 'care-wants', code: 'option_unknown' },
        { field: 'one-thing', code: 'text_too_long' },
      ],
    })
    expect(checkAnswers(SET, {})).toEqual({ problems: [{ field: 'answers', code: 'nothing_answered' }] })
    expect(checkAnswers(SET, { 'one-thing': '   ' })).toEqual({
      problems: [{ field: 'answers', code: 'nothing_answered' }],
    })
    expect(checkAnswers(SET, { constructor: 'x' })).toEqual({
      problems: [{ field: 'constructor', code: 'question_unknown' }],
    })
  })

  it('to questions whose condition does not hold fall away', () => {
    expect(askedOf(SET, {}).map(({ id }) => id)).not.toContain('what-changed')
    expect(askedOf(SET, { heard: 'worse' }).map(({ id }) => id)).toContain('what-changed')
    expect(checkAnswers(SET, { heard: 'same', 'what-changed': 'The seats' })).toEqual({ answers: { heard: 'same' } })
    const asked = checkAnswers(SET, { heard: 'better', 'what-changed': ' The seats ' })
    expect(asked).toEqual({ answers: { heard: 'better', 'what-changed': 'The seats' } })
  })

  it('are kept apart from free texts', () => {
    expect(separate(SET, { heard: 'better', 'what-changed': 'The seats' })).toEqual({
      chosen: { heard: 'better' },
      texts: { 'what-changed': 'The seats' },
    })
  })
})
