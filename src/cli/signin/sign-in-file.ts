/** The file that sets a district's single sign-on: its fields checked, and its secret read where it is. Pure. */

import type { ProviderSettings } from './sign-in-tools.ts'
import type { FileProblem } from '../toolbox.ts'

export interface ProviderFile {
  readonly settings: ProviderSettings
  /** Null: the one that is there stays. */
  readonly clientSecret: string | null
}

interface Known {
  readonly fields: readonly ProviderSettings['field'][]
  readonly readVariable: (name: string) => string | undefined
}

const TEXTS = ['issuer', 'clientId', 'label', 'claim'] as const
const ALL: ReadonlySet<string> = new Set([...TEXTS, 'field', 'required', 'isOn', 'isListed', 'clientSecret'])

/** Everything that is wrong with its form, at once; what the words mean is looked at when it is set. */
export function readProviderFile(
  content: unknown,
  known: Known,
): { readonly file: ProviderFile } | { readonly problems: readonly FileProblem[] } {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return { problems: [{ path: '', says: 'must be one JSON object' }] }
  const given: Readonly<Record<string, unknown>> = { ...content }
  const field = known.fields.find((each) => each === given['field'])
  const secret = readSecret(given['clientSecret'], known)
  const problems: FileProblem[] = [
    ...Object.keys(given)
      .filter((name) => !ALL.has(name))
      .map((name) => ({ path: name, says: 'is not known here' })),
    ...TEXTS.filter((name) => typeof given[name] !== 'string').map((name) => ({ path: name, says: 'must be a text' })),
    ...(field === undefined ? [{ path: 'field', says: `must be one of ${known.fields.join(', ')}` }] : []),
    ...['isOn', 'isListed']
      .filter((name) => given[name] !== undefined && typeof given[name] !== 'boolean')
      .map((name) => ({ path: name, says: 'must be true or false' })),
    ...(typeof secret === 'object' && secret !== null ? [secret] : []),
  ]
  const required = readRequired(given['required'])
  if (required === undefined) problems.push({ path: 'required', says: 'must be {"claim": "…", "value": "…"} or null' })
  if (
    problems.length > 0 ||
    field === undefined ||
    required === undefined ||
    (typeof secret === 'object' && secret !== null)
  )
    return { problems }
  const [issuer = '', clientId = '', label = '', claim = ''] = TEXTS.map((name) => String(given[name]))
  const [isOn, isListed] = [given['isOn'] !== false, given['isListed'] === true]
  return {
    file: { settings: { issuer, clientId, label, claim, field, required, isOn, isListed }, clientSecret: secret },
  }
}

/** A text, or the name of a variable as `${NAME}`; null: not said. */
function readSecret(given: unknown, { readVariable }: Known): string | null | FileProblem {
  if (given === undefined || given === null) return null
  if (typeof given !== 'string' || given === '') return { path: 'clientSecret', says: 'must be a text' }
  const [, name] = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(given) ?? []
  if (name === undefined) return given
  const found = readVariable(name) ?? ''
  return found === '' ? { path: 'clientSecret', says: `names the variable ${name}, which is not set` } : found
}

/** Undefined: of no form. */
function readRequired(given: unknown): ProviderSettings['required'] | undefined {
  if (given === undefined || given === null) return null
  if (typeof given !== 'object' || !('claim' in given) || !('value' in given)) return undefined
  const { claim, value } = given
  return typeof claim === 'string' && typeof value === 'string' ? { claim, value } : undefined
}
