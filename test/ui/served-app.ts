/** Serves the built pages as the product does: a nonce and a launch code written into the page, a strict policy. */

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { answerApi } from './fake-backend.ts'
import type { FakeBackend } from './fake-backend.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export interface ServedApp {
  readonly origin: string
  /** The folder of the built pages. */
  readonly built: string
  close(): Promise<void>
}

/**
 * Builds the pages into a folder of their own and serves them with `backend` behind `/api`; `framedBy` are the origins
 * that may frame them, as a launch has them from its registration.
 */
export async function serveApp(backend: FakeBackend, framedBy = "'self'"): Promise<ServedApp> {
  const built = await buildPages()
  const shell = await readFile(join(built, 'index.html'), 'utf8')
  const server = createServer((request, response) => {
    respond({ backend, built, shell, framedBy }, request, response).catch((cause: unknown) => {
      response.statusCode = 500
      response.end(String(cause))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    built,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(built, { recursive: true, force: true })
    },
  }
}

/**
 * Builds the pages into a new folder; remove it in the end. In a process of its own: the test runner's NODE_ENV would
 * bundle React's development half.
 */
export async function buildPages(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'staffroom-ui-'))
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', outDir, '--logLevel', 'warn'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return outDir
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.')
  return address.port
}

interface Site {
  readonly backend: FakeBackend
  readonly built: string
  readonly shell: string
  readonly framedBy: string
}

async function respond(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (url.pathname.startsWith('/api/')) return answerApi(site.backend, request, response)
  if (url.pathname.startsWith('/assets/')) return sendAsset(site.built, url.pathname, response)
  const nonce = randomBytes(16).toString('base64url')
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('content-security-policy', policyWith(nonce, site.framedBy))
  const code = url.pathname === '/lti/launch' ? (url.searchParams.get('code') ?? '') : ''
  const page = site.shell.replaceAll('__STAFFROOM_NONCE__', nonce).replaceAll('__STAFFROOM_LAUNCH_CODE__', code)
  response.end(page.replaceAll('__STAFFROOM_COOKIE__', request.headers.cookie?.includes('staffroom=') ? 'kept' : ''))
}

async function sendAsset(built: string, path: string, response: ServerResponse): Promise<void> {
  response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
  response.end(await readFile(join(built, path)))
}

function policyWith(nonce: string, framedBy: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy}`,
  ].join('; ')
}
