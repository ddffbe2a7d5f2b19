/** A store of objects over HTTP that checks each signature by its own reading of the rules, and can be away, slow or forgetful. */

import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const ACCESS = 'AKIAFAKE'
const SECRET = 'fake/secret+key'
const REGION = 'eu-central-1'

export interface FakeObjects {
  /** As the environment gives it. */
  readonly address: {
    readonly url: string
    readonly accessKey: string
    readonly secretKey: string
    readonly region: string
  }
  readonly kept: Map<string, Buffer>
  /** Methods that were asked for, in order, with the status that was answered. */
  readonly asked: string[]
  /** `down`: the connection ends; `refuses`: 503; `redirects`: elsewhere; `hangs`: never an answer. */
  mood: 'up' | 'down' | 'refuses' | 'redirects' | 'hangs'
  close(): Promise<void>
}

export async function openFakeObjects(): Promise<FakeObjects> {
  const kept = new Map<string, Buffer>()
  const asked: string[] = []
  const fake = { mood: 'up' as FakeObjects['mood'] }
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (fake.mood === 'hangs') return
      if (fake.mood === 'down') {
        request.socket.destroy()
        return
      }
      const status = answer(request, response, { body, kept, mood: fake.mood })
      asked.push(`${request.method ?? ''} ${status}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const address = {
    url: `http://127.0.0.1:${port}/bucket/staff room`,
    accessKey: ACCESS,
    secretKey: SECRET,
    region: REGION,
  }
  return {
    address,
    kept,
    asked,
    get mood() {
      return fake.mood
    },
    set mood(mood) {
      fake.mood = mood
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface Asked {
  readonly body: Buffer
  readonly kept: Map<string, Buffer>
  readonly mood: FakeObjects['mood']
}

function answer(request: IncomingMessage, response: ServerResponse, { body, kept, mood }: Asked): number {
  const say = (status: number, content?: Buffer): number => {
    response.statusCode = status
    if (status === 307) response.setHeader('location', '/open')
    response.end(content)
    return status
  }
  if (mood === 'refuses') return say(503)
  // Whoever followed would take that for done.
  if (mood === 'redirects') return say(request.url === '/open' ? 200 : 307)
  if (!isSigned(request, body)) return say(403)
  const key = decodeURIComponent((request.url ?? '').split('/').at(-1) ?? '')
  if (request.method === 'PUT') {
    kept.set(key, body)
    return say(200)
  }
  if (request.method === 'DELETE') {
    kept.delete(key)
    return say(204)
  }
  const content = kept.get(key)
  return content === undefined ? say(404) : say(200, content)
}

/** Read from what arrived, line by line as the documentation of Signature Version 4 has it. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const header = request.headers.authorization ?? ''
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header,
    )
  if (match === null) return false
  const [, access, day = '', region = '', names = '', signature] = match
  const hash = createHash('sha256').update(body).digest('hex')
  const time = String(request.headers['x-amz-date'])
  const isRight = access === ACCESS && region === REGION && time.startsWith(day) && names.split(';').includes('host')
  if (!isRight || request.headers['x-amz-content-sha256'] !== hash) return false
  const lines = names.split(';').map((name) => `${name}:${String(request.headers[name])}`)
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const canonical = `${request.method ?? ''}\n${path}\n${query}\n${lines.join('\n')}\n\n${names}\n${hash}`
  const digest = createHash('sha256').update(canonical).digest('hex')
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, day), region), 's3'), 'aws4_request')
  const wanted = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${day}/${region}/s3/aws4_request\n${digest}`).toString('hex')
  return wanted === signature
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
