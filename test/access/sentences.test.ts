import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SENTENCES as EARLIER } from './sentences.ts'
import { SENTENCES_003 } from './sentences-003.ts'

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
