/** What is wrong with a configuration, in words and without its values: of a union only what the nearest form lacks. */

import type { ErrorObject } from 'ajv/dist/2020.js'

/** One thing wrong with a configuration: where (`/auth/clientId`, '' for the whole) and what was expected; never the value. */
export interface ConfigProblem {
  readonly path: string
  readonly says: string
}

/** Each problem once, of what Ajv says with `verbose`. */
export function problemsOf(errors: readonly ErrorObject[]): readonly ConfigProblem[] {
  let left = errors
  const problems: ConfigProblem[] = []
  // Outer unions first: the forms that they rule out need no look.
  for (const union of errors.filter(isUnion).toSorted((a, b) => a.schemaPath.length - b.schemaPath.length)) {
    if (!left.includes(union)) continue
    const forms = formsOf(union, left)
    const own = new Set([union, ...forms.flat()])
    const words = forms.flatMap(wordOf)
    const rest = left.filter((error) => !own.has(error))
    const [first] = words
    if (first !== undefined && words.length === forms.length) {
      problems.push({ path: first.path, says: `must be ${words.map(({ word }) => word).join(' or ')}` })
      left = rest
    } else {
      const nearest = nearestOf(forms)
      left = [...rest, ...nearest.flat(), ...(nearest.length === 1 ? [] : [union])]
    }
  }
  problems.push(...left.map(describe))
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.says}`, problem])).values()]
}

function isUnion({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf'
}

/** The errors of each form of a union. */
function formsOf(union: ErrorObject, errors: readonly ErrorObject[]): readonly (readonly ErrorObject[])[] {
  const forms = new Map<string, ErrorObject[]>()
  for (const error of errors) {
    if (!error.schemaPath.startsWith(`${union.schemaPath}/`) || !error.instancePath.startsWith(union.instancePath))
      continue
    const form = error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0] ?? ''
    forms.set(form, [...(forms.get(form) ?? []), error])
  }
  return [...forms.values()]
}

/** The word that a form has to be or to be told by, and that is another one. Quoted, because a number is no word. */
function wordOf(form: readonly ErrorObject[]): readonly { readonly path: string; readonly word: string }[] {
  const found = form.find(({ keyword }) => keyword === 'const')
  return found === undefined
    ? []
    : [{ path: found.instancePath, word: JSON.stringify(paramsOf(found)['allowedValue']) }]
}

/** The forms with the fewest faults among those that are not told by another word (`"type": "oauth2"`). */
function nearestOf(forms: readonly (readonly ErrorObject[])[]): readonly (readonly ErrorObject[])[] {
  const candidates = forms.filter((form) => wordOf(form).length === 0)
  const least = Math.min(...candidates.map((form) => form.length))
  return candidates.filter((form) => form.length === least)
}

function describe(error: ErrorObject): ConfigProblem {
  const { instancePath: path } = error
  const params = paramsOf(error)
  const named = params['additionalProperty']
  if (error.keyword === 'additionalProperties' && typeof named === 'string')
    return { path, says: `has a field that is not known: ${named}` }
  if (error.keyword === 'enum' && Array.isArray(params['allowedValues']))
    return { path, says: `must be one of ${params['allowedValues'].join(', ')}` }
  if (error.keyword === 'const') return { path, says: `must be ${JSON.stringify(params['allowedValue'])}` }
  if (error.keyword === 'required') return { path, says: `lacks the field ${String(params['missingProperty'])}` }
  if (error.keyword === 'minLength') return { path, says: 'must not be blank' }
  if (error.keyword === 'pattern' && typeof error.parentSchema?.['description'] === 'string')
    return { path, says: `is not understood: ${error.parentSchema['description']}` }
  if (error.keyword === 'anyOf') return { path, says: 'must have one of the forms that the connector knows' }
  return { path, says: error.message ?? 'is not as the connector expects it' }
}

function paramsOf({ params }: ErrorObject): Record<string, unknown> {
  return params as Record<string, unknown>
}
