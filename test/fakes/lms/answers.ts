/** What the demo LMS's parts read and send. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { renderProblem } from './pages.ts'

/** The body of a request, as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Parameters by query, or by form where it was posted. */
export async function readParameters(request: IncomingMessage, url: URL): Promise<URLSearchParams> {
  return request.method === 'POST' ? new URLSearchParams(await readBody(request)) : url.searchParams
}

/** A policy for a page of ours: nothing but inline with the nonce, and `more`. */
export function policy(nonce: string, more: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; ${more}`
}

export function sendPage(response: ServerResponse, html: string, contentSecurityPolicy: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-store',
      // Trials on one machine run on two origins; the tool sees which one it is framed by.
      'referrer-policy': 'origin',
    })
    .end(html)
}

export function sendProblem(response: ServerResponse, status: number, problem: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" })
    .end(renderProblem(problem))
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
