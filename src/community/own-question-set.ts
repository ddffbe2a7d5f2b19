/** A question set of a district's own: read from its file with everything that is wrong with it, and beside the version before. Pure. */

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { meaningOf } from './question-meaning.ts'
import {
  faultsOf,
  LANGUAGE_PATTERN,
  NAME_PATTERN,
  type Question,
  type QuestionSet,
  QuestionSetSchema,
  TEXT_PATTERN,
} from './question-set.ts'

/** Of one district. */
export const OWN_SETS_MAX = 50
/** Of one set. */
export const SET_VERSIONS_MAX = 100
/** So many are told of one file; the rest shows once these are mended. */
const FAULTS_MAX = 100
/** Names that sets of later releases have. */
const RESERVED = /^staffroom-/

/** What is wrong, where, and what to do about it. */
export interface SetFault {
  /** JSON pointer into the file; empty: the file as a whole. */
  readonly at: string
  readonly says: string
}

let validate: ValidateFunction<QuestionSet> | undefined

/**
 * The set of a file. `taken`: names of sets that the installation has.
 * @param value parsed JSON, from anybody
 */
export function readOwnQuestionSet(
  value: unknown,
  taken: readonly string[],
): { readonly set: QuestionSet } | { readonly faults: readonly SetFault[] } {
  validate ??= new Ajv({ allErrors: true, verbose: false }).compile<QuestionSet>(QuestionSetSchema)
  if (!validate(value)) return { faults: faultsOfShape(value, validate.errors ?? []) }
  const faults = faultsOf(value).map((says) => ({ at: '', says: `${says.charAt(0).toUpperCase()}${says.slice(1)}.` }))
  if (taken.includes(value.id) || RESERVED.test(value.id))
    faults.unshift({
      at: '/id',
      says: `“${value.id}” is a name of a set that comes with Staffroom. Choose another name.`,
    })
  return faults.length > 0 ? { faults: faults.slice(0, FAULTS_MAX) } : { set: value }
}

/** Where the district has no set of this name, and surveys of another one that had it: a file of the installation that is gone. */
export function nameUsed(id: string): SetFault {
  return {
    at: '/id',
    says: `“${id}” was the name of another set, which surveys of your district were or are planned with, and those keep their questions. Choose another name.`,
  }
}

/** `counted`: it is counted otherwise, so it isn't compared with what was asked before; `reworded`: its words alone. */
export type QuestionChange = 'added' | 'removed' | 'counted' | 'reworded'

/** What a version does to the one before, in the order of the new one's questions; those that went come last. */
export function changesBetween(
  before: QuestionSet,
  after: QuestionSet,
): readonly { readonly question: string; readonly change: QuestionChange }[] {
  const known = new Map(before.questions.map((question) => [question.id, question]))
  const stays = new Set(after.questions.map(({ id }) => id))
  const changes = after.questions.flatMap((question): readonly { question: string; change: QuestionChange }[] => {
    const earlier = known.get(question.id)
    const change = earlier === undefined ? 'added' : changeOf([before, earlier], [after, question])
    return change === null ? [] : [{ question: question.id, change }]
  })
  const removed = before.questions.filter(({ id }) => !stays.has(id))
  return [...changes, ...removed.map(({ id }) => ({ question: id, change: 'removed' as const }))]
}

type Asked = readonly [QuestionSet, Question]

function changeOf(before: Asked, after: Asked): 'counted' | 'reworded' | null {
  if (!saysTheSame(meaningOf(...before), meaningOf(...after))) return 'counted'
  return saysTheSame(wordsOf(...before), wordsOf(...after)) ? null : 'reworded'
}

function wordsOf(set: QuestionSet, question: Question) {
  return [question, question.kind === 'scale' ? set.scales.find(({ id }) => id === question.scale)?.options : null]
}

