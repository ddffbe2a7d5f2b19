/** Erases somebody for good: says what goes and what stands in the way, and wants their name typed. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Kept, PersonErasure } from '../../../http/contract/kept.ts'
import { formatNumber } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { goesOf } from '../staff/goes.ts'
import { erasureQuery, KEPT } from './queries.ts'

interface CardProps {
  readonly kept: Kept
  readonly name: string
}

export function ErasureCard({ kept, name }: CardProps) {
  const [open, setOpen] = useState(false)
  return (
    <Card title={t('kept.erase', { name })} says={t('kept.erase.says')}>
      {open ? (
        <Erasure kept={kept} done={() => setOpen(false)} />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('kept.erase.open')}
        </Button>
      )}
    </Card>
  )
}

function Erasure({ kept, done }: { readonly kept: Kept; readonly done: () => void }) {
  const { send } = useReader()
  const found = useQuery(erasureQuery(send, kept.person.id))
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { isFed, isHeld, leadsAlone } = found.data
  const inTheWay = isFed || isHeld || leadsAlone > 0
  return (
    <div className="stack">
      {isHeld ? <Note mood="bad">{t('kept.erase.held')}</Note> : null}
      {isFed ? <Note mood="bad">{t('kept.erase.fed')}</Note> : null}
      {leadsAlone > 0 ? <Note mood="bad">{t('staff.delete.leads-alone', { count: leadsAlone })}</Note> : null}
      <Goes kept={kept} erasure={found.data} />
      {inTheWay ? (
        <div className="row">
          <Button variant="default" onClick={done}>
            {t('cancel')}
          </Button>
        </div>
      ) : (
        <Typed personId={kept.person.id} word={found.data.word} done={done} />
      )}
    </div>
  )
}

function Goes({ kept, erasure }: { readonly kept: Kept; readonly erasure: PersonErasure }) {
  const saysOf = (section: string) => kept.sections.find((each) => each.section === section)?.says ?? section
  return (
    <Note mood="warn" title={t('kept.erase.goes')}>
      <ul>
        <li>{t('staff.delete.names')}</li>
        {goesOf(erasure).map(([says, count]) => (count === 0 ? null : <li key={says}>{t(says, { count })}</li>))}
        {erasure.rest.map(({ section, entries }) => (
          <li key={section}>{t('kept.erase.part', { says: saysOf(section), count: formatNumber(entries) })}</li>
        ))}
        <li>{t('kept.erase.surveys')}</li>
      </ul>
      <p>{t('kept.erase.stays')}</p>
    </Note>
  )
}

interface TypedProps {
  readonly personId: string
  readonly word: string
  readonly done: () => void
}

function Typed({ personId, word, done }: TypedProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const erasing = useMutation({
    mutationFn: () => send('POST /api/v1/people/{personId}/erasure', { params: { personId }, body: { word: typed } }),
    onSuccess: () => {
      window.location.hash = paths.kept()
      void queries.invalidateQueries({ queryKey: [KEPT] })
    },
  })
  const submit = () => {
    const fits = typed.trim().toLowerCase() === word.toLowerCase()
    setProblem(fits ? null : t('staff.delete.wrong', { word }))
    if (fits && !erasing.isPending) erasing.mutate()
  }
  return (
    <Form submit={submit} aria-label={t('kept.erase.do')}>
      <TextInput
        label={t('staff.delete.word', { word })}
        autoComplete="off"
        maxLength={300}
        value={typed}
        error={problem}
        onChange={(change) => setTyped(change.currentTarget.value)}
      />
      {erasing.error === null ? null : <FailureNote failure={erasing.error} />}
      <div className="row">
        <Button type="submit" loading={erasing.isPending}>
          {t('kept.erase.do')}
        </Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}
