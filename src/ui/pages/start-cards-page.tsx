/** Start cards: printing them for a class, and those in force. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAddressQuery } from '../parts/address-query.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { CardsInForce } from './start-cards/cards-in-force.tsx'
import { ClassCards } from './start-cards/class-cards.tsx'
import { cardClassesQuery, cardsQuery } from './start-cards/queries.ts'

export function StartCardsPage() {
  const { send } = useReader()
  const [query, change] = useAddressQuery()
  const [said, setSaid] = useState<string | null>(null)
  const classId = query['class'] ?? ''
  const cards = useQuery(cardsQuery(send, classId))
  return (
    <>
      <PageHead
        title={t('cards.title')}
        says={t('cards.says')}
        actions={<a href={paths.students()}>{t('cards.back')}</a>}
      />
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
      {cards.isPending ? <Waiting lines={8} /> : null}
      {cards.isLoadingError ? <FailureNote failure={cards.error} retry={() => void cards.refetch()} /> : null}
      {cards.data?.isOn === false ? (
        <Note mood="calm" title={t('cards.off')}>
          <p>{t('cards.off.says')}</p>
        </Note>
      ) : null}
      {cards.data?.isOn === true ? (
        <>
          <Card title={t('cards.class')}>
            <div className="stack">
              <ClassChoice classId={classId} choose={(id) => change({ class: id })} />
              {classId === '' ? null : <ClassCards classId={classId} say={setSaid} />}
            </div>
          </Card>
          <CardsInForce found={cards.data} classId={classId} say={setSaid} />
        </>
      ) : null}
    </>
  )
}

interface ChoiceProps {
  readonly classId: string
  readonly choose: (id: string) => void
}

function ClassChoice({ classId, choose }: ChoiceProps) {
  const { send } = useReader()
  const found = useQuery(cardClassesQuery(send))
  if (found.isPending) return <Waiting lines={2} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { classes } = found.data
  if (classes.length === 0) return <p className="quiet-line">{t('cards.class.none')}</p>
  const several = new Set(classes.map(({ schoolId }) => schoolId)).size > 1
  const data = classes.map(({ id, title, schoolName }) => ({
    value: id,
    label: several && schoolName !== null ? `${title} (${schoolName})` : title,
  }))
  return (
    <NativeSelect
      label={t('cards.class.choose')}
      value={classId}
      data={[{ value: '', label: '–' }, ...data]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  )
}
