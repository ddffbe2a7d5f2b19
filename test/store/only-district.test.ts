/** Whom somebody may write to who can't sign in. */

import { expect, it } from 'vitest'
import { globally, inDistrict } from '../../src/store/database.ts'
import { readContactsOfOnlyDistrict } from '../../src/store/notices/contacts.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()

it('are the support addresses of the district, where the installation has only one', async () => {
  const [owner, web] = [database.open('owner'), database.open('web')]
  const make = (id: string) =>
    globally(owner, (client) => createDistrict(client, { id, name: id, timezone: 'UTC', customerId: null }))
  expect(await readContactsOfOnlyDistrict(web)).toEqual([])
  await make('one')
  expect(await readContactsOfOnlyDistrict(web)).toEqual([])
  await inDistrict(owner, { districtId: 'one', actor: 'test' }, (client) =>
    client.query(
      `insert into rule_setting (district_id, rule, school_id, value, set_by, set_at) values ('one', 'supportEmail', 0, '"help@one.example"', 'cli', now())`,
    ),
  )
  expect(await readContactsOfOnlyDistrict(web)).toEqual(['help@one.example'])
  await make('two')
  expect(await readContactsOfOnlyDistrict(web)).toEqual([])
})
