/** Helper programs of the demo: run to their end, or kept running and stopped with it. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Failure } from '../roster/failure.ts'

export interface ChildOptions {
  /** The program's file and its arguments; it runs on this very Node. */
  readonly args: readonly string[]
  readonly cwd: string
  /** For messages: "the demo LMS". */
  readonly what: string
}

export interface RunningChild {
  /** The first line that it wrote: where it answers. */
  readonly firstLine: string
  /** Asks it to stop, insists after three seconds. A second call waits for the first. */
  readonly stop: () => Promise<void>
}

const STOP_MS = 3_000
const START_MS = 60_000

/** Runs a program to its end. @throws Failure CHILD_FAILED with the last of what it said */
export async function runChild(options: ChildOptions, signal: AbortSignal): Promise<void> {
  const child = start(options)
  const said = collect(child)
  const stop = (): void => void child.kill()
  signal.addEventListener('abort', stop, { once: true })
  await once(child, 'close')
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  if (child.exitCode !== 0) throw childFailure(options, said())
}

/** Starts a program that stays up, and waits for its first line. @throws Failure CHILD_FAILED */
export async function startChild(options: ChildOptions): Promise<RunningChild> {
  const child = start(options)
  const said = collect(child)
  const ended = once(child, 'close')
  const firstLine = await waitForLine(child, options, said)
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(impatient)
  }
  let stopped: Promise<void> | undefined
  return { firstLine, stop: () => (stopped ??= stop()) }
}

function start({ args, cwd }: ChildOptions): ChildProcess {
  // Its standard input is ours: where this process is killed, the input ends and the child may notice.
  return spawn(process.execPath, [...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
}

function waitForLine(child: ChildProcess, options: ChildOptions, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(childFailure(options, said()))
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      fail()
    }, START_MS)
    child.once('error', fail)
    child.once('close', () => {
      clearTimeout(late)
      fail()
    })
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(late)
      resolve(line)
    })
  })
}

/** Keeps the end of what it says on standard error, and lets it go on speaking. */
function collect(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    text = `${text}${chunk.toString()}`.slice(-2_000)
  })
  child.stdout?.resume()
  return () => text.trim()
}

function childFailure({ what }: ChildOptions, said: string): Failure {
  return new Failure('CHILD_FAILED', 'bug', `${what} did not start${said === '' ? '' : `: ${said}`}`)
}
