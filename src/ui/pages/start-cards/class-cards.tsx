/** Printing cards for a class: everybody in it is chosen at first. */
import '../../styles/checkbox.css'
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClassCards as Found } from '../../../http/contract/start-cards.ts'
import { saveFile } from '../../csv.ts'
import { sortNameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { CARDS, classCardsQuery } from './queries.ts'

const CARDS_MAX = 200

interface Props {
  readonly classId: string
  readonly say: (words: string) => void
}

export function ClassCards({ classId, say }: Props) {
  const { send } = useReader()
  const found = useQuery(classCardsQuery(send, classId))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  if (found.data.students.length === 0) return <p className="quiet-line">{t('cards.class.empty')}</p>
  return <Choosing key={classId} classId={classId} found={found.data} say={say} />
}

type Student = Found['students'][number]

function Choosing({ classId, found, say }: Props & { readonly found: Found }) {
  // Null: what is chosen where nobody has chosen.
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const ids = picked ?? firstChosen(found.students)
  const chosen = found.students.filter(({ id, mayHave }) => mayHave && ids.has(id))
  const choose = (id: string, isChosen: boolean) =>
    setPicked(new Set(isChosen ? [...ids, id] : [...ids].filter((one) => one !== id)))
  const done = (words: string) => {
    setPicked(null)
    say(words)
  }
  return (
    <div className="stack">
      <Acts classId={classId} found={found} chosen={chosen} say={done} />
      <DataTable
        rowsOf={classId}
        label={found.class.title}
        rows={found.students}
        columns={columnsOf(ids, choose)}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'name', descending: false }}
        exportName="start-cards-of-class.csv"
        empty={null}
      />
    </div>
  )
}

/** Everybody; where that is more than one printing takes, as many of those who have none. */
function firstChosen(students: readonly Student[]): ReadonlySet<string> {
  const holders = students.filter(({ mayHave }) => mayHave)
  if (holders.length <= CARDS_MAX) return new Set(holders.map(({ id }) => id))
  const without = holders.filter(({ cardId }) => cardId === null)
  return new Set((without.length === 0 ? holders : without).slice(0, CARDS_MAX).map(({ id }) => id))
}

function columnsOf(
  ids: ReadonlySet<string>,
  choose: (id: string, isChosen: boolean) => void,
): readonly Column<Student>[] {
  return [
    {
      key: 'name',
      label: t('cards.student'),
      value: sortNameOf,
      cell: (row) => <a href={paths.student(row.id)}>{sortNameOf(row)}</a>,
    },
    {
      key: 'has',
      label: t('cards.has'),
      value: (row) => hasWords(row),
      cell: (row) => <Pill mood={row.cardId === null ? 'calm' : 'good'}>{hasWords(row)}</Pill>,
    },
    {
      key: 'choose',
      label: t('cards.choose'),
      unsorted: true,
      value: ({ id, mayHave }) => (mayHave && ids.has(id) ? 1 : 0),
      cell: (row) =>
        row.mayHave ? (
          <Checkbox
            aria-label={t('cards.choose-this', { name: sortNameOf(row) })}
            checked={ids.has(row.id)}
            onChange={(change) => choose(row.id, change.currentTarget.checked)}
          />
        ) : null,
    },
  ]
}

function hasWords({ mayHave, cardId }: Student): string {
  if (!mayHave) return t('cards.has.not')
  return t(cardId === null ? 'cards.has.no' : 'cards.has.yes')
}

function Acts({ classId, found, chosen, say }: Props & { readonly found: Found; readonly chosen: readonly Student[] }) {
  const { ask, question, failure } = useAskedAgain(CARDS, say)
  const count = chosen.length
  const cardIds = chosen.flatMap(({ cardId }) => cardId ?? [])
  const print = () =>
    ask({
      label: t('cards.print.all', { count }),
      sure: t('cards.print.sure', { count, days: found.days }),
      says: t('cards.printed', { count }),
      act: async (send) => {
        const body = { studentIds: chosen.map(({ id }) => id) }
        const file = await send('POST /api/v1/start-cards/classes/{classId}/print', {
          params: { classId },
          body,
          patient: true,
        })
        saveFile('start-cards.pdf', file)
      },
    })
  const revoke = () =>
    ask({
      label: t('cards.revoke.class', { count: cardIds.length }),
      sure: t('cards.revoke.sure'),
      says: t('cards.revoked'),
      act: (send) => send('POST /api/v1/start-cards/revocation', { body: { cardIds } }),
    })
  return (
    <>
      {question ?? (
        <div className="row">
          <Button disabled={count === 0 || count > CARDS_MAX} onClick={print}>
            {t('cards.print.all', { count })}
          </Button>
          {cardIds.length === 0 ? null : (
            <Button variant="default" disabled={cardIds.length > CARDS_MAX} onClick={revoke}>
              {t('cards.revoke.class', { count: cardIds.length })}
            </Button>
          )}
        </div>
      )}
      {found.students.length > CARDS_MAX ? (
        <Note mood={count > CARDS_MAX ? 'warn' : 'calm'}>{t('cards.class.cut')}</Note>
      ) : null}
      {failure}
    </>
  )
}
