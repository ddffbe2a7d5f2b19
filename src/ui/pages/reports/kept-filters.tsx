/** Filters that are kept under a name: choosing one, keeping what is asked now, renaming, sharing, forgetting. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReportChoices } from '../../../http/contract/coaching-reports.ts'
import type { KeepFilterBody, ReportFilter } from '../../../http/contract/report-filters.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import type { Asked } from './asked.ts'

interface KeptFiltersProps {
  readonly choices: ReportChoices
  readonly asked: Asked
  readonly ask: (asked: Asked) => void
}

const QUERY = ['report-filters'] as const

export function KeptFilters({ choices, asked, ask }: KeptFiltersProps) {
  const { send } = useReader()
  const [chosen, choose] = useState('')
  const found = useQuery({
    queryKey: QUERY,
    queryFn: ({ signal }) => send('GET /api/v1/coaching/report-filters', { signal }),
  })
  if (found.isPending) return null
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { filters } = found.data
  const filter = filters.find(({ id }) => id === chosen) ?? null
  return (
    <div className="report-filters kept-filters">
      {filters.length === 0 ? null : (
        <NativeSelect
          label={t('kept.choose')}
          value={chosen}
          data={[
            { value: '', label: t('kept.none') },
            ...filters.map((one) => ({
              value: one.id,
              label: one.isShared ? t('kept.shared', { name: one.name }) : one.name,
            })),
          ]}
          onChange={(change) => {
            const id = change.currentTarget.value
            const one = filters.find((each) => each.id === id)
            choose(id)
            if (one !== undefined) ask(askedOf(one, choices))
          }}
        />
      )}
      <Keep key={chosen} filter={filter} choices={choices} asked={asked} choose={choose} />
    </div>
  )
}

/** As the page asks; what a filter leaves open is the school year so far. */
function askedOf({ asked }: ReportFilter, { yearFrom, today, reach }: ReportChoices): Asked {
  return {
    whose: reach === 'none' ? 'mine' : asked.whose,
    from: asked.from ?? yearFrom,
    to: asked.to ?? today,
    schoolId: asked.schoolId ?? '',
    groupId: asked.groupId ?? '',
    grade: asked.grade ?? '',
    typeId: asked.typeId ?? '',
    tagId: asked.tagId ?? '',
    coachId: '',
    caseload: asked.caseload === 'mine',
  }
}

interface KeepProps {
  readonly filter: ReportFilter | null
  readonly choices: ReportChoices
  readonly asked: Asked
  readonly choose: (id: string) => void
}

function Keep({ filter, choices, asked, choose }: KeepProps) {
  const [open, setOpen] = useState(false)
  const { me } = useReader()
  const shares = me.may.includes('manage:coaching_settings')
  if (me.person === null) return null
  if (open) {
    return (
      <KeepForm
        filter={filter}
        choices={choices}
        asked={asked}
        shares={shares}
        done={(id) => {
          setOpen(false)
          choose(id)
        }}
        cancel={() => setOpen(false)}
      />
    )
  }
  const changes = filter !== null && (filter.isMine || shares)
  return (
    <Button variant="default" className="report-keep" onClick={() => setOpen(true)}>
      {t(changes ? 'kept.change' : 'kept.keep')}
    </Button>
  )
}

interface KeepFormProps extends Omit<KeepProps, 'choose'> {
  readonly shares: boolean
  /** With the id of the filter that is chosen then; empty: none. */
  readonly done: (id: string) => void
  readonly cancel: () => void
}

function KeepForm({ filter, choices, asked, shares, done, cancel }: KeepFormProps) {
  const changes = filter !== null && (filter.isMine || shares) ? filter : null
  const [name, setName] = useState(changes?.name ?? '')
  const [isShared, share] = useState(changes?.isShared ?? false)
  const acting = useKeeping({ changes, done, given: { name, isShared, asked: keptOf(asked, choices) } })
  const fault = acting.error instanceof ApiFailure ? acting.error.message : null
  return (
    <Form submit={() => (acting.isPending ? undefined : acting.mutate('keep'))} aria-label={t('kept.keep')}>
      <TextInput
        label={t('kept.name')}
        description={t(changes === null ? 'kept.name.says' : 'kept.name.only')}
        value={name}
        maxLength={60}
        error={fault}
        onChange={(change) => setName(change.currentTarget.value)}
      />
      {shares ? (
        <Checkbox
          label={t('kept.share')}
          description={t('kept.share.says')}
          checked={isShared}
          onChange={(change) => share(change.currentTarget.checked)}
        />
      ) : null}
      {acting.error !== null && fault === null ? <FailureNote failure={acting.error} /> : null}
      <div className="row">
        <Button type="submit" loading={acting.isPending}>
          {t('kept.save')}
        </Button>
        {changes === null ? null : (
          <Button variant="default" onClick={() => acting.mutate('forget')}>
            {t('kept.forget')}
          </Button>
        )}
        <Button variant="default" onClick={cancel}>
          {t('kept.cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface Keeping {
  /** The filter that is renamed, shared or deleted; null: a new one is kept. */
  readonly changes: ReportFilter | null
  readonly given: KeepFilterBody
  readonly done: (id: string) => void
}

function useKeeping({ changes, given, done }: Keeping) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (act: 'keep' | 'forget') => {
      if (changes === null)
        return (
          await send('POST /api/v1/coaching/report-filters', {
            body: given,
          })
        ).id
      const params = { filterId: changes.id }
      if (act === 'forget') await send('DELETE /api/v1/coaching/report-filters/{filterId}', { params })
      else
        await send('PUT /api/v1/coaching/report-filters/{filterId}', {
          params,
          body: { name: given.name, isShared: given.isShared, version: changes.version },
        })
      return act === 'forget' ? '' : changes.id
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: QUERY })
      done(id)
    },
  })
}

function orNull(id: string): string | null {
  return id === '' ? null : id
}

/** The school year so far stays the school year so far, in the next year, too. */
function keptOf(
  { whose, from, to, schoolId, groupId, grade, typeId, tagId, caseload }: Asked,
  choices: ReportChoices,
): KeepFilterBody['asked'] {
  const isYear = from === choices.yearFrom && to === choices.today
  return {
    whose,
    from: isYear ? null : from,
    to: isYear ? null : to,
    schoolId: orNull(schoolId),
    groupId: orNull(groupId),
    grade: orNull(grade),
    typeId: orNull(typeId),
    tagId: orNull(tagId),
    caseload: caseload ? 'mine' : null,
  }
}
