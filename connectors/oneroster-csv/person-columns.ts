/** What only files write as columns of a person: the role rows of roles.csv, lists of user ids, extensions. */

import type { Header } from '../../src/feed/csv-header.ts'
import { feedRoleReader, isPrivate } from '../../src/feed/oneroster/people.ts'
import type { PersonParts } from '../../src/feed/oneroster/people.ts'
import type { Column, RowReader } from '../../src/feed/row-reader.ts'
import type { FeedRole, PersonRecord } from '../../src/roster/model.ts'

/** One row of roles.csv. */
export interface RoleRow {
  readonly userSourcedId: string
  /** A role that the row takes back is not kept. */
  readonly gone: boolean
  readonly role: FeedRole
}

export function roleRowReader(row: RowReader): () => RoleRow {
  const status = row.column('status')
  const user = row.column('userSourcedId')
  const readRole = feedRoleReader(row)
  return () => ({ userSourcedId: row.id(user), gone: row.status(status) === 'gone', role: readRole() })
}

/** Readers of the columns of users.csv that hold several things. */
export function personColumns(row: RowReader, header: Header): Pick<PersonParts, 'userIds' | 'metadata'> {
  const userIds = row.column('userIds')
  return { userIds: () => readUserIds(row, userIds), metadata: metadataReader(row, header) }
}

const NO_USER_IDS: PersonRecord['userIds'] = []

/** `{type:id}` several times with commas between; what doesn't look like it is left out and said. */
function readUserIds(row: RowReader, column: Column): PersonRecord['userIds'] {
  const text = row.raw(column)
  if (text === '') return NO_USER_IDS
  const found = [...text.matchAll(/\{([^:{}]+):([^{}]*)\}/g)].map((match) => ({
    type: (match[1] ?? '').trim(),
    identifier: (match[2] ?? '').trim(),
  }))
  const rest = text.replaceAll(/\{[^:{}]+:[^{}]*\}/g, '').replaceAll(/[,\s]/g, '')
  if (rest !== '' || found.length === 0)
    row.info('value_list', column.name, '{type:identifier}, with commas between several')
  return found.filter((userId) => userId.identifier !== '')
}

const NO_METADATA: PersonRecord['metadata'] = {}

function metadataReader(row: RowReader, header: Header): () => PersonRecord['metadata'] {
  const columns = header.metadata
    .filter(({ key }) => !isPrivate(key))
    .map(({ key, index }): Column => ({ name: key, index }))
  if (columns.length === 0) return () => NO_METADATA
  return () => {
    let metadata: Record<string, string> | null = null
    for (const column of columns) {
      const text = row.raw(column)
      if (text !== '') {
        metadata ??= {}
        metadata[column.name] = text
      }
    }
    return metadata ?? NO_METADATA
  }
}
