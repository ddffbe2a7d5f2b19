/** The dates on which a source does not start by schedule: added and removed, each at once. */
import { Button, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BlackoutRange, DistrictSettings } from '../../../http/contract/district-settings.ts'
import { formatDay } from '../../formats.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putSettings, showWhatIsSet } from './queries.ts'

type SourceSettings = DistrictSettings['sources'][number]

export function Blackouts({ source }: { readonly source: SourceSettings }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { sourceId, schedule, blackouts, version } = source
  const setting = useMutation({
    mutationFn: (wanted: readonly BlackoutRange[]) =>
      send('PUT /api/v1/sources/{sourceId}/blackouts', {
        params: { sourceId },
        body: { blackouts: [...wanted], version },
      }),
    onSuccess: (changed) => putSettings(queries, changed),
    onError: (failure) => showWhatIsSet(queries, failure),
  })
  return (
    <section className="stack" aria-label={sourceId}>
      <Title order={3} size="h4">
        {sourceId}
      </Title>
      {schedule === null ? <p className="quiet-line">{t('settings.blackouts.unscheduled')}</p> : null}
      {blackouts.length === 0 && schedule !== null ? (
        <p className="quiet-line">{t('settings.blackouts.none')}</p>
      ) : null}
      <ul className="plain-list lines">
        {blackouts.map((range) => (
          <li key={range.from}>
            <span className="line-main">{wordsOf(range)}</span>
            <div className="row">
              <Button
                variant="default"
                size="xs"
                disabled={setting.isPending}
                aria-label={t('settings.blackouts.remove-this', { range: wordsOf(range), source: sourceId })}
                onClick={() => setting.mutate(blackouts.filter((one) => one !== range))}
              >
                {t('settings.blackouts.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <AddRange
        sourceId={sourceId}
        busy={setting.isPending}
        add={(range, done) => setting.mutate([...blackouts, range], { onSuccess: done })}
      />
      {setting.error === null ? null : <FailureNote failure={setting.error} />}
    </section>
  )
}

interface AddRangeProps {
  readonly sourceId: string
  readonly busy: boolean
  readonly add: (range: BlackoutRange, done: () => void) => void
}

function AddRange({ sourceId, busy, add }: AddRangeProps) {
  const form = useTextFields(['from', 'to'])
  const empty = () => {
    form.set('from', '')
    form.set('to', '')
  }
  const submit = () => {
    const [from, to] = [form.valueOf('from'), form.valueOf('to')]
    const isRange = from !== '' && to !== '' && from <= to
    if (form.show(isRange ? {} : { to: t('settings.blackouts.order') })) add({ from, to }, empty)
  }
  return (
    <Form submit={submit} className="add-line">
      <TextInput type="date" label={t('settings.blackouts.from')} {...form.bind('from')} />
      <TextInput type="date" label={t('settings.blackouts.to')} {...form.bind('to')} />
      <Button type="submit" loading={busy} aria-label={t('settings.blackouts.add-this', { source: sourceId })}>
        {t('settings.blackouts.add')}
      </Button>
    </Form>
  )
}

function wordsOf({ from, to }: BlackoutRange): string {
  return from === to ? formatDay(from) : t('settings.blackouts.range', { from: formatDay(from), to: formatDay(to) })
}
