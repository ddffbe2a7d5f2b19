/** The reference in docs/generated is what the code says. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { findCommands } from '../../scripts/reference/commands.ts'
import { findFailures } from '../../scripts/reference/failures.ts'
import { renderPages } from '../../scripts/reference/pages.ts'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const GENERATED = join(ROOT, 'docs', 'generated')
const AGAIN = 'run "npm run generate:docs" and commit what it writes'

let pages: ReadonlyMap<string, string>
beforeAll(async () => {
  pages = await renderPages(ROOT)
})

describe('the generated reference', () => {
  it('has every page and no other', () => {
    expect(readdirSync(GENERATED).toSorted(), AGAIN).toEqual([...pages.keys()].toSorted())
  })

  it('says what the code says', () => {
    for (const [name, text] of pages)
      expect(readFileSync(join(GENERATED, name), 'utf8'), `${name}: ${AGAIN}`).toBe(text)
  })

  it('finds every code that is written in a place that throws', () => {
    const listed = new Set(findFailures(ROOT).map(({ code }) => code))
    const written = sourcesOf('src', 'connectors').flatMap((source) =>
      [...source.matchAll(/new Failure\(\s*'([A-Z_]+)'/g)].map((match) => match[1] ?? ''),
    )
    expect(written.length).toBeGreaterThan(60)
    expect(written.filter((code) => !listed.has(code))).toEqual([])
  })

  it('knows of each failure what it means', () => {
    const meaningless = findFailures(ROOT).filter(
      ({ disposition }) => !['retry', 'operator', 'bug'].includes(disposition),
    )
    expect(meaningless).toEqual([])
  })
})

describe('the documents', () => {
  it.each(documents())('%s leads only to files that are there', (path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '')
    const missing = targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))
    expect(missing).toEqual([])
  })

  it('name only commands that exist', async () => {
    const known = new Set((await findCommands([])).map((words) => words.join(' ')))
    const groups = new Set([...known].filter((words) => words.includes(' ')).map((words) => words.split(' ')[0]))
    const unknown = documents().flatMap((path) =>
      commandsIn(readFileSync(join(ROOT, path), 'utf8'))
        .map(([first = '', second = '']) => (groups.has(first) ? `${first} ${second}`.trim() : first))
        .filter((words) => !known.has(words))
        .map((words) => `${path}: staffroom ${words}`),
    )
    expect(unknown).toEqual([])
  })
})

/** What is written as a command: `staffroom source add …` in code, with the two words behind it. */
function commandsIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/(?<=`|\/|-- |^| {2}|\| )staffroom((?: [a-z]+(?:-[a-z]+)*)+)/gm)]
    .filter((match) => isInCode(text, match.index))
    .map((match) => (match[1] ?? '').trim().split(' ').slice(0, 2))
}

/** Between an odd and the next backtick, fences counted as one. */
function isInCode(text: string, at: number): boolean {
  return (text.slice(0, at).replaceAll('```', '`').split('`').length - 1) % 2 === 1
}

function documents(): readonly string[] {
  const guides = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name))
  const top = readdirSync(ROOT).filter((name) => name.endsWith('.md'))
  return [...top, ...guides].toSorted()
}

function sourcesOf(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/^(generated|ui)\//.test(name))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  )
}
