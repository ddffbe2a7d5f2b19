/** Question sets are data: what a survey asks, how it is answered, and what of it becomes a figure of a report. */

import { type Static, Type } from '@sinclair/typebox'
import { Ajv, type ValidateFunction } from 'ajv'

export const NAME_PATTERN = '^[a-z][a-z0-9-]{0,39}$'
export const LANGUAGE_PATTERN = '^[a-z]{2,3}(-[A-Z]{2})?$'
/** Something to read, without control characters or halves of one: the database keeps neither. */
export const TEXT_PATTERN = String.raw`^(?=.*\S)[^\p{Cc}\p{Cs}]+$`
const TEXT_MAX = 500

const Name = (description: string) => Type.String({ pattern: NAME_PATTERN, description })
const Words = Type.Record(
  Type.String({ pattern: LANGUAGE_PATTERN }),
  Type.String({ minLength: 1, maxLength: TEXT_MAX, pattern: TEXT_PATTERN }),
  { additionalProperties: false, description: 'One text for each language of the set, by its language tag.' },
)
const OptionSchema = Type.Object(
  { id: Name('Kept with the answer.'), text: Words },
  { additionalProperties: false, description: 'Something to choose.' },
)
const ConditionSchema = Type.Object(
  {
    question: Name('A question that is asked before, answered by choosing.'),
    isOneOf: Type.Array(Name('An option of it.'), { minItems: 1, maxItems: 12, uniqueItems: true }),
  },
  {
    additionalProperties: false,
    description: 'Asked only of those who have chosen one of these. Of free text alone: whoever is asked is a group.',
  },
)
const asked = { id: Name('Kept with the answer.'), text: Words, when: Type.Optional(ConditionSchema) }

const ScaleQuestion = Type.Object(
  {
    ...asked,
    kind: Type.Literal('scale'),
    scale: Name('Its answers.'),
    measure: Name('What it counts towards.'),
  },
  { additionalProperties: false, description: 'Answered on a scale; a report says how many chose a positive answer.' },
)
const ChoiceQuestion = Type.Object(
  {
    ...asked,
    kind: Type.Literal('choice'),
    options: Type.Array(OptionSchema, { minItems: 2, maxItems: 12 }),
    group: Type.Boolean({ description: 'true: reports break the other answers down by it.' }),
  },
  { additionalProperties: false, description: 'One of several; may be left out.' },
)
const OpenQuestion = Type.Object(
  { ...asked, kind: Type.Literal('open'), lengthMax: Type.Integer({ minimum: 20, maximum: 2000 }) },
  { additionalProperties: false, description: 'Free text; may be left out.' },
)

/** One set, as its file has it. */
export const QuestionSetSchema = Type.Object(
  {
    id: Name('The name that cycles keep.'),
    title: Words,
    says: Words,
    languages: Type.Array(Type.String({ pattern: LANGUAGE_PATTERN }), {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description: 'The first one is the default.',
    }),
    minutes: Type.Integer({ minimum: 1, maximum: 5, description: 'How long it takes.' }),
    measures: Type.Array(
      Type.Object(
        { id: Name('What scale questions name.'), title: Words, says: Words },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 12 },
    ),
    scales: Type.Array(
      Type.Object(
        {
          id: Name('What scale questions name.'),
          options: Type.Array(OptionSchema, { minItems: 2, maxItems: 7 }),
          positive: Type.Array(Name('An option that counts as positive.'), {
            minItems: 1,
            maxItems: 6,
            uniqueItems: true,
          }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 12 },
    ),
    questions: Type.Array(Type.Union([ScaleQuestion, ChoiceQuestion, OpenQuestion]), { minItems: 1, maxItems: 40 }),
  },
  { additionalProperties: false, title: 'Question set' },
)
/** A file of question sets: the first one is what cycles take that name none. */
export const QuestionSetsSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    sets: Type.Array(QuestionSetSchema, { minItems: 1 }),
  },
  { additionalProperties: false, title: 'Question sets' },
)

export type QuestionSet = Static<typeof QuestionSetSchema>
export type Question = QuestionSet['questions'][number]
export type QuestionOption = Static<typeof OptionSchema>

/** What somebody answered: the chosen option's id, or free text, by question. A question left out isn't in it. */
export type Answers = Readonly<Record<string, string>>

