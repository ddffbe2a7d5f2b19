/** Ending a cycle, and reopening one that has ended. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CycleDetail } from '../../../http/contract/cycles.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { valuesOf } from './cycle-values.ts'
import { useCycleEdit } from './use-cycle-edit.ts'

export function Ending({ cycle }: { readonly cycle: CycleDetail }) {
  const [asked, setAsked] = useState(false)
  const saving = useCycleEdit(cycle, () => setAsked(false))
  const end = (endedOn: string | null) => saving.mutate({ values: valuesOf(cycle), endedOn })
  if (cycle.endedOn !== null) {
    return (
      <div className="stack">
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
        <div>
          <Button variant="default" loading={saving.isPending} onClick={() => end(null)}>
            {t('cycle.reopen')}
          </Button>
        </div>
      </div>
    )
  }
  if (!asked) {
    return (
      <div>
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('cycle.end')}
        </Button>
      </div>
    )
  }
  return <Ask failure={saving.error} isPending={saving.isPending} end={end} cancel={() => setAsked(false)} />
}

interface AskProps {
  readonly failure: unknown
  readonly isPending: boolean
  readonly end: (endedOn: string) => void
  readonly cancel: () => void
}

function Ask({ failure, isPending, end, cancel }: AskProps) {
  const { me } = useReader()
  const today = useToday(me.district.timezone)
  const [day, setDay] = useState(today)
  const problem = failure instanceof ApiFailure ? Object.values(failure.fields)[0] : undefined
  return (
    <Note mood="warn" title={t('cycle.end')}>
      <Form submit={() => (isPending ? undefined : end(day))} aria-label={t('cycle.end')}>
        <p>{t('cycle.end.says')}</p>
        <TextInput
          type="date"
          label={t('cycle.end.on')}
          max={today}
          value={day}
          error={problem}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        {failure === null || problem !== undefined ? null : <FailureNote failure={failure} />}
        <div className="row">
          <Button type="submit" loading={isPending}>
            {t('cycle.end')}
          </Button>
          <Button variant="default" onClick={cancel}>
            {t('cancel')}
          </Button>
        </div>
      </Form>
    </Note>
  )
}
