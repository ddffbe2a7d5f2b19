/** The two cluster roles that Staffroom runs as: they own nothing, log in nowhere and can't pass row-level security. */

import { DatabaseError, escapeIdentifier } from 'pg'
import type { Client } from 'pg'
import { Failure } from '../../roster/failure.ts'

const RUNTIME_ROLES = ['staffroom_web', 'staffroom_sync']

// Creating a role that another session creates at the same moment fails with one of these.
const LOST_RACE = new Set(['42710', '23505'])
const INSUFFICIENT_PRIVILEGE = '42501'
const RUNTIME_ATTRIBUTES = 'nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls'

/**
 * Makes the roles where they are missing and lets the connected user, and each of `members`, take them.
 * @throws Failure ROLE_MISSING where the user may not, with the SQL that an administrator of the server runs instead;
 *   ROLE_TOO_POWERFUL where a role of that name could pass row-level security
 */
export async function ensureRuntimeRoles(client: Client, members: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ user: string }>('select current_user as user')
  const users = [...new Set([...rows.map(({ user }) => user), ...members])]
  for (const role of RUNTIME_ROLES) {
    await createRole(client, role, users)
    await refusePower(client, role)
    for (const user of users) await letTake(client, role, user)
  }
}

async function createRole(client: Client, role: string, users: readonly string[]): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount !== 0) return
  try {
    await client.query(`create role ${role} ${RUNTIME_ATTRIBUTES}`)
  } catch (cause) {
    if (cause instanceof DatabaseError && LOST_RACE.has(cause.code ?? '')) return
    throw missingFailure(cause, users)
  }
}

async function refusePower(client: Client, role: string): Promise<void> {
  const { rowCount } = await client.query(
    'select from pg_roles where rolname = $1 and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)',
    [role],
  )
  if (rowCount === 0) return
  throw new Failure(
    'ROLE_TOO_POWERFUL',
    'operator',
    `The role ${role} has privileges that would let a query see other districts. Have an administrator run: alter role ${role} ${RUNTIME_ATTRIBUTES};`,
  )
}

async function letTake(client: Client, role: string, user: string): Promise<void> {
  // A superuser takes any role; a membership of one would only be noise in the catalogue.
  const { rows } = await client.query<{ may: boolean }>(
    `select rolsuper or exists (
       select from pg_auth_members m join pg_roles r on r.oid = m.roleid
       where m.member = u.oid and r.rolname = $2 and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) as may
     from pg_roles u where rolname = $1`,
    [user, role],
  )
  if (rows[0]?.may === true) return
  try {
    await client.query(`grant ${role} to ${escapeIdentifier(user)}`)
  } catch (cause) {
    if (cause instanceof DatabaseError && LOST_RACE.has(cause.code ?? '')) return
    throw missingFailure(cause, [user])
  }
}

function missingFailure(cause: unknown, users: readonly string[]): unknown {
  if (!(cause instanceof DatabaseError) || cause.code !== INSUFFICIENT_PRIVILEGE) return cause
  const names = users.map((user) => escapeIdentifier(user)).join(', ')
  const statements = [
    ...RUNTIME_ROLES.map((role) => `create role ${role} ${RUNTIME_ATTRIBUTES};`),
    `grant ${RUNTIME_ROLES.join(', ')} to ${names};`,
  ]
  return new Failure(
    'ROLE_MISSING',
    'operator',
    `The database user may not make the roles that Staffroom runs as. Have an administrator of the server run once (leave out what exists): ${statements.join(' ')}`,
    { cause },
  )
}