/** Whatever the order of keys: the database keeps none. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

const KINDS: readonly unknown[] = ['scale', 'choice', 'open']

function faultsOfShape(value: unknown, errors: readonly ErrorObject[]): readonly SetFault[] {
  const faults = errors.flatMap((error): readonly SetFault[] => {
    const [, branch] = /^#\/properties\/questions\/items\/anyOf\/(\d)\//.exec(error.schemaPath) ?? []
    const index = /^\/questions\/(\d+)/.exec(error.instancePath)?.[1]
    if (error.keyword === 'anyOf') return kindFault(value, index)
    // A question is looked at as each kind; what the kind says that it calls itself is what counts.
    if (branch !== undefined && KINDS.indexOf(kindAt(value, index)) !== Number(branch)) return []
    return [{ at: error.instancePath, says: `${placeOf(value, error.instancePath)} ${saysOf(error)}` }]
  })
  const told = new Map(faults.map((fault) => [`${fault.at} ${fault.says}`, fault]))
  return [...told.values()].slice(0, FAULTS_MAX)
}

function kindFault(value: unknown, index: string | undefined): readonly SetFault[] {
  if (index === undefined || KINDS.includes(kindAt(value, index))) return []
  const at = `/questions/${index}`
  const says = `${placeOf(value, at)} has no kind that Staffroom knows. Write "kind": "scale", "choice" or "open".`
  return [{ at, says }]
}

function kindAt(value: unknown, index: string | undefined): unknown {
  return index === undefined ? undefined : step(step(step(value, 'questions'), index), 'kind')
}

/** `Question 4 (heard), text, en`. */
function placeOf(value: unknown, pointer: string): string {
  if (pointer === '') return 'The file'
  const words: string[] = []
  let here: unknown = value
  for (const part of pointer.slice(1).split('/')) {
    const one = words.at(-1)
    here = step(here, part)
    if (/^\d+$/.test(part) && one !== undefined) {
      const id = step(here, 'id')
      const name = typeof id === 'string' && new RegExp(NAME_PATTERN, 'u').test(id) ? ` (${id})` : ''
      words[words.length - 1] = `${ONE_OF[one] ?? one} ${Number(part) + 1}${name}`
    } else words.push(part.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  const place = words.join(', ')
  return `${place.charAt(0).toUpperCase()}${place.slice(1)}`
}

const ONE_OF: Readonly<Record<string, string>> = {
  questions: 'question',
  scales: 'scale',
  measures: 'measure',
  options: 'option',
  languages: 'language',
}

function step(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<string, unknown>>)[key]
}

const OF_PATTERN: Readonly<Record<string, string>> = {
  [NAME_PATTERN]:
    'is no name. Write small letters, digits and hyphens, up to 40 of them, beginning with a letter: belonging-2.',
  [LANGUAGE_PATTERN]: 'is no language tag. Write it like en, es or pt-BR.',
  [TEXT_PATTERN]: 'has no text that can be shown. Write it on one line, without control characters.',
}

function saysOf({ keyword, params, message }: ErrorObject): string {
  const given = params as Readonly<Record<string, unknown>>
  const limit = String(given['limit'])
  switch (keyword) {
    case 'required':
      return `has no “${String(given['missingProperty'])}”. Add it.`
    case 'additionalProperties':
      return `has “${String(given['additionalProperty']).slice(0, 40)}”, which nothing reads. Put its name right, or take it out.`
    case 'type':
      return `has to be ${OF_TYPE[String(given['type'])] ?? String(given['type'])}.`
    case 'pattern':
      return OF_PATTERN[String(given['pattern'])] ?? 'is written in another form than it has to be.'
    case 'minLength':
      return 'is empty. Write what is to be read there.'
    case 'maxLength':
      return `is longer than ${limit} characters. Shorten it.`
    case 'minItems':
      return `has to have ${limit} or more. Add what is missing.`
    case 'maxItems':
      return `has more than ${limit}. Take some out.`
    case 'uniqueItems':
      return 'has the same twice. Take one out.'
    case 'minimum':
      return `has to be ${limit} or more.`
    case 'maximum':
      return `has to be ${limit} or less.`
    default:
      return `${message ?? 'is not as it has to be'}.`
  }
}

const OF_TYPE: Readonly<Record<string, string>> = {
  object: 'an object: {…}',
  array: 'a list: […]',
  string: 'text in quotes',
  integer: 'a whole number',
  boolean: 'true or false',
}
