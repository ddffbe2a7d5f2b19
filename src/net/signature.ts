/** Signs requests to a store of objects as Amazon S3 and those that do as it does want it (Signature Version 4). */

import { createHash, createHmac } from 'node:crypto'

export interface StoreKeys {
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

export interface SignedParts {
  readonly method: string
  readonly url: URL
  /** Besides those that the signature adds; lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Of the body, hexadecimal. */
  readonly bodyHash: string
}

/** The headers to send: the given ones, the hash, the time and the signature. */
export function signedHeaders(
  { method, url, headers, bodyHash }: SignedParts,
  { accessKey, secretKey, region }: StoreKeys,
  at: Date,
): Readonly<Record<string, string>> {
  const time = at.toISOString().replaceAll(/[:-]|\.\d{3}/g, '')
  const day = time.slice(0, 8)
  const sent = { ...headers, 'x-amz-content-sha256': bodyHash, 'x-amz-date': time }
  const all = Object.entries({ ...sent, host: url.host }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const names = all.map(([name]) => name).join(';')
  const lines = all.map(([name, value]) => `${name}:${value.trim()}\n`).join('')
  const canonical = [method, pathOf(url), queryOf(url), lines, names, bodyHash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const signed = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    Buffer.from(`AWS4${secretKey}`),
  )
  const signature = createHmac('sha256', key).update(signed).digest('hex')
  const credential = `Credential=${accessKey}/${scope}`
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 ${credential},SignedHeaders=${names},Signature=${signature}`,
  }
}

/** In hexadecimal. */
export function sha256(of: string | Buffer): string {
  return createHash('sha256').update(of).digest('hex')
}

function pathOf({ pathname }: URL): string {
  return pathname
    .split('/')
    .map((part) => encoded(decodeURIComponent(part)))
    .join('/')
}

function queryOf({ searchParams }: URL): string {
  return [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`,
  )
}
