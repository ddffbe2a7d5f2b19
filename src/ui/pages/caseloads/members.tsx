/** Who is in a caseload and why; who is added, taken out or kept out by hand. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseloadDetail, PlaceEducatorsBody } from '../../../http/contract/caseloads.ts'
import type { PersonName } from '../../../http/contract/shapes.ts'
import { formatDay } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { EducatorPicker } from '../coach/educator-picker.tsx'
import { caseloadQuery } from './queries.ts'
import { useRenew } from './renew.ts'

type Person = CaseloadDetail['people'][number]
type Place = (change: Omit<PlaceEducatorsBody, 'version'>) => void

export function Members({ caseloadId }: { readonly caseloadId: string }) {
  const { send } = useReader()
  const renew = useRenew()
  const found = useQuery(caseloadQuery(send, caseloadId))
  const placing = useMutation({
    mutationFn: (change: PlaceEducatorsBody) =>
      send('PUT /api/v1/coaching/caseloads/{caseloadId}/educators', { params: { caseloadId }, body: change }),
    onSuccess: renew,
  })
  if (found.isPending) return <Waiting lines={4} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { name, people, version } = found.data
  const place: Place = (change) => placing.mutate({ ...change, version })
  const hasRules = found.data.rules.length > 0
  return (
    <div className="stack" aria-busy={placing.isPending}>
      <DataTable
        label={t('caseloads.members', { name })}
        rows={people}
        columns={columnsFor(place, hasRules)}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'name', descending: false }}
        exportName="caseload.csv"
        empty={<p className="quiet-line">{t('caseloads.nobody')}</p>}
      />
      {placing.error === null ? null : <FailureNote failure={placing.error} />}
      {found.data.isArchived ? null : <Add key={version} place={place} isPending={placing.isPending} />}
    </div>
  )
}

function columnsFor(place: Place, hasRules: boolean): readonly Column<Person>[] {
  return [
    {
      key: 'name',
      label: t('caseloads.person'),
      value: sortNameOf,
      cell: (row) => <a href={paths.timeLine(row.id)}>{sortNameOf(row)}</a>,
    },
    { key: 'school', label: t('caseloads.school'), value: ({ schools }) => schools.map(({ name }) => name).join('; ') },
    { key: 'why', label: t('caseloads.why'), value: whyOf },
    {
      key: 'act',
      label: t('caseloads.act'),
      value: () => '',
      unsorted: true,
      cell: (row) => <Act person={row} place={place} hasRules={hasRules} />,
    },
  ]
}

function whyOf({ origin, isHere, from, until }: Person): string {
  if (origin !== 'hand') return t(`caseloads.why.${origin}`)
  if (!isHere && from !== null) return t('caseloads.why.later', { date: formatDay(from) })
  return until === null ? t('caseloads.why.hand') : t('caseloads.why.until', { date: formatDay(until) })
}

interface ActProps {
  readonly person: Person
  readonly place: Place
  readonly hasRules: boolean
}

const DOES = { out: 'by-rules', hand: 'remove', rule: 'out' } as const

function Act({ person, place, hasRules }: ActProps) {
  const does = DOES[person.origin]
  // A rule would have them back.
  const to = does === 'out' || (does === 'remove' && hasRules) ? 'out' : 'rules'
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t(`caseloads.${does}.of`, { name: nameOf(person) })}
      onClick={() => place({ educatorIds: [person.id], place: to })}
    >
      {t(`caseloads.${does}`)}
    </Button>
  )
}

function Add({ place, isPending }: { readonly place: Place; readonly isPending: boolean }) {
  const [ids, setIds] = useState<readonly string[]>([])
  const [known, setKnown] = useState<readonly PersonName[]>([])
  const [from, setFrom] = useState('')
  const add = () => place({ educatorIds: [...ids], place: 'in', ...(from === '' ? {} : { from }) })
  return (
    <Form submit={() => (ids.length === 0 || isPending ? undefined : add())} aria-label={t('caseloads.add')}>
      <EducatorPicker
        inputRef={null}
        known={known}
        value={ids}
        error={undefined}
        onChange={(chosen, tagged) => {
          setIds(chosen)
          setKnown([...known, ...tagged])
        }}
      />
      <TextInput
        type="date"
        label={t('caseloads.from')}
        description={t('caseloads.from.says')}
        value={from}
        onChange={(change) => setFrom(change.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={isPending} disabled={ids.length === 0}>
          {t('caseloads.add')}
        </Button>
      </div>
    </Form>
  )
}
