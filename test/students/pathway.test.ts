/** Pathways: what is taken as one, who may be enrolled, and how far somebody is. */

import { describe, expect, it } from 'vitest'
import { enrolProblem, type GivenStep, readPathway, standingOf } from '../../src/students/pathway.ts'

const step = (title: string, over: Partial<GivenStep> = {}): GivenStep => ({
  id: null,
  title,
  productId: null,
  address: null,
  ...over,
})
const NEW = { steps: [], nextStep: 1 }
const given = (steps: readonly GivenStep[], over: object = {}) => ({ name: 'Fractions', grade: '04', steps, ...over })

describe('a pathway', () => {
  it('numbers its steps, and never uses a number again', () => {
    const made = readPathway(given([step(' Halves  and quarters '), step('Thirds')]), NEW)
    if ('fault' in made) throw new Error(made.fault)
    expect(made.steps.map(({ id, title }) => [id, title])).toEqual([
      ['1', 'Halves and quarters'],
      ['2', 'Thirds'],
    ])
    const cut = readPathway(given([step('Thirds', { id: '2' }), step('Fifths')]), made)
    if ('fault' in cut) throw new Error(cut.fault)
    expect(cut.steps.map(({ id }) => id)).toEqual(['2', '3'])
    const again = readPathway(given([step('Halves')]), { steps: cut.steps, nextStep: cut.nextStep })
    expect(again).toMatchObject({ steps: [{ id: '4' }], nextStep: 5 })
  })

  it.each([
    ['name_wrong', given([step('a')], { name: '  ' })],
    ['name_wrong', given([step('a')], { name: 'x'.repeat(121) })],
    ['grade_wrong', given([step('a')], { grade: ' ' })],
    ['steps_wrong', given([])],
    ['steps_wrong', given([step(' ')])],
    ['steps_wrong', given(Array.from({ length: 61 }, () => step('a')))],
    ['step_unknown', given([step('a', { id: '9' })])],
    ['address_wrong', given([step('a', { address: 'data:text/html,x' })])],
    ['address_wrong', given([step('a', { address: 'http://x.example' })])],
  ] as const)('is none: %s', (fault, pathway) => {
    expect(readPathway(pathway, NEW)).toEqual({ fault })
  })

  it('has a step once', () => {
    const before = { steps: [{ id: '1', title: 'a', productId: null, address: null }], nextStep: 2 }
    expect(readPathway(given([step('a', { id: '1' }), step('b', { id: '1' })]), before)).toEqual({
      fault: 'step_unknown',
    })
  })
})

describe('enrolling', () => {
  const at = { id: '7', grade: '04' }
  it.each([
    [{ grades: ['04'], inPathway: null }, true, null],
    [{ grades: ['03', '04'], inPathway: null }, true, null],
    [{ grades: ['05'], inPathway: null }, true, 'other_grade'],
    [{ grades: ['04'], inPathway: '7' }, true, 'enrolled_already'],
    [{ grades: ['04'], inPathway: '8' }, true, 'in_another'],
    // Who has moved on to another grade stays in it until they are taken out.
    [{ grades: ['05'], inPathway: '7' }, false, null],
    [{ grades: ['04'], inPathway: '8' }, false, 'not_enrolled'],
    [{ grades: ['04'], inPathway: null }, false, 'not_enrolled'],
  ] as const)('%j, enrol %s: %s', (student, enrol, problem) => {
    expect(enrolProblem(student, { ...at, enrol })).toBe(problem)
  })
})

describe('how far somebody is', () => {
  const steps = ['1', '2', '3'].map((id) => ({ id, title: id, productId: null, address: null }))
  it('counts the steps that there are, in their order', () => {
    expect(standingOf(steps, {})).toEqual({ done: 0, next: steps[0] })
    expect(standingOf(steps, { '2': 'x', '9': 'x' })).toEqual({ done: 1, next: steps[0] })
    expect(standingOf(steps, { '1': 'x', '2': 'x' })).toEqual({ done: 2, next: steps[2] })
    expect(standingOf(steps, { '1': 'x', '2': 'x', '3': 'x' })).toEqual({ done: 3, next: null })
  })
})