let validate: ValidateFunction<Static<typeof QuestionSetsSchema>> | undefined

/** The sets of a file, or everything that is wrong with it, each with its place. */
export function readQuestionSets(
  value: unknown,
): { readonly sets: readonly [QuestionSet, ...QuestionSet[]] } | { readonly faults: readonly string[] } {
  validate ??= new Ajv({ allErrors: true }).compile<Static<typeof QuestionSetsSchema>>(QuestionSetsSchema)
  if (!validate(value))
    return { faults: (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message ?? 'is not valid'}`) }
  const { sets } = value
  const faults = [...doubles(sets, 'set'), ...sets.flatMap((set) => faultsOf(set).map((says) => `${set.id}: ${says}`))]
  const [first, ...rest] = sets
  return faults.length > 0 || first === undefined ? { faults } : { sets: [first, ...rest] }
}

/**
 * The set that a cycle asks: the district's own of that name, as it is for cycles of that day (`ownSet`), else the
 * installation's; null: there is none of that name any more.
 */
export function setAsked(
  shipped: readonly QuestionSet[],
  { questionSet, ownSet }: { readonly questionSet: string; readonly ownSet: QuestionSet | null },
): QuestionSet | null {
  return ownSet ?? shipped.find(({ id }) => id === questionSet) ?? null
}

/** What one may choose of for an answer; null: free text. */
export function optionsOf(set: QuestionSet, question: Question): readonly QuestionOption[] | null {
  if (question.kind === 'open') return null
  if (question.kind === 'choice') return question.options
  return set.scales.find(({ id }) => id === question.scale)?.options ?? []
}

/** The questions by which the others are broken down, in the set's order. */
export function groupQuestionsOf(set: QuestionSet): readonly Question[] {
  return set.questions.filter((question) => question.kind === 'choice' && question.group)
}

/** The questions to ask of somebody who has answered so far: those whose condition holds. */
export function askedOf(set: QuestionSet, answers: Answers): readonly Question[] {
  const open = new Set<string>()
  return set.questions.filter(({ id, when }) => {
    const holds = when === undefined || (open.has(when.question) && when.isOneOf.includes(answers[when.question] ?? ''))
    if (holds) open.add(id)
    return holds
  })
}

export interface AnswerProblem {
  readonly field: string
  readonly code: 'question_unknown' | 'option_unknown' | 'text_too_long' | 'nothing_answered'
}

/**
 * What is kept of what was sent: answers to questions that were asked, texts without blanks at their ends. Answers to
 * questions whose condition no longer holds fall away. Or everything that is wrong.
 */
export function checkAnswers(
  set: QuestionSet,
  given: Answers,
): { readonly answers: Answers } | { readonly problems: readonly AnswerProblem[] } {
  const byId = new Map(set.questions.map((question) => [question.id, question]))
  const problems = Object.entries(given).flatMap(([field, value]): readonly AnswerProblem[] => {
    const question = byId.get(field)
    if (question === undefined) return [{ field, code: 'question_unknown' }]
    if (question.kind === 'open') return value.length > question.lengthMax ? [{ field, code: 'text_too_long' }] : []
    return optionsOf(set, question)?.some(({ id }) => id === value) === true ? [] : [{ field, code: 'option_unknown' }]
  })
  if (problems.length > 0) return { problems }
  const kept = askedOf(set, given).flatMap(({ id }) => {
    const value = given[id]?.trim() ?? ''
    return value === '' ? [] : [[id, value] as const]
  })
  if (kept.length === 0) return { problems: [{ field: 'answers', code: 'nothing_answered' }] }
  return { answers: Object.fromEntries(kept) }
}

/** What was chosen apart from free texts: the two are never kept together. */
export function separate(set: QuestionSet, answers: Answers): { readonly chosen: Answers; readonly texts: Answers } {
  const open = new Set(set.questions.flatMap(({ kind, id }) => (kind === 'open' ? [id] : [])))
  const part = (isText: boolean) =>
    Object.fromEntries(Object.entries(answers).filter(([question]) => open.has(question) === isText))
  return { chosen: part(false), texts: part(true) }
}

/** What is wrong with a set that has the right shape: what it names and hasn't got, and what no report could tell. */
export function faultsOf(set: QuestionSet): readonly string[] {
  const before = new Map<string, Question>()
  const faults = [
    ...doubles(set.questions, 'question'),
    ...doubles(set.measures, 'measure'),
    ...doubles(set.scales, 'scale'),
    ...set.scales.flatMap((scale) => [
      ...doubles(scale.options, `option of ${scale.id}`),
      ...scale.positive
        .filter((id) => !scale.options.some((option) => option.id === id))
        .map((id) => `scale ${scale.id} calls ${id} positive and has no such option`),
      ...(scale.options.every(({ id }) => scale.positive.includes(id))
        ? [`scale ${scale.id} calls every answer positive, so every report would say 100 %: leave one out of positive`]
        : []),
    ]),
    ...wordsOf(set).flatMap(({ at, words }) => faultsOfWords(set, at, words)),
    ...set.measures
      .filter(({ id }) => !set.questions.some((one) => one.kind === 'scale' && one.measure === id))
      .map(({ id }) => `no question counts towards measure ${id}: ask one, or take the measure out`),
    ...(groupQuestionsOf(set).length > GROUPS_MAX
      ? [`reports are broken down by at most ${GROUPS_MAX} questions: say "group": false of the others`]
      : []),
  ]
  for (const question of set.questions) {
    faults.push(...faultsOfQuestion(set, question, before))
    before.set(question.id, question)
  }
  return faults
}

const GROUPS_MAX = 6

function faultsOfWords(set: QuestionSet, at: string, words: Readonly<Record<string, string>>): readonly string[] {
  const missing = set.languages.filter((tag) => words[tag] === undefined)
  const more = Object.keys(words).filter((tag) => !set.languages.includes(tag))
  return [
    ...missing.map((tag) => `${at} has no text in ${tag}: write it, or take ${tag} out of languages`),
    ...more.map(
      (tag) => `${at} has a text in ${tag}, which languages does not name: add it there, or take the text out`,
    ),
  ]
}

function faultsOfQuestion(set: QuestionSet, question: Question, before: ReadonlyMap<string, Question>): string[] {
  const faults: string[] = []
  if (question.kind === 'choice') faults.push(...doubles(question.options, `option of ${question.id}`))
  if (question.kind === 'scale') {
    if (!set.scales.some(({ id }) => id === question.scale))
      faults.push(`${question.id}: there is no scale ${question.scale}`)
    if (!set.measures.some(({ id }) => id === question.measure))
      faults.push(`${question.id}: there is no measure ${question.measure}`)
  }
  if (question.when !== undefined) {
    // How many answered it, beside how many answered the one before, would say how many chose what.
    if (question.kind !== 'open')
      faults.push(
        `${question.id}: a question that is counted cannot have a condition, for who is asked is a group that no report may show. Ask everybody, or ask for free text`,
      )
    const { question: name, isOneOf } = question.when
    const earlier = before.get(name)
    const options = earlier === undefined ? null : optionsOf(set, earlier)
    if (options === null) faults.push(`${question.id}: its condition names ${name}, which is not chosen before it`)
    else
      for (const id of isOneOf)
        if (!options.some((option) => option.id === id)) faults.push(`${question.id}: ${name} has no option ${id}`)
  }
  return faults
}

function wordsOf(
  set: QuestionSet,
): readonly { readonly at: string; readonly words: Readonly<Record<string, string>> }[] {
  return [
    { at: 'title', words: set.title },
    { at: 'says', words: set.says },
    ...set.measures.flatMap(({ id, title, says }) => [
      { at: `${id}/title`, words: title },
      { at: `${id}/says`, words: says },
    ]),
    ...set.scales.flatMap(({ id, options }) => wordsOfOptions(id, options)),
    ...set.questions.flatMap((question) => [
      { at: question.id, words: question.text },
      ...(question.kind === 'choice' ? wordsOfOptions(question.id, question.options) : []),
    ]),
  ]
}

function wordsOfOptions(at: string, options: readonly QuestionOption[]) {
  return options.map(({ id, text }) => ({ at: `${at}/${id}`, words: text }))
}

function doubles(items: readonly { readonly id: string }[], what: string): string[] {
  const ids = items.map(({ id }) => id)
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `there are two ${what}s ${id}`)
}
