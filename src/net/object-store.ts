/** A store of objects outside the database, as Amazon S3 and those that do as it does: put, get, delete, nothing else. */

import { sha256, signedHeaders } from './signature.ts'
import type { StoreKeys } from './signature.ts'

export interface ObjectStoreAddress extends StoreKeys {
  /** Of the bucket, with a prefix if there is one; without a slash at its end. */
  readonly url: string
}

/** Why the store did not do it. Never holds a key or what was sent. */
export class ObjectStoreError extends Error {
  override readonly name = 'ObjectStoreError'
  /** 0: it did not answer. */
  readonly status: number
  constructor(status: number, cause?: unknown) {
    super(status === 0 ? 'The store of objects does not answer.' : `The store of objects answered ${status}.`, {
      cause,
    })
    this.status = status
  }
}

export interface ObjectStore {
  /** @throws ObjectStoreError */
  put(key: string, body: Buffer): Promise<void>
  /** Null: there is no such object. @throws ObjectStoreError */
  get(key: string): Promise<Buffer | null>
  /** Also where there is none. @throws ObjectStoreError */
  remove(key: string): Promise<void>
}

const DEADLINE_MS = 60_000
const BYTES_MAX = 268_435_456

/**
 * Opens it; nothing is asked yet.
 * @param options `deadlineMs`: of one request, from start to the last byte
 */
export function openObjectStore(
  address: ObjectStoreAddress,
  {
    deadlineMs = DEADLINE_MS,
    now = () => new Date(),
  }: { readonly deadlineMs?: number; readonly now?: () => Date } = {},
): ObjectStore {
  const ask = async (method: 'PUT' | 'GET' | 'DELETE', key: string, body?: Buffer): Promise<Answer> => {
    const url = new URL(`${address.url}/${encodeURIComponent(key)}`)
    const bodyHash = sha256(body ?? '')
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/octet-stream' }
    const headers = signedHeaders({ method, url, headers: type, bodyHash }, address, now())
    try {
      const response = await fetch(url, {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(deadlineMs),
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
      })
      return { status: response.status, body: await bodyOf(response) }
    } catch (cause) {
      if (cause instanceof ObjectStoreError) throw cause
      throw new ObjectStoreError(0, cause)
    }
  }
  return {
    async put(key, body) {
      const { status } = await ask('PUT', key, body)
      if (status !== 200) throw new ObjectStoreError(status)
    },
    async get(key) {
      const { status, body } = await ask('GET', key)
      if (status === 404) return null
      if (status !== 200) throw new ObjectStoreError(status)
      return body
    },
    async remove(key) {
      const { status } = await ask('DELETE', key)
      if (status !== 204 && status !== 200 && status !== 404) throw new ObjectStoreError(status)
    },
  }
}

interface Answer {
  readonly status: number
  readonly body: Buffer
}

async function bodyOf(response: Response): Promise<Buffer> {
  if (Number(response.headers.get('content-length') ?? 0) > BYTES_MAX) throw new ObjectStoreError(response.status)
  return Buffer.from(await response.arrayBuffer())
}
