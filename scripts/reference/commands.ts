/** The help of every command, as a terminal of 80 columns shows it. */

import { PassThrough } from 'node:stream'
import { runProgram } from '../../src/cli/program.ts'
import type { Toolbox } from '../../src/cli/toolbox.ts'
import { page } from './markdown.ts'

const closed = (): Promise<never> => Promise.reject(new Error('Help needs no installation.'))
/** Help opens nothing. */
const CLOSED: Toolbox = {
  version: '0',
  educatorList: { csv: '', columns: [] },
  logColumns: [],
  importColumns: { staff: [], students: [], classes: [] },
  open: closed,
  migrate: closed,
  doctor: closed,
  serve: closed,
  work: closed,
  demo: closed,
}

export async function renderCommands(): Promise<string> {
  const parts: string[] = []
  for (const path of await findCommands([])) {
    const text = await helpOf(path)
    parts.push(`## ${['staffroom', ...path].join(' ')}`, `\`\`\`text\n${text.trimEnd()}\n\`\`\``)
  }
  return page(
    'Commands',
    'In a checkout: `scripts/staffroom …` or `npm run -s staffroom -- …`. Every command takes `--json` and then prints one JSON document on standard output. Exit codes: 0 done, 1 failed, 2 cannot be understood as typed, 3 held (or a preview that would be).',
    parts,
  )
}

/** The paths of all commands below one, itself first: `[]`, `['source']`, `['source', 'add']` … */
export async function findCommands(path: readonly string[]): Promise<readonly (readonly string[])[]> {
  const names = namesIn(await helpOf(path))
  const below = await Promise.all(names.map((name) => findCommands([...path, name])))
  return [path, ...below.flat()]
}

function namesIn(help: string): readonly string[] {
  const list = /^Commands:\n((?: .*\n?)*)/m.exec(help)?.[1] ?? ''
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].map((match) => match[1] ?? '').filter((name) => name !== 'help')
}

async function helpOf(path: readonly string[]): Promise<string> {
  const out = new PassThrough()
  const err = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  await runProgram([...path, '--help'], {
    toolbox: CLOSED,
    terminal: { out, err },
    signal: new AbortController().signal,
  })
  return Buffer.concat(chunks).toString('utf8')
}
