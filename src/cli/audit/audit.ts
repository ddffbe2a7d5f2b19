/** `staffroom audit verify`: whether the sealed audit log is still as it was written. */

import type { Command } from 'commander'
import type { AuditFaultLine, AuditVerdict } from './audit-tools.ts'
import { EXIT, type Outcome, UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface VerifyOptions {
  readonly district?: string
  readonly expect?: string
}

export function addAudit(program: Command, shell: Shell): void {
  const audit = program.command('audit').description('the audit log and its seals')
  const verify = audit
    .command('verify')
    .description('read the sealed log of every district and name each entry and seal that is not as it was')
    .option('--district <id>', 'this district only')
    .option('--expect <number:hash>', 'a seal that was kept elsewhere: it must still be there and the same')
  shell.actInside<VerifyOptions>(
    verify,
    async (_task, installation, { options }) => {
      const districts =
        options.district === undefined
          ? await installation.districts.list()
          : [await resolveDistrict(installation, options.district)]
      const verdicts: AuditVerdict[] = []
      for (const districtId of districts)
        verdicts.push(await installation.audit.verify({ districtId, kept: readKept(options.expect) }))
      return describe(verdicts)
    },
    ({ options }) => {
      if (options.expect !== undefined && options.district === undefined)
        throw new UsageError('A seal belongs to one district: say which with --district ID.')
      readKept(options.expect)
    },
  )
}

function readKept(typed: string | undefined): { number: string; hash: string } | null {
  if (typed === undefined) return null
  const [, number, hash] = /^([1-9][0-9]{0,17}):([0-9a-f]{64})$/.exec(typed) ?? []
  if (number === undefined || hash === undefined)
    throw new UsageError('A seal is written as NUMBER:HASH, as "staffroom audit verify" prints it.')
  return { number, hash }
}

function describe(verdicts: readonly AuditVerdict[]): Outcome {
  const isWhole = verdicts.every(({ faults, isKept }) => faults.length === 0 && isKept !== false)
  return {
    data: { whole: isWhole, districts: verdicts },
    lines: verdicts.flatMap(linesOf),
    exit: isWhole ? EXIT.done : EXIT.failed,
  }
}

function linesOf({ districtId, head, sealed, waiting, faults, isKept }: AuditVerdict): readonly string[] {
  const state =
    head === null
      ? `${districtId}: nothing is sealed yet, ${waiting} entries wait.`
      : `${districtId}: ${sealed} entries sealed, ${waiting} wait. Last seal ${head.number}:${head.hash}`
  const kept = { true: '  The seal that was kept is there, the same.', false: '  The seal that was kept is not there.' }
  return [
    state,
    ...(isKept === null ? [] : [kept[isKept ? 'true' : 'false']]),
    ...faults.map((fault) => `  ${sayFault(fault)}`),
  ]
}

function sayFault({ fault, seal, entry }: AuditFaultLine): string {
  const says: Readonly<Record<string, string>> = {
    entry_changed: `Entry ${entry ?? ''} is not as seal ${seal ?? ''} has it: it was changed.`,
    entry_gone: `Entry ${entry ?? ''} of seal ${seal ?? ''} is gone.`,
    entry_slipped_in: `Entry ${entry ?? ''} was put among entries that were sealed before it came.`,
    entry_sealed_twice: `Entry ${entry ?? ''} is in more than one seal.`,
    seal_changed: `Seal ${seal ?? ''} is not what its hash says: it was changed.`,
    seal_missing: `Seal ${seal ?? ''} is gone.`,
    seal_detached: `Seal ${seal ?? ''} does not hang on the seal before it: one of the two was replaced.`,
  }
  return says[fault] ?? fault
}
