/**
 * A web server with an export on it, as a real HTTP server: one zip, which it tells apart from others by entity tag or date
 * and leaves out where it is asked to (RFC 9110, 13.1).
 */

import { type FakeAnswer, type FakeRequest, type FakeServer, startFakeServer } from './server.ts'

/** What lies there. */
export interface Published {
  readonly zip: Buffer
  /** As it is sent, quotation marks and all; absent: none is. */
  readonly etag?: string
  /** An HTTP date. */
  readonly lastModified?: string
  readonly headers?: Readonly<Record<string, string>>
  /** It says "not changed" to whatever it is asked, also without a question. */
  readonly alwaysUnchanged?: boolean
}

export interface ExportServer extends FakeServer {
  /** The address of the zip. */
  readonly zip: string
  /** What it is given for as a bearer, where it was started so; nobody else gets it. */
  readonly key: string
  /** From now on this lies there; of several each request meets the next one, as behind a balancer. */
  readonly publish: (...replicas: readonly Published[]) => void
}

export const EXPORT_PATH = '/export.zip'
const KEY = 'for-a-trial'

/** Starts one on a port of its own; `locked`: for whoever has the key. */
export async function startExportServer({ locked = false } = {}): Promise<ExportServer> {
  let replicas: readonly Published[] = []
  let met = 0
  const server = await startFakeServer((request) => {
    if (locked && request.headers.authorization !== `Bearer ${KEY}`) return { status: 401, body: '' }
    const published = replicas[met % Math.max(1, replicas.length)]
    met += 1
    return published === undefined ? { status: 404, body: '' } : answerOf(published, request)
  })
  return {
    ...server,
    zip: `${server.url}${EXPORT_PATH}`,
    key: KEY,
    publish: (...next) => {
      replicas = next
      met = 0
    },
  }
}

function answerOf(published: Published, { headers: asked }: FakeRequest): FakeAnswer {
  const { zip, etag, lastModified, alwaysUnchanged = false } = published
  const headers = {
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(lastModified === undefined ? {} : { 'Last-Modified': lastModified }),
    ...published.headers,
  }
  const unchanged = alwaysUnchanged || isUnchanged(published, asked)
  return unchanged ? { status: 304, headers, body: '' } : { status: 200, headers, body: zip }
}

/** If-None-Match goes before If-Modified-Since; tags are compared weakly. */
function isUnchanged({ etag, lastModified }: Published, asked: FakeRequest['headers']): boolean {
  const known = asked['if-none-match']
  if (known !== undefined) return etag !== undefined && weak(known) === weak(etag)
  const since = asked['if-modified-since']
  return since !== undefined && lastModified !== undefined && Date.parse(lastModified) <= Date.parse(since)
}

function weak(etag: string): string {
  return etag.replace(/^W\//, '')
}
