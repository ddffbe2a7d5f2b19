import { describe, expect, it } from 'vitest'
import { TailFile } from '../../src/feed/last-record.ts'
import { feedIo } from '../contract/read-all.ts'

async function lastOf(bytes: Buffer, pieces: number, width = 2): Promise<readonly string[] | null> {
  async function* read(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += pieces) yield await Promise.resolve(bytes.subarray(at, at + pieces))
  }
  const tail = new TailFile({ name: 'users.csv', size: bytes.length, read }, feedIo().limits)
  const chunks: Buffer[] = []
  for await (const chunk of tail.file.read(new AbortController().signal)) chunks.push(chunk)
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  return tail.lastFields(width)
}

describe('the record that stands last', () => {
  it.each([
    ['id,name\na,One\nb,Two\n', ['b', 'Two']],
    ['id,name\r\na,One\r\nb,"Two, too"\r\n\r\n', ['b', 'Two, too']],
    ['id,name\ra,One\rb,Two', ['b', 'Two']],
    ['id,name\na,"One\nmore"\n', null],
    ['', null],
  ])('of %j is %j', async (text, fields) => {
    for (const pieces of [1, 3, 1000]) expect(await lastOf(Buffer.from(text), pieces)).toEqual(fields)
  })

  it('is found at the end of a long file too', async () => {
    const text = `id,name\n${'a,One\n'.repeat(50_000)}b,Two\n`
    for (const pieces of [1000, 70_000]) expect(await lastOf(Buffer.from(text), pieces)).toEqual(['b', 'Two'])
  })
})
