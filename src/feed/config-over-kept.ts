/**
 * A configuration as somebody sends it who was shown the kept one with dots for its secrets: what they left as it was shown
 * is kept, and nothing that they may not see is sent anywhere else or read from this machine.
 */

import type { TSchema } from '@sinclair/typebox'
import type { ConfigProblem } from './config-problems.ts'
import { alternativesOf, fieldsOf, itemsOf, type SchemaNode } from './schema-node.ts'
import { concealConfig, DOTS, isKeptSecret, type KeptSecret, shownOf } from './source-config.ts'

const SAYS = {
  dots: 'is shown as dots: write it out',
  variable:
    'names a variable of the server, which is for whoever runs Staffroom to say, with "staffroom source set": write the secret itself',
  machine:
    'names a file on the server, which is for whoever runs Staffroom to say, with "staffroom source add" or "staffroom source set"',
  elsewhere: 'has to be written again: where it is sent to was changed',
} as const

interface Leaf {
  readonly path: string
  readonly value: unknown
  readonly nodes: readonly SchemaNode[]
}

/**
 * Pure. `given` has passed the schema; `kept` is what is stored, or null. A secret counts as left alone where it stands as
 * it is shown; that holds only as long as nothing changes but how much or how fast is read, for a secret that goes to
 * another address is a secret that was told.
 * @returns the configuration with what was kept in its place, to be sealed by `sealConfig`; or every problem, without values
 */
export function overKept(
  schema: TSchema,
  { kept, given }: { readonly kept: unknown; readonly given: unknown },
): { readonly config: unknown } | { readonly problems: readonly ConfigProblem[] } {
  const before = leavesOf({ value: kept, path: '', nodes: [schema] })
  const shown = leavesOf({ value: concealConfig(kept), path: '', nodes: [schema] })
  const stored = new Map(before.map((leaf) => [leaf.path, leaf.value]))
  const seen = new Map(shown.map((leaf) => [leaf.path, leaf.value]))
  const now = leavesOf({ value: given, path: '', nodes: [schema] })
  const carried = new Map<string, KeptSecret>()
  for (const { path, value } of now) {
    const secret = stored.get(path)
    if (isKeptSecret(secret) && value === seen.get(path)) carried.set(path, secret)
  }
  const problems = now.flatMap((leaf) => (carried.has(leaf.path) ? [] : problemOf(leaf, stored)))
  if (carried.size > 0 && placeOf(before, carried) !== placeOf(now, carried))
    problems.push(...[...carried.keys()].map((path) => ({ path, says: SAYS.elsewhere })))
  return problems.length > 0 ? { problems } : { config: filled(given, '', carried) }
}

function problemOf(leaf: Leaf, stored: ReadonlyMap<string, unknown>): ConfigProblem[] {
  const { path, value } = leaf
  if (typeof value !== 'string') return []
  if (value.includes(DOTS)) return [{ path, says: SAYS.dots }]
  if (isSecret(leaf) && value.includes('${')) return [{ path, says: SAYS.variable }]
  if (leaf.nodes.some((node) => node.ofMachine === true) && value !== stored.get(path))
    return [{ path, says: SAYS.machine }]
  return []
}

/** Everything that says where secrets go: all but the secrets themselves and what only tunes. */
function placeOf(leaves: readonly Leaf[], carried: ReadonlyMap<string, KeptSecret>): string {
  const told = leaves.flatMap((leaf) => {
    const { path, value, nodes } = leaf
    if (nodes.some((node) => node.tuning === true)) return []
    if (carried.has(path)) return [[path]]
    // An address with a key in its query is a secret and an address: another one leads elsewhere.
    if (typeof value === 'string' && shownOf(value) !== null) return [[path, value]]
    if (isSecret(leaf)) return []
    return [[path, isKeptSecret(value) ? 'another' : value]]
  })
  return JSON.stringify(told.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)))
}

function isSecret({ nodes }: Leaf): boolean {
  return nodes.some((node) => node.secret === true)
}

/** Every value that is no object and no list, a kept secret among them, with the schemas of its place. */
function leavesOf(leaf: Leaf): readonly Leaf[] {
  const { value, path } = leaf
  const nodes = leaf.nodes.flatMap(alternativesOf)
  if (typeof value !== 'object' || value === null || isKeptSecret(value)) return [{ path, value, nodes }]
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      leavesOf({ value: item, path: `${path}/${index}`, nodes: nodes.flatMap(itemsOf) }),
    )
  return Object.entries(value).flatMap(([key, field]) =>
    leavesOf({ value: field, path: `${path}/${key}`, nodes: nodes.flatMap((node) => fieldsOf(node, key)) }),
  )
}

function filled(value: unknown, path: string, carried: ReadonlyMap<string, KeptSecret>): unknown {
  const secret = carried.get(path)
  if (secret !== undefined) return secret
  if (Array.isArray(value)) return value.map((item, index) => filled(item, `${path}/${index}`, carried))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, field]) => [key, filled(field, `${path}/${key}`, carried)] as const)
  return Object.fromEntries(entries)
}
