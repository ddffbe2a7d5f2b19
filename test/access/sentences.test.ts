import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPermissionRows } from './permission-rows.ts'
import { SENTENCES as EARLIER } from './sentences.ts'
import { SENTENCES_003 } from './sentences-003.ts'
import { LICENCE_SENTENCES, LICENCE_TESTS } from './sentences-licences.ts'

const SENTENCES = [...EARLIER, ...SENTENCES_003]

describe('what the documents say of administrators, staff, organisation and communities', () => {
  it.each(SENTENCES.filter(({ shown }) => typeof shown !== 'string'))('$document: $says', ({ shown }) => {
    for (const [file, name] of typeof shown === 'string' ? [] : shown) {
      const text = readFileSync(file, 'utf8')
      // By itself, or as a row of `it.each`.
      const isThere =
        text.includes(`it('${name}'`) ||
        text.includes(`\ntest('${name}'`) ||
        (text.includes('it.each(') && text.includes(`'${name}',`))
      expect(isThere, `${file} has the test “${name}”`).toBe(true)
    }
  })

  it('is named once, and what is not shown yet says why', () => {
    const names = SENTENCES.map(({ document, says }) => `${document} ${says}`)
    expect(new Set(names).size).toBe(names.length)
    const silent = SENTENCES.filter(({ shown }) => (typeof shown === 'string' ? shown.length < 10 : shown.length === 0))
    expect(silent).toEqual([])
  })
})

/** Without its quotation marks, which are others within others. */
const said = (text: string) => text.toLowerCase().replaceAll(/["'“”‘’]/g, '')

describe('the document on licences and coaching', () => {
  const files = ['licence-sentences', 'cycle-sentences'].map((file) =>
    readFileSync(`test/http/${file}.test.ts`, 'utf8'),
  )
  const named = files.flatMap((text) => [...text.matchAll(/'(“.+)'/g)].map(([, name = '']) => name))
  const shown = SENTENCES.flatMap((sentence) =>
    sentence.document === '000' && typeof sentence.shown !== 'string' ? sentence.shown.map(([, name]) => name) : [],
  )
  const names = [...named, ...shown].filter((name) => name.includes('“')).map(said)

  it('has a test for each of its sentences, by its name', () => {
    const sentences = SENTENCES.filter(({ document }) => document === '000')
    expect(sentences.length).toBeGreaterThan(26)
    const missing = sentences.filter(({ says }) => !names.some((name) => name.includes(said(says).replace(/\.$/, ''))))
    expect(missing.map(({ says }) => says)).toEqual([])
  })
})

describe('what the documents say of licences', () => {
  const parts = readFileSync(LICENCE_TESTS, 'utf8').split(/\ndescribe\('[^']+ \((\d{3})\)'/)
  const named = parts.flatMap((text, at) =>
    at % 2 === 1
      ? []
      : [...text.matchAll(/'(“.+)'/g)].map(([, name = '']) => [parts[at - 1] ?? '', said(name)] as const),
  )

  it('has a test of the running product for each sentence, by its name', () => {
    const without = LICENCE_SENTENCES.filter(
      ({ document, says }) =>
        !named.some(([of, name]) => of === document && name.includes(said(says).replace(/\.$/, ''))),
    )
    expect(without).toEqual([])
    expect(new Set(LICENCE_SENTENCES.map(({ document, says }) => `${document} ${says}`)).size).toBe(
      LICENCE_SENTENCES.length,
    )
  })

  it('has no test that none of its sentences asks for', () => {
    const beside = named.filter(
      ([of, name]) =>
        !LICENCE_SENTENCES.some(
          ({ document, says }) => of === document && name.includes(said(says).replace(/\.$/, '')),
        ),
    )
    expect(beside).toEqual([])
    expect(named.length).toBeGreaterThan(27)
  })
})

describe('the document on communities', () => {
  const text = readFileSync('test/http/community-sentences.test.ts', 'utf8')
  const names = [...text.matchAll(/\n {2}it\('“(.+)”', async/g)].map(([, name = '']) => name)
  const asked = (says: string) => names.filter((name) => name.includes(says.replaceAll("'", '’')))

  it('has a test of the running product for each of its sentences, by its name', () => {
    expect(names).toHaveLength(20)
    expect(SENTENCES_003.filter(({ says }) => asked(says).length === 0)).toEqual([])
    const all = SENTENCES_003.map(({ says }) => says)
    expect(names.filter((name) => !all.some((says) => name.includes(says)))).toEqual([])
  })

  it('is asked for with every word that the permissions have of it', () => {
    const rows = readPermissionRows().filter(({ id, basis }) => id.startsWith('P003-') && basis === 'text')
    expect(rows).toHaveLength(34)
    expect(rows.filter(({ restriction }) => restriction === '' || asked(restriction).length === 0)).toEqual([])
  })
})
