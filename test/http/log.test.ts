import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLog, redact } from '../../src/http/log.ts'

describe('a log line', () => {
  it('keeps numbers, booleans and the words that it knows, and leaves everything else out', () => {
    const fields = {
      runId: '4',
      count: 3,
      held: true,
      finishedAt: null,
      email: 'a@b.example',
      name: 'Ada',
      token: 'secret',
      note: ['secret'],
      nested: { email: 'a@b.example' },
      missing: undefined,
    }
    expect(redact(fields)).toEqual({ runId: '4', count: 3, held: true, finishedAt: null })
  })

  it('has of an error its name, code, frames and causes, and never a message', () => {
    const cause = Object.assign(new Error('Key (email)=(a@b.example) exists'), { code: '23505' })
    const { error } = redact({ error: new TypeError('Ada Lovelace\n    of a@b.example', { cause }) })
    expect(error).toMatchObject({
      name: 'TypeError',
      frames: expect.any(Array) as string[],
      cause: { name: 'Error', code: '23505' },
    })
    expect(JSON.stringify(error)).not.toMatch(/Ada|a@b/)
  })

  it('is one JSON object with a time, a level and the event', async () => {
    const lines: string[] = []
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString())
        done()
      },
    })
    const log = createLog({ level: 'warn', stream })
    log.info('quiet')
    log.error('loud', { runId: '4', email: 'a@b.example' })
    await new Promise((resolve) => stream.end(resolve))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'error',
      message: 'loud',
      runId: '4',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    })
  })
})
