/** A process that runs one command after the other: started once, its modules are read once. */

import { Writable } from 'node:stream'
import { runProgram } from '../../src/cli/program.ts'
import { toolbox } from '../../src/main.ts'

/** A command line without `node` and the script, and what it is answered under. */
export interface Ordered {
  readonly id: number
  readonly args: readonly string[]
}
export interface Answered {
  readonly id: number
  readonly code: number
  readonly out: string
  readonly err: string
}

let turn = Promise.resolve()
// One strictly after the other; one that throws ends the process, which whoever waits is told.
process.on('message', (order: Ordered) => void (turn = turn.then(() => answer(order))))
// Whoever ordered is gone.
process.on('disconnect', () => process.exit())

async function answer({ id, args }: Ordered): Promise<void> {
  const [out, err] = [collect(), collect()]
  const terminal = { out: out.stream, err: err.stream }
  const code = await runProgram(args, { toolbox, terminal, signal: new AbortController().signal })
  process.send?.({ id, code, out: out.text(), err: err.text() } satisfies Answered)
}

function collect() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}
