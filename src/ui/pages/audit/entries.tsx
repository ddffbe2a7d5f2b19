/** The entries of the audit log as a table. */
import type { ReactNode } from 'react'
import type { AuditEntry } from '../../../http/contract/audit.ts'
import { actorWords } from '../../actor.ts'
import { formatInstant } from '../../formats.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { t } from '../../translate.ts'

interface EntriesProps {
  readonly entries: readonly AuditEntry[]
  readonly zone: string
  /** Whether the reader may open people's pages. */
  readonly opensPeople: boolean
  readonly tools: ReactNode
}

export function Entries({ entries, zone, opensPeople, tools }: EntriesProps) {
  return (
    <DataTable
      label={t('audit.entries')}
      rows={entries}
      columns={columnsOf(zone, opensPeople)}
      rowKey={({ id }) => id}
      sortedBy={{ column: 'at', descending: true }}
      exportName="audit-page.csv"
      tools={tools}
      empty={
        <Empty icon={searchIcon} title={t('audit.none')}>
          {t('audit.none.says')}
        </Empty>
      }
    />
  )
}

function columnsOf(zone: string, opensPeople: boolean): readonly Column<AuditEntry>[] {
  return [
    { key: 'at', label: t('audit.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    { key: 'actor', label: t('audit.actor'), value: actorOf },
    {
      key: 'action',
      label: t('audit.action'),
      value: ({ action }) => action,
      // Breaks after the dot where it is narrow.
      cell: ({ action }) => action.replaceAll('.', '.\u200B'),
    },
    {
      key: 'object',
      label: t('audit.object'),
      value: objectOf,
      cell: (entry) => <What entry={entry} opensPeople={opensPeople} />,
    },
    { key: 'detail', label: t('audit.detail'), value: detailOf },
  ]
}

function What({ entry, opensPeople }: { readonly entry: AuditEntry; readonly opensPeople: boolean }) {
  const [, id] = /^person:([0-9]+)$/.exec(entry.object) ?? []
  if (id === undefined || !opensPeople || entry.objectName === null) return objectOf(entry)
  return <a href={paths.person(id)}>{objectOf(entry)}</a>
}

/** A person who isn't known any more keeps their number here: the same one is found by it. */
function actorOf(entry: AuditEntry): string {
  return entry.actorName === null && entry.actor.startsWith('person:') ? entry.actor : actorWords(entry)
}

function objectOf({ object, objectName }: AuditEntry): string {
  return objectName === null ? object : `${objectName} (${object})`
}

/** `field: givenName; run: 4` */
function detailOf({ detail }: AuditEntry): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ')
}
