/** Runs the real command line in processes of its own, against a database of the test. */

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findPackageRoot } from '../../src/store/package-root.ts'
import type { Answered, Ordered } from './command-server.ts'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface CommandLine {
  /** Runs a command to its end. */
  run(...args: string[]): Promise<Ended>
  /** Runs it with --json and parses what it printed: the whole of standard output is one document. */
  json(...args: string[]): Promise<Ended & { readonly data: unknown }>
  /** The process that runs them now; null: none yet, or it has ended. */
  server(): number | null
  /** Starts a command that stays up, and waits for its first line of standard output. */
  start(...args: string[]): Promise<Running>
}

export interface Running {
  readonly firstLine: string
  readonly child: ChildProcess
  /** Sends the signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<Ended>
}

const SERVER = fileURLToPath(new URL('command-server.ts', import.meta.url))
const MAIN = join(findPackageRoot(), 'src', 'main.ts')
// Starting the program takes half the time once its modules are compiled.
const COMPILED = join(findPackageRoot(), 'node_modules', '.cache', 'staffroom-compiled')

/** A folder of its own for STAFFROOM_HOME, made anew; the embedded server's user can pass through it. */
export function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'staffroom-cli-'))
  chmodSync(home, 0o711)
  return home
}

const INHERITED = { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir() }

/**
 * `environment` is all that the commands see of Staffroom's variables; PORT is any free one. One process runs them one
 * after the other, since starting one takes longer than most commands; `alone`: each has one of its own, as in life.
 */
export function openCommandLine(
  environment: Readonly<Record<string, string>>,
  { alone = false }: { readonly alone?: boolean } = {},
): CommandLine {
  const env = { ...INHERITED, PORT: '0', NO_COLOR: '1', NODE_COMPILE_CACHE: COMPILED, ...environment }
  const spawnMain = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let server: CommandServer | null = null
  const run = (...args: string[]): Promise<Ended> =>
    alone ? finish(spawnMain(args)) : (server ??= openServer(env, () => (server = null))).order(args)
  return {
    run,
    json: async (...args) => {
      const ended = await run(...args, '--json')
      return { ...ended, data: JSON.parse(ended.out) as unknown }
    },
    server: () => server?.pid ?? null,
    start: async (...args) => {
      const child = spawnMain(args)
      const ended = finish(child)
      const firstLine = await Promise.race([firstLineOf(child), ended.then(failEarly)])
      return {
        firstLine,
        child,
        stop: (signal) => {
          child.kill(signal)
          return ended
        },
      }
    },
  }
}

interface CommandServer {
  readonly pid: number | undefined
  order(args: readonly string[]): Promise<Ended>
}

/** It ends with the process that opened it, which waits for it only while an order is open. @param forget when it has ended */
function openServer(env: Readonly<Record<string, string>>, forget: () => void): CommandServer {
  const waiting = new Map<number, PromiseWithResolvers<Ended>>()
  const child = fork(SERVER, { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.on('message', ({ id, ...ended }: Answered) => {
    waiting.get(id)?.resolve(ended)
    waiting.delete(id)
  })
  child.on('exit', (code) => {
    forget()
    for (const { reject } of waiting.values()) reject(new Error(`The process of the commands ended (${code}).`))
  })
  child.unref()
  child.channel?.unref()
  let last = 0
  return {
    pid: child.pid,
    order: (args) => {
      last += 1
      const ended = Promise.withResolvers<Ended>()
      waiting.set(last, ended)
      child.channel?.ref()
      const order: Ordered = { id: last, args }
      child.send(order, (error) => {
        if (error === null) return
        waiting.delete(order.id)
        ended.reject(error)
      })
      return ended.promise.finally(() => {
        if (waiting.size === 0) child.channel?.unref()
      })
    },
  }
}

async function finish(child: ChildProcess): Promise<Ended> {
  const texts = { out: '', err: '' }
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (texts.err += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, ...texts }
}

function firstLineOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve)
  })
}

function failEarly(ended: Ended): never {
  throw new Error(`The command ended (${ended.code}) before it said anything: ${ended.err}`)
}
