/** The command `staffroom`: its commands, and what happens to what can't be understood. */

import { Command, CommanderError } from 'commander'
import { addAdmin } from './signin/admin.ts'
import { addAudit } from './audit/audit.ts'
import { addClass, addCommunity } from './community/community.ts'
import { addQuestionSets } from './community/question-sets.ts'
import { addSurvey } from './community/survey.ts'
import { addBenchmark } from './people/benchmark.ts'
import { addPathway } from './people/pathway.ts'
import { addStudent } from './people/student.ts'
import { addCustomer } from './people/customer.ts'
import { addDemo } from './demo.ts'
import { addDistrict } from './people/district.ts'
import { addDoctor } from './doctor.ts'
import { addEducators } from './sync/educators.ts'
import { addExport } from './sync/export.ts'
import { addDeltas } from './sync/deltas.ts'
import { addGuard } from './guard.ts'
import { addIdentity } from './people/identity.ts'
import { addKept } from './people/kept.ts'
import { addBought } from './seats/invoice.ts'
import { addProduct } from './seats/product.ts'
import { addLti } from './lti/lti.ts'
import { addMigrate } from './migrate.ts'
import { addNotices } from './notices/notices.ts'
import { type ExitCode, UsageError } from './outcome.ts'
import { addPeopleImport } from './people/import.ts'
import { addHandover } from './coaching/handover.ts'
import { addCaseload } from './coaching/lists.ts'
import { addCoaching } from './coaching/log.ts'
import { addReport } from './coaching/report.ts'
import { addRetention } from './retention.ts'
import { addRolemap } from './rules/rolemap.ts'
import { addRules } from './rules/rules.ts'
import { addRuns } from './sync/runs.ts'
import { addSchedule } from './sync/schedule.ts'
import { addServe } from './serve.ts'
import { createShell, type Shell, type Terminal } from './shell.ts'
import { addSignIn } from './signin/sign-in.ts'
import { addSource } from './sync/source.ts'
import { addSupport } from './signin/support.ts'
import { addSync } from './sync/sync.ts'
import type { Toolbox } from './toolbox.ts'
import { addWhy } from './audit/why.ts'

/**
 * Runs one command line (without `node` and the script) and returns its exit code; never throws for what a person
 * typed or what an operation met: that is printed, as JSON where `--json` was given.
 */
export async function runProgram(
  argv: readonly string[],
  world: { readonly toolbox: Toolbox; readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<ExitCode> {
  const shell = createShell(world.toolbox, world.terminal, world.signal)
  const json = argv.includes('--json')
  try {
    await createProgram(shell, world, json).parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) shell.fail(error, json)
    else if (error.exitCode !== 0) shell.fail(new UsageError(readable(error)), json)
  }
  return shell.exitCode()
}

function createProgram(
  shell: Shell,
  world: { readonly toolbox: Toolbox; readonly terminal: Terminal },
  json: boolean,
): Command {
  const { out, err } = world.terminal
  const program = new Command('staffroom')
    .description('LMS and SIS integration for school districts: roster sync, roles, licences, coaching, communities')
    .version(world.toolbox.version, '--version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void out.write(text),
      // Errors are printed once, by the shell; help that commander shows for a bare command goes to standard error.
      writeErr: (text) => void (json || text.startsWith('error:') || err.write(text)),
      getOutHelpWidth: () => columnsOf(out),
      getErrHelpWidth: () => columnsOf(err),
    })
  const add = [addMigrate, addDemo, addServe, addDoctor, addDistrict, addAdmin, addSource, addSync, addRuns]
  const together = [addCommunity, addClass, addQuestionSets, addSurvey, addBenchmark, addPathway, addStudent]
  for (const addCommand of [
    ...add,
    addRolemap,
    addGuard,
    addRetention,
    addRules,
    addReport,
    ...together,
    addCoaching,
    addPeopleImport,
    addCaseload,
    addHandover,
    addCustomer,
    addDeltas,
    addIdentity,
    addKept,
    addBought,
    addProduct,
    addEducators,
    addExport,
    addSupport,
    addSignIn,
    addLti,
    addSchedule,
    addWhy,
    addNotices,
    addAudit,
  ])
    addCommand(program, shell)
  return program
}

/** Of the terminal that is written to; 80 where it is none, so that help in a file is the same everywhere. */
function columnsOf(stream: NodeJS.WritableStream): number {
  return 'columns' in stream && typeof stream.columns === 'number' ? stream.columns : 80
}

/** Commander's sentence without its prefix; a bare command says what could follow. */
function readable(error: CommanderError): string {
  if (error.code === 'commander.help') return 'A command is missing; "staffroom --help" lists them.'
  return `${error.message.replace(/^error: /, '').replace(/\n\(/, ' (')}. Try --help.`.replace(').. ', '). ')
}
