/** A question set of a district's own: everything that a set can have, and words that no set of Staffroom has. */

import type { QuestionSet } from '../../src/community/question-set.ts'

export const LUNCH: QuestionSet = {
  id: 'lunch',
  title: { en: 'Lunch at our school', es: 'El almuerzo en la escuela' },
  says: { en: 'How lunch is for you.', es: 'Cómo es el almuerzo para ti.' },
  languages: ['en', 'es'],
  minutes: 1,
  measures: [{ id: 'food', title: { en: 'Food', es: 'Comida' }, says: { en: 'It is good.', es: 'Es buena.' } }],
  scales: [
    {
      id: 'often',
      options: [
        { id: 'never', text: { en: 'Never', es: 'Nunca' } },
        { id: 'mostly', text: { en: 'Mostly', es: 'Casi siempre' } },
        { id: 'always', text: { en: 'Always', es: 'Siempre' } },
      ],
      positive: ['mostly', 'always'],
    },
  ],
  questions: [
    {
      id: 'tasty',
      kind: 'scale',
      scale: 'often',
      measure: 'food',
      text: { en: 'Lunch tastes good.', es: 'El almuerzo sabe bien.' },
    },
    {
      id: 'enough',
      kind: 'scale',
      scale: 'often',
      measure: 'food',
      text: { en: 'There is enough for everybody.', es: 'Hay suficiente para todos.' },
    },
    {
      id: 'brings',
      kind: 'choice',
      group: false,
      text: { en: 'Where does your lunch come from?', es: '¿De dónde viene tu almuerzo?' },
      options: [
        { id: 'home', text: { en: 'From home', es: 'De casa' } },
        { id: 'school', text: { en: 'From school', es: 'De la escuela' } },
      ],
    },
    {
      id: 'why-not',
      kind: 'open',
      lengthMax: 200,
      when: { question: 'brings', isOneOf: ['home'] },
      text: { en: 'Why not from school?', es: '¿Por qué no de la escuela?' },
    },
  ],
}

/** The same with other words of its first question. */
export const REWORDED: QuestionSet = {
  ...LUNCH,
  questions: LUNCH.questions.map((one) =>
    one.id === 'tasty' ? { ...one, text: { en: 'I like what I eat.', es: 'Me gusta lo que como.' } } : one,
  ),
}
/** The same, and one answer fewer is positive. */
export const STRICTER: QuestionSet = {
  ...REWORDED,
  scales: LUNCH.scales.map((scale) => ({ ...scale, positive: ['always'] })),
}
