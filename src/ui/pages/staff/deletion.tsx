/** Deletes somebody who has left, for good: says what goes, and wants their name typed. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { goesOf } from './goes.ts'
import { deletionQuery, listStaffAgain } from './queries.ts'

export function DeletionCard({ personId }: { readonly personId: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Card title={t('staff.delete')} says={t('staff.delete.says')}>
      {open ? (
        <Deletion personId={personId} done={() => setOpen(false)} />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('staff.delete.open')}
        </Button>
      )}
    </Card>
  )
}

function Deletion({ personId, done }: { readonly personId: string; readonly done: () => void }) {
  const { send } = useReader()
  const found = useQuery(deletionQuery(send, personId))
  const deleting = useDeleting(personId)
  const [word, setWord] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { leadsAlone } = found.data
  const submit = () => {
    const fits = word.trim().toLowerCase() === found.data.word.toLowerCase()
    setProblem(fits ? null : t('staff.delete.wrong', { word: found.data.word }))
    if (fits && !deleting.isPending) deleting.mutate(word)
  }
  return (
    <Form submit={submit} aria-label={t('staff.delete')}>
      <Note mood="warn" title={t('staff.delete.goes')}>
        <ul>
          {goesOf(found.data).map(([says, count]) => (
            <li key={says}>{t(says, { count })}</li>
          ))}
          <li>{t('staff.delete.names')}</li>
        </ul>
        <p>{t('staff.delete.stays')}</p>
      </Note>
      {leadsAlone === 0 ? null : <Note mood="bad">{t('staff.delete.leads-alone', { count: leadsAlone })}</Note>}
      <TextInput
        label={t('staff.delete.word', { word: found.data.word })}
        autoComplete="off"
        maxLength={300}
        value={word}
        error={problem}
        onChange={(change) => setWord(change.currentTarget.value)}
      />
      {deleting.error === null ? null : <FailureNote failure={deleting.error} />}
      <div className="row">
        <Button type="submit" disabled={leadsAlone > 0} loading={deleting.isPending}>
          {t('staff.delete.submit')}
        </Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

/** Whoever is deleted has no page any more. */
function useDeleting(personId: string) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (word: string) =>
      send('POST /api/v1/staff/{personId}/deletion', { params: { personId }, body: { word } }),
    onSuccess: () => {
      window.location.hash = paths.staff()
      listStaffAgain(queries)
    },
  })
}
