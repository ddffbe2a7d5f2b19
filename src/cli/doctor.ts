/** `staffroom doctor`: what is wrong with this installation and how to mend it. */

import type { Command } from 'commander'
import { EXIT } from './outcome.ts'
import type { Shell } from './shell.ts'
import type { DoctorFinding } from './toolbox.ts'

const MARKS: Readonly<Record<DoctorFinding['state'], string>> = { ok: '✓', warning: '!', wrong: '✗' }

export function addDoctor(program: Command, shell: Shell): void {
  const doctor = program.command('doctor').description('what is wrong with this installation and how to mend it')
  shell.act(doctor, async (task) => {
    const { findings } = await task.toolbox.doctor(task)
    const wrong = findings.filter(({ state }) => state === 'wrong').length
    const verdict = wrong === 0 ? 'Nothing is wrong.' : `${wrong} thing${wrong === 1 ? ' is' : 's are'} wrong.`
    return {
      data: { ok: wrong === 0, findings },
      lines: [...findings.flatMap(describe), '', verdict],
      exit: wrong === 0 ? EXIT.done : EXIT.failed,
    }
  })
}

function describe(finding: DoctorFinding): readonly string[] {
  const head = `${MARKS[finding.state]} ${finding.what}: ${finding.says}`
  return finding.remedy === null ? [head] : [head, `    ${finding.remedy}`]
}
