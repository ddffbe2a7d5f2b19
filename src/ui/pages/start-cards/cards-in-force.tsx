/** The cards in force of those whom one prints cards for: no codes, and a way to end each. */
import { Button } from '@mantine/core'
import type { StartCard, StartCards } from '../../../http/contract/start-cards.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Note } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { CARDS } from './queries.ts'

interface Props {
  readonly found: StartCards
  /** What they were narrowed to. */
  readonly classId: string
  readonly say: (words: string) => void
}

export function CardsInForce({ found, classId, say }: Props) {
  const { me } = useReader()
  const { ask, question, failure } = useAskedAgain(CARDS, say)
  const { items, total } = found
  const revoke = (card: StartCard) =>
    ask({
      label: t('cards.revoke-this', { name: nameOf(card) }),
      sure: t('cards.revoke.sure'),
      says: t('cards.revoked'),
      act: (send) => send('POST /api/v1/start-cards/revocation', { body: { cardIds: [card.id] } }),
    })
  return (
    <Card title={t('cards.in-force')} says={t('cards.in-force.says')}>
      <div className="stack">
        {question}
        {failure}
        <DataTable
          rowsOf={classId}
          label={t('cards.in-force')}
          rows={items}
          columns={columnsOf(me.district.timezone, revoke)}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'printed', descending: true }}
          exportName="start-cards.csv"
          empty={<p className="quiet-line">{t('cards.in-force.none')}</p>}
        />
        {items.length < total ? (
          <Note mood="calm">{t('cards.in-force.cut', { count: items.length, total })}</Note>
        ) : null}
      </div>
    </Card>
  )
}

function columnsOf(zone: string, revoke: (card: StartCard) => void): readonly Column<StartCard>[] {
  return [
    {
      key: 'name',
      label: t('cards.student'),
      value: sortNameOf,
      cell: (row) => <a href={paths.student(row.studentId)}>{sortNameOf(row)}</a>,
    },
    { key: 'number', label: t('cards.number'), value: ({ number }) => number },
    { key: 'for', label: t('cards.for'), value: ({ classTitle, schoolName }) => classTitle ?? schoolName },
    {
      key: 'printed',
      label: t('cards.printed-at'),
      value: ({ printedAt }) => printedAt,
      cell: (row) => printedWords(row, zone),
    },
    {
      key: 'used',
      label: t('cards.used'),
      value: ({ usedAt }) => usedAt,
      cell: ({ usedAt }) => (usedAt === null ? t('cards.used.never') : formatInstant(usedAt, zone)),
    },
    {
      key: 'until',
      label: t('cards.until'),
      value: ({ expiresAt }) => expiresAt,
      cell: ({ expiresAt }) => formatInstant(expiresAt, zone),
    },
    {
      key: 'act',
      label: t('cards.act'),
      unsorted: true,
      value: () => '',
      cell: (row) => (
        <Button
          variant="default"
          size="xs"
          aria-label={t('cards.revoke-this', { name: nameOf(row) })}
          onClick={() => revoke(row)}
        >
          {t('cards.revoke')}
        </Button>
      ),
    },
  ]
}

/** When, and by whom where it is known. */
export function printedWords({ printedAt, printedByName }: StartCard, zone: string): string {
  const at = formatInstant(printedAt, zone)
  return printedByName === null ? at : t('cards.printed-by', { at, name: printedByName })
}
