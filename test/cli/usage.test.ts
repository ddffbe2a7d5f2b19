/** What is typed wrong: refused with exit 2, a sentence and a suggestion, before any database is touched. */

import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { runProgram } from '../../src/cli/program.ts'
import type { Toolbox } from '../../src/cli/toolbox.ts'
import { readEnvironment } from '../../src/daemon/environment.ts'
import { Failure } from '../../src/roster/failure.ts'
import { type Ended, makeHome, openCommandLine } from '../support/command-line.ts'

// Nothing listens there: a command that reaches for the database fails otherwise than by usage.
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/none'
const staffroom = openCommandLine({ DATABASE_URL: NOWHERE, STAFFROOM_HOME: makeHome() }, { alone: true })

/** A toolbox that must stay closed. */
const CLOSED: Toolbox = {
  version: '0.0.0',
  educatorList: { csv: '', columns: [] },
  logColumns: [],
  importColumns: { staff: [], students: [], classes: [] },
  open: refuse,
  migrate: refuse,
  doctor: refuse,
  serve: refuse,
  work: refuse,
  demo: refuse,
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('The database was reached for.'))
}

/** The same program in this process, which a mistyped line never gets past. */
async function type(...args: string[]): Promise<Ended> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const texts = Promise.all([text(out), text(err)])
  const signal = new AbortController().signal
  const code = await runProgram(args, { toolbox: CLOSED, terminal: { out, err }, signal })
  out.end()
  err.end()
  const [said, complained] = await texts
  return { code, out: said, err: complained }
}

const WRONG: readonly (readonly [string, readonly string[], string])[] = [
  ['an unknown command', ['synk', 'sis'], 'Did you mean sync?'],
  ['an unknown option', ['sync', 'sis', '--dry'], "unknown option '--dry'"],
  ['a missing argument', ['sync'], "missing required argument 'src'"],
  ['a missing option', ['district', 'create', '--id', 'd1'], '--name'],
  ['one argument too many', ['sync', 'a', 'b'], 'too many arguments'],
  ['a bare group of commands', ['source'], 'A command is missing'],
  ['an id with a capital', ['district', 'create', '--id', 'D1', '--name', 'x', '--timezone', 'UTC'], 'small letters'],
  [
    'a mistyped time zone',
    ['district', 'create', '--id', 'd1', '--name', 'x', '--timezone', 'America/Chicgo'],
    'America/Chicago',
  ],
  ['a file that is not there', ['sync', 'sis', '--file', '/nowhere/roster.zip'], 'is not there'],
  ['a blank folder for an export', ['export', 'roster', '--district', 'd', '--out', ''], '--out is blank'],
  ['a quantity that is no number', ['licence', 'set', '--district', 'd', '--kind', 'k', '--quantity', '3.5'], 'whole'],
  [
    'a field that nobody can be matched by',
    ['identity', 'set', '--district', 'd', '--match', 'name'],
    'identifier or email',
  ],
  ['a proposal that is no number', ['identity', 'dismiss', 'x', '--district', 'd'], 'by its number'],
  ['additions only with matches', ['runs', 'approve', '1', '--additions-only', '--match'], 'give one of the two'],
  ['two places for an invitation', invite('--district', 'd', '--customer', 'c'), 'either --district ID or --customer'],
  ['an invitation to a role of the feed', invite('--district', 'd', '--role', 'teacher'), 'cannot be given'],
  ['a mistyped role', invite('--district', 'd', '--role', 'district_admn'), 'Did you mean district_admin?'],
  ['nothing to set', ['source', 'set', 'sis'], 'Nothing to set'],
  ['a date that no calendar has', ['source', 'set', 'sis', '--blackout', '2027-02-30'], 'not a range of dates'],
  ['a blackout that ends first', ['source', 'set', 'sis', '--blackout', '2027-01-03..2026-12-20'], 'ends before'],
  ['a time that no clock shows', ['source', 'set', 'sis', '--window-end', '24:00'], 'not a time of day'],
  ['a mistyped zone for a district', ['district', 'set', 'd1', '--timezone', 'America/Denvr'], 'America/Denver'],
  ['a platform address that is none', register('--auth-url', 'lms.example'), 'has to begin with https'],
  ['a district without a deployment', register('--district', 'd1'), 'name the --deployment'],
  ['a limit of zero', ['runs', 'list', '--limit', '0'], 'whole number'],
]

function invite(...args: string[]): string[] {
  const role = args.includes('--role') ? [] : ['--role', 'coach']
  return ['admin', 'invite', '--email', 'a@b.example', ...role, ...args]
}

function register(...args: string[]): string[] {
  const all = { '--issuer': 'https://l.example', '--client-id': 'c', '--auth-url': 'https://l.example/a' }
  const more = { '--token-url': 'https://l.example/t', '--jwks-url': 'https://l.example/k' }
  return ['lti', 'register', ...Object.entries({ ...all, ...more }).flat(), ...args]
}

describe('a command that cannot be understood', () => {
  test.each(WRONG)('refuses %s with exit 2 and says what to do', async (_what, args, says) => {
    const { code, out, err } = await type(...args)
    expect(err).toContain(says)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  test('answers with one JSON document where --json is typed, whatever is wrong', async () => {
    const swallowed = ['sync', 'sis', '--file']
    for (const args of [['synk'], ['sync'], ['licence', 'show'], ['source', 'set', 'sis'], swallowed]) {
      const { code, out, err } = await type(...args, '--json')
      expect({ code, err }).toEqual({ code: 2, err: '' })
      expect(JSON.parse(out)).toEqual({
        error: { code: expect.any(String) as unknown, message: expect.any(String) as unknown },
      })
    }
  })

  test('ends the process with that code', async () => {
    const { code, out, err } = await staffroom.run('synk')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe("staffroom: unknown command 'synk' (Did you mean sync?). Try --help.\n")
  })

  test('prints help on standard output and succeeds when it is asked for', async () => {
    const { code, out, err } = await type('source', 'add', '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('--schedule <cron>')
  })
})

describe('a command that cannot be carried out', () => {
  test('fails with exit 1 and the code of the failure where no database answers', async () => {
    const { code, data, err } = await staffroom.json('source', 'list')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(data).toEqual({
      error: { code: 'DATABASE_UNREACHABLE', message: expect.stringContaining('DATABASE_URL') as unknown },
    })
  })

  test.each([
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://u:canary-password@h/d'],
    ['STAFFROOM_SECRET_KEY', 'canary-password'],
    ['STAFFROOM_PUBLIC_URL', 'https://a.example/canary-password'],
    ['STAFFROOM_ALLOW_PRIVATE_NETWORK', 'yes'],
  ])('names the variable %s that holds nonsense, and never its value', async (name, value) => {
    const wrong = catchFailure(() => readEnvironment({ [name]: value }))
    expect(wrong).toMatchObject({ code: 'ENVIRONMENT_INVALID', message: expect.stringContaining(name) as unknown })
    expect(wrong.message).not.toContain('canary')
  })
})

function catchFailure(work: () => unknown): Failure {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error
  }
  throw new Error('Nothing was refused.')
}

describe('a reader who has seen enough', () => {
  test('ends neither the work nor its exit code', async () => {
    let tries = 0
    const out = new Writable({
      write(_chunk, _encoding, done) {
        tries += 1
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    const { signal } = new AbortController()
    const terminal = { out, err: new PassThrough() }
    expect(await runProgram(['educators', 'template'], { toolbox: CLOSED, terminal, signal })).toBe(0)
    await new Promise((resolve) => {
      out.once('close', resolve)
    })
    expect(tries).toBeGreaterThan(0)
  })
})
