/** A JSON file that was given to a command: read, or refused with what is wrong and where. */

import { readFile } from 'node:fs/promises'
import { UsageError } from './outcome.ts'
import type { FileProblem } from './toolbox.ts'

/** The parsed content. Throws `UsageError` where the file isn't there or isn't JSON; the content is never quoted. */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new UsageError(`The file ${path} cannot be read. Check its path and rights.`, 'file_unreadable', { cause })
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    // V8's message quotes the text, which may hold a secret: only the place is told.
    const place =
      cause instanceof Error ? (/position \d+(?: \(line \d+ column \d+\))?/.exec(cause.message)?.[0] ?? '') : ''
    throw new UsageError(`The file ${path} is not JSON${place === '' ? '' : ` (at ${place})`}.`, 'file_not_json', {
      cause,
    })
  }
}

/** Throws `UsageError` with all problems, one a line; does nothing where there are none. */
export function refuseProblems(path: string, problems: readonly FileProblem[]): void {
  if (problems.length === 0) return
  const lines = problems.map((problem) => `  - ${problem.path === '' ? 'the whole' : problem.path} ${problem.says}`)
  throw new UsageError(`${path} is not as it has to be:\n${lines.join('\n')}`, 'file_invalid')
}
