import { describe, expect, it } from 'vitest'
import { judgeEnd } from '../../src/roster/file-end.ts'

const copy = (name: string, last: string | null = 'z9') => ({ file: 'users.csv', last, copy: name, lastSeen: null })
const SEEN = { lastSeen: true, sameEnd: false }
const MISSED = { lastSeen: false, sameEnd: false }
const CONFIRMED = { lastSeen: false, sameEnd: true }

describe('a file without an end of its own', () => {
  it('is believed the first time, and while the record that stood last is there', () => {
    expect(judgeEnd(undefined, copy('one'), MISSED)).toEqual({ doubtful: false, next: { last: 'z9', doubted: null } })
    const known = { last: 'z8', doubted: null }
    expect(judgeEnd(known, copy('two'), SEEN)).toEqual({ doubtful: false, next: { last: 'z9', doubted: null } })
  })

  it('is doubted where that record is missing, however often the same copy is read', () => {
    const first = judgeEnd({ last: 'z9', doubted: null }, copy('two', 'y1'), MISSED)
    expect(first).toEqual({ doubtful: true, next: { last: 'z9', doubted: { copy: 'two', last: 'y1' } } })
    expect(judgeEnd(first.next ?? undefined, copy('two', 'y1'), CONFIRMED)).toEqual(first)
  })

  it('is doubted again where another copy comes to another end', () => {
    const known = { last: 'z9', doubted: { copy: 'two', last: 'y1' } }
    expect(judgeEnd(known, copy('three', 'x1'), MISSED)).toEqual({
      doubtful: true,
      next: { last: 'z9', doubted: { copy: 'three', last: 'x1' } },
    })
  })

  it('is believed once another copy comes to the same end', () => {
    expect(judgeEnd({ last: 'z9', doubted: { copy: 'two', last: 'y1' } }, copy('three', 'y1'), CONFIRMED)).toEqual({
      doubtful: false,
      next: { last: 'y1', doubted: null },
    })
  })
})
