/** The store of objects outside the database: signatures, and whatever it answers. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObjectStore } from '../../src/net/object-store.ts'
import { ObjectStoreError, openObjectStore } from '../../src/net/object-store.ts'
import { sha256, signedHeaders } from '../../src/net/signature.ts'
import { type FakeObjects, openFakeObjects } from '../fakes/objects/objects.ts'

let fake: FakeObjects
let store: ObjectStore
beforeAll(async () => {
  fake = await openFakeObjects()
  store = openObjectStore(fake.address)
})
afterAll(() => fake.close())

describe('a signature', () => {
  // The examples of Amazon's documentation ("Signature Calculations for the Authorization Header").
  const keys = {
    accessKey: 'AKIAIOSFODNN7EXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  }
  const at = new Date('2013-05-24T00:00:00Z')
  const signatureOf = (method: string, path: string, headers: Record<string, string>, body: string) => {
    const url = new URL(`https://examplebucket.s3.amazonaws.com${path}`)
    const signed = signedHeaders({ method, url, headers, bodyHash: sha256(body) }, keys, at)
    return /Signature=(\w+)$/.exec(signed['authorization'] ?? '')?.[1]
  }

  it('is that of the documentation for reading', () => {
    expect(signatureOf('GET', '/test.txt', { range: 'bytes=0-9' }, '')).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    )
  })

  it('is that of the documentation for writing, with odd signs in the name', () => {
    const headers = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }
    expect(signatureOf('PUT', '/test$file.text', headers, 'Welcome to Amazon S3.')).toBe(
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    )
  })

  it('is that of the documentation with a query', () => {
    expect(signatureOf('GET', '/?max-keys=2&prefix=J', {}, '')).toBe(
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    )
  })
})

describe('a store of objects', () => {
  it('keeps, gives back and deletes, and knows what it has not', async () => {
    const bytes = Buffer.from([0, 255, 1, 254])
    await store.put('a1', bytes)
    expect(await store.get('a1')).toEqual(bytes)
    await store.remove('a1')
    expect(await store.get('a1')).toBeNull()
    await store.remove('a1')
  })

  it.each(['accessKey', 'secretKey', 'region'] as const)('refuses what is signed with another %s', async (part) => {
    const stranger = openObjectStore({ ...fake.address, [part]: 'else' })
    await expect(stranger.put('a2', Buffer.from('x'))).rejects.toMatchObject({ status: 403 })
    await expect(stranger.get('a2')).rejects.toBeInstanceOf(ObjectStoreError)
    await expect(stranger.remove('a2')).rejects.toMatchObject({ status: 403 })
    expect(fake.kept.has('a2')).toBe(false)
  })

  it.each([
    ['down', 0],
    ['refuses', 503],
    ['redirects', 0],
    ['hangs', 0],
  ] as const)('says so where it %s, without a key in what it says', async (mood, status) => {
    fake.mood = mood
    const hasty = openObjectStore(fake.address, { deadlineMs: 300 })
    const failure: unknown = await hasty.put('a3', Buffer.from('x')).catch((error: unknown) => error)
    fake.mood = 'up'
    expect(failure).toMatchObject({ name: 'ObjectStoreError', status })
    expect(String(failure)).not.toMatch(/AKIAFAKE|secret/)
  })
})
