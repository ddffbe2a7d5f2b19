/**
 * Which fields the answers of a route have for whom: written down in answer-keys.txt, so that a field that somebody gets
 * anew is seen by whoever reads the change. A block is a route; a line of it, people and the fields they all get.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Answer } from '../test-app.ts'
import type { Cell } from './cells.ts'

const FILE = fileURLToPath(new URL('answer-keys.txt', import.meta.url))

/** Of files and of what is empty. */
const NO_FIELDS = '-'

/** By route and by who asked: the paths of fields, as `items[].name`. */
export type KeysOfAnswers = Map<string, Map<string, Set<string>>>

/** Adds what this answer has, where it is one that shows something. */
export function noteKeys(all: KeysOfAnswers, cell: Cell, { status, json }: Answer): void {
  if (status !== 200 || cell.method !== 'GET') return
  const byWho = all.get(cell.route) ?? new Map<string, Set<string>>()
  const keys = byWho.get(cell.who.name) ?? new Set<string>()
  for (const key of keysIn(json)) keys.add(key)
  byWho.set(cell.who.name, keys)
  all.set(cell.route, byWho)
}

/** The paths of all fields; what is named by a number or a date is one field, `*`. */
function keysIn(value: unknown, at = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => keysIn(each, `${at}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => {
    const field = `${at}${at === '' ? '' : '.'}${/^\d/.test(name) ? '*' : name}`
    // What was done is told in words of its own each time.
    return name === 'detail' ? [field] : [field, ...keysIn(each, field)]
  })
}

/** What of it isn't written down: route, who and field. */
export function unknownKeys(all: KeysOfAnswers): readonly string[] {
  return differences(all, readKeys())
}

/** What is written down and no answer had. */
export function unseenKeys(all: KeysOfAnswers): readonly string[] {
  return differences(readKeys(), all)
}

function differences(these: KeysOfAnswers, those: KeysOfAnswers): readonly string[] {
  return [...these].flatMap(([route, byWho]) =>
    [...byWho].flatMap(([who, keys]) => {
      const known = those.get(route)?.get(who)
      if (known === undefined) return [`${route}: ${who}`]
      return [...keys].filter((key) => !known.has(key)).map((key) => `${route}: ${who}: ${key}`)
    }),
  )
}

function readKeys(): KeysOfAnswers {
  const all: KeysOfAnswers = new Map()
  for (const block of readFileSync(FILE, 'utf8').trim().split('\n\n')) {
    const [route = '', ...lines] = block.split('\n')
    const byWho = new Map<string, Set<string>>()
    for (const line of lines) {
      const [people = '', fields = ''] = line.trim().split(': ')
      for (const who of people.split(', ')) byWho.set(who, new Set(fields === NO_FIELDS ? [] : fields.split(' ')))
    }
    all.set(route, byWho)
  }
  return all
}

/** Writes it all down anew, those who get the same on one line. */
export function writeKeys(all: KeysOfAnswers): void {
  const blocks = [...all]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([route, byWho]) => {
      const inOrder = [...byWho].toSorted(([a], [b]) => (a < b ? -1 : 1))
      const lines = Map.groupBy(inOrder, ([, keys]) => [...keys].toSorted().join(' ') || NO_FIELDS)
      return [route, ...[...lines].map(([fields, who]) => `  ${who.map(([name]) => name).join(', ')}: ${fields}`)].join(
        '\n',
      )
    })
  writeFileSync(FILE, `${blocks.join('\n\n')}\n`)
}
