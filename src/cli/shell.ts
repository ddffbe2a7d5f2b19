/** Runs one command: parses by commander, calls, prints once, gives everything back on every way out. */

import type { Command } from 'commander'
import { EXIT, type ExitCode, type Outcome, UsageError } from './outcome.ts'
import { openProgress, type Progress } from './progress.ts'
import type { Installation, Session, Toolbox } from './toolbox.ts'

/** The streams of the process, or of a test. */
export interface Terminal {
  readonly out: NodeJS.WritableStream
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

/** What a command's action works with. */
export interface Task extends Session {
  readonly json: boolean
  readonly toolbox: Toolbox
  /** Prints a result line at once, for commands that stay up; nothing with --json. */
  readonly show: (line: string) => void
  /** Prints the one JSON document at once, for commands that stay up; nothing without --json. */
  readonly emit: (data: unknown) => void
  readonly progress: Progress
}

/** What was typed: the arguments in order, the options by name. */
export interface Input<O> {
  readonly args: readonly string[]
  readonly options: O
}

export interface Shell {
  /**
   * Makes the action of `command`: adds `--json`, runs `work` and prints its outcome.
   * Null as outcome: the command has printed what there was.
   */
  readonly act: <O extends object>(
    command: Command,
    work: (task: Task, input: Input<O>) => Promise<Outcome | null>,
  ) => Command
  /**
   * The same with an open installation, closed on every way out. `check` refuses what can be refused without one,
   * so that a mistyped option never starts a database.
   */
  readonly actInside: <O extends object>(
    command: Command,
    work: (task: Task, installation: Installation, input: Input<O>) => Promise<Outcome | null>,
    check?: (input: Input<O>) => void | Promise<void>,
  ) => Command
  readonly exitCode: () => ExitCode
  /** Prints what went wrong and keeps the exit code. */
  readonly fail: (error: unknown, json: boolean) => void
}

/** A shell for one run of the process. `signal` ends what is under way: every command then leaves cleanly. */
export function createShell(toolbox: Toolbox, terminal: Terminal, signal: AbortSignal): Shell {
  let exit: ExitCode = EXIT.done
  for (const stream of [terminal.out, terminal.err]) stream.on('error', passOverClosedPipe)
  const fail = (error: unknown, json: boolean): void => {
    exit = error instanceof UsageError ? EXIT.usage : EXIT.failed
    printError(error, json, terminal)
  }
  const act: Shell['act'] = <O extends object>(
    command: Command,
    work: (task: Task, input: Input<O>) => Promise<Outcome | null>,
  ) =>
    command.option('--json', 'print one JSON document on standard output').action(async () => {
      // Where "--json" was swallowed as the value of another option, JSON is wanted all the same.
      const typed = command.opts<{ readonly json?: boolean }>()
      const json = typed.json === true || Object.values<unknown>(typed).includes('--json')
      const task = openTask({ toolbox, terminal, signal, json })
      try {
        const outcome = await work(task, { args: command.args, options: command.opts<O>() })
        task.progress.end()
        if (outcome === null) return
        exit = outcome.exit ?? EXIT.done
        printOutcome(outcome, json, terminal)
      } catch (error) {
        task.progress.end()
        fail(error, json)
      }
    })
  const actInside: Shell['actInside'] = <O extends object>(
    command: Command,
    work: (task: Task, installation: Installation, input: Input<O>) => Promise<Outcome | null>,
    check?: (input: Input<O>) => void | Promise<void>,
  ) =>
    act<O>(command, async (task, input) => {
      await check?.(input)
      // That the database is started is of interest to whoever watches, not to a script.
      const say = terminal.err.isTTY === true && !task.json ? task.say : () => undefined
      const installation = await toolbox.open({ ...task, say })
      try {
        return await work(task, installation, input)
      } finally {
        await installation.close()
      }
    })
  return { act, actInside, fail, exitCode: () => exit }
}

/** Whoever read along has seen enough ("… | head"): the work goes on to its end, and its exit code holds. */
function passOverClosedPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
}

function printOutcome(outcome: Outcome, json: boolean, terminal: Terminal): void {
  if (json) terminal.out.write(`${JSON.stringify(outcome.data, null, 2)}\n`)
  else for (const line of outcome.lines) terminal.out.write(`${line}\n`)
}

function openTask(o: { toolbox: Toolbox; terminal: Terminal; signal: AbortSignal; json: boolean }): Task {
  const { terminal, json } = o
  return {
    toolbox: o.toolbox,
    json,
    signal: o.signal,
    progress: openProgress(terminal.err, !json),
    say: (line) => void terminal.err.write(`${line}\n`),
    show: (line) => void (json || terminal.out.write(`${line}\n`)),
    emit: (data) => void (json && terminal.out.write(`${JSON.stringify(data, null, 2)}\n`)),
  }
}

function printError(error: unknown, json: boolean, terminal: Terminal): void {
  const { code, message } = describeError(error)
  // The code of an operation's failure can be looked up; of a typing mistake it only disturbs.
  const suffix = error instanceof UsageError ? '' : ` [${code}]`
  if (json) terminal.out.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`)
  else terminal.err.write(`staffroom: ${message}${suffix}\n`)
}

/** Code and sentence of anything thrown: what is meant for people is shown, anything else is named as our fault. */
export function describeError(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: 'UNEXPECTED', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNEXPECTED'
  if (error.name === 'Failure' || error instanceof UsageError) return { code, message: error.message }
  return {
    code,
    message: `Something unexpected happened: ${error.message}. "staffroom doctor" may know why; else please report it.`,
  }
}
