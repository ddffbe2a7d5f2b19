/** What a server may be asked with the next time, and which "not changed" is about the file that is kept. */

import { describe, expect, it } from 'vitest'
import { conditionOf, contradicts, isValidator, readValidator } from '../../src/feed/validators.ts'

const DATE = 'Sun, 22 Nov 2026 08:00:30 GMT'
const EARLIER = 'Sun, 22 Nov 2026 07:00:00 GMT'

describe('nothing is asked with the next time', () => {
  it.each<[string, Record<string, string | string[]>]>([
    ['where the server says nothing', {}],
    ['a tag without quotation marks', { etag: 'abc' }],
    ['a tag with one in it', { etag: '"a"b"' }],
    ['an empty tag', { etag: '""' }],
    ['an empty weak tag', { etag: 'W/""' }],
    ['a tag with a blank', { etag: '"a b"' }],
    ['a tag with a line break', { etag: '"a\r\nb"' }],
    ['weak in small letters', { etag: 'w/"a"' }],
    ['a tag longer than any', { etag: `"${'a'.repeat(1100)}"` }],
    ['several tags', { etag: '"a", "b"' }],
    ['no-store beside a good tag', { etag: '"a"', 'cache-control': 'private, No-Store' }],
    ['no-store in a second header', { etag: '"a"', 'cache-control': ['private', 'no-store'] }],
    ['a date without the time of the answer', { 'last-modified': EARLIER }],
    ['a date of the same minute as the answer', { 'last-modified': 'Sun, 22 Nov 2026 08:00:00 GMT', date: DATE }],
    ['a date after the answer', { 'last-modified': DATE, date: EARLIER }],
    ['a date that is none', { 'last-modified': 'yesterday', date: DATE }],
    ['a date of another form', { 'last-modified': '2026-11-22T07:00:00Z', date: DATE }],
  ])('%s', (_name, headers) => {
    expect(readValidator(headers)).toBeNull()
  })
})

describe('the next time is asked', () => {
  it.each(['"a"', 'W/"a"', '"caf\u00E9"', '"a,b;c"'])('by the tag as it was sent: %s', (etag) => {
    const validator = readValidator({
      etag,
      'last-modified': EARLIER,
      date: DATE,
      'cache-control': 'no-cache, max-age=0',
    })
    expect(validator).toEqual({ etag })
    expect(conditionOf({ etag })).toEqual({ 'If-None-Match': etag })
  })

  it('by the date as it was sent, where there is no tag', () => {
    expect(readValidator({ etag: 'none', 'last-modified': EARLIER, date: DATE })).toEqual({ lastModified: EARLIER })
    expect(conditionOf({ lastModified: EARLIER })).toEqual({ 'If-Modified-Since': EARLIER })
  })
})

describe('"not changed" is not believed', () => {
  it.each<[string, Record<string, string>, Parameters<typeof contradicts>[1]]>([
    ['with another tag', { etag: '"b"' }, { etag: '"a"' }],
    ['with a tag that is none', { etag: 'a' }, { etag: '"a"' }],
    ['with another date', { 'last-modified': DATE }, { lastModified: EARLIER }],
    ['with the wish that nothing be stored', { 'cache-control': 'no-store' }, { etag: '"a"' }],
  ])('%s', (_name, headers, validator) => {
    expect(contradicts(headers, validator)).toBe(true)
  })

  it.each<[string, Record<string, string>, Parameters<typeof contradicts>[1]]>([
    ['with the tag', { etag: '"a"' }, { etag: '"a"' }],
    ['with the tag, once weak and once strong', { etag: 'W/"a"' }, { etag: '"a"' }],
    ['without a word', {}, { etag: '"a"' }],
    ['with the tag and whatever date', { etag: '"a"', 'last-modified': DATE }, { etag: '"a"' }],
    ['with the date', { 'last-modified': EARLIER }, { lastModified: EARLIER }],
  ])('else it is: %s', (_name, headers, validator) => {
    expect(contradicts(headers, validator)).toBe(false)
  })
})

describe('what was kept', () => {
  it('is sent only where it can be', () => {
    expect([{ etag: '"a"' }, { lastModified: DATE }].every(isValidator)).toBe(true)
    for (const bad of [null, 'x', {}, { etag: 'a' }, { etag: 7 }, { lastModified: 'now' }, { etag: '"a"\r\nX: y' }])
      expect(isValidator(bad)).toBe(false)
  })
})
