/** Who has a product, who waits for it in which place and why, whose seat is kept, and from whom a hand took it back. */
import { Button } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProductStudent, ProductStudentQuery } from '../../../http/contract/products.ts'
import { saveCsv } from '../../csv.ts'
import { formatDay, formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { downloadIcon } from '../../parts/icons.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { PersonLink } from '../../parts/person-link.tsx'
import { ServedTable } from '../../parts/served-table.tsx'
import type { Sort } from '../../parts/sorting.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useProductChange } from './change.tsx'
import { MOODS } from './had.tsx'
import { becauseOf } from './person-products.tsx'
import { productStudentsQuery, STUDENT_ROWS } from './queries.ts'
import { UntilField } from './until-field.tsx'
import { NoPeople, usePeoplePlace } from '../licence/people-tools.tsx'
import { schoolColumn } from '../licence/school-column.ts'
import { waitWords } from '../licence/wait-words.ts'

type State = NonNullable<ProductStudentQuery['state']>
const STATES = ['waiting', 'over', 'assigned', 'grace', 'taken_back'] as const satisfies readonly State[]

/** Those who wait first, in the order of the queue. */
const QUEUE: Sort = { column: 'state', descending: false }

interface Props {
  readonly product: { readonly id: string; readonly name: string }
  readonly done: (words: string) => void
}

export function ProductStudents({ product, done }: Props) {
  const { send, me } = useReader()
  const { place, tools, sortBy, turn } = usePeoplePlace<State>({ states: STATES, labelOf: stateWord, sort: QUEUE })
  const found = useQuery({ ...productStudentsQuery(send, product.id, place), placeholderData: keepPreviousData })
  const change = useProductChange(done)
  const [until, setUntil] = useState('')
  const act = ({ person }: ProductStudent, give: boolean) => {
    const says = { name: product.name, who: nameOf(person) }
    change.look({
      product: product.id,
      title: t(give ? 'product.give-to' : 'product.take-from', says),
      body: { give, personIds: [person.id], ...(give && until !== '' ? { until } : {}) },
    })
  }
  return (
    <Card title={t('product.students')} says={t('product.students.says')} actions={<WholeFile product={product} />}>
      <div className="stack">
        {change.question}
        <UntilField
          value={until}
          choose={(day) => {
            change.forget()
            setUntil(day)
          }}
        />
        {found.isPending ? <Waiting lines={6} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : (
          <ServedTable
            label={t('product.students')}
            rows={found.data.items}
            columns={columnsOf({ zone: me.district.timezone, product, until, act })}
            rowKey={({ person }) => person.id}
            sort={place.sort}
            sortBy={sortBy}
            page={place.page}
            pageSize={STUDENT_ROWS}
            total={found.data.total}
            turn={turn}
            tools={tools}
            file={null}
            empty={<NoPeople q={place.q} title={t('product.students.none')} says={t('product.students.none.says')} />}
          />
        )}
      </div>
    </Card>
  )
}

function stateWord(state: State): string {
  return word('product-state', state)
}

interface Columns {
  readonly zone: string
  readonly product: Props['product']
  /** The last day of what is given; empty: none. */
  readonly until: string
  readonly act: (student: ProductStudent, give: boolean) => void
}

/** Words that stay whole, however narrow the column. */
function words(
  key: string,
  label: string,
  wordsOf: (student: ProductStudent) => string | null,
): Column<ProductStudent> {
  const cell = (student: ProductStudent) => {
    const says = wordsOf(student) ?? ''
    return <div className="whole-words">{says === '' ? t('table.none') : says}</div>
  }
  return { key, label, value: wordsOf, cell, unsorted: true }
}

function columnsOf({ zone, product, until, act }: Columns): readonly Column<ProductStudent>[] {
  return [
    {
      key: 'name',
      label: t('product.student'),
      value: ({ person }) => sortNameOf(person),
      cell: ({ person }) => <PersonLink person={person} />,
    },
    { ...schoolColumn<ProductStudent>(), unsorted: true },
    { key: 'grade', label: t('product.grade'), value: ({ grades }) => grades.join(', '), unsorted: true },
    {
      key: 'state',
      label: t('product.state'),
      value: ({ state }) => stateWord(state),
      cell: ({ state, position }) => (
        <Pill mood={MOODS[state]}>
          {position === null ? word('product-state', state) : t('licence.waits-at', { position })}
        </Pill>
      ),
    },
    words('why', t('licence.reason'), (student) => whyOf(student, zone)),
    words('because', t('product.because'), (student) => becauseOf(student)),
    {
      key: 'act',
      label: t('licence.act'),
      value: () => null,
      unsorted: true,
      cell: (student) => <Acts student={student} product={product} until={until} act={act} />,
    },
  ]
}

interface ActsProps extends Omit<Columns, 'zone'> {
  readonly student: ProductStudent
}

/** Of what is theirs by hand the last day may be said anew; a seat in grace is theirs again when they are given it. */
function Acts({ student, product, until, act }: ActsProps) {
  const { state, byHand, handUntil, person } = student
  const gives = state === 'taken_back'
  const says = { name: product.name, who: nameOf(person) }
  if (state === 'grace') return t('table.none')
  return (
    <div className="row">
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t(gives ? 'product.give-to' : 'product.take-from', says)}
        onClick={() => act(student, gives)}
      >
        {t(gives ? 'product.give' : 'product.take')}
      </Button>
      {byHand && until !== '' && handUntil !== until ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('product.set-day-of', { ...says, day: formatDay(until) })}
          onClick={() => act(student, true)}
        >
          {t('product.set-day')}
        </Button>
      ) : null}
    </div>
  )
}

function whyOf({ state, reason, until }: ProductStudent, zone: string): string | null {
  if (state === 'waiting') return waitWords(reason, until, zone)
  if (until === null) return null
  return t(state === 'grace' ? 'licence.kept' : 'licence.deadline', { day: formatInstant(until, zone) })
}

/** Requested, assigned and by which hand or rule, of everybody: the server's file. */
function WholeFile({ product: { id } }: { readonly product: Props['product'] }) {
  const { send } = useReader()
  const getting = useMutation({
    mutationFn: () => send('GET /api/v1/products/{product}/students/export', { params: { product: id }, query: {} }),
    onSuccess: (csv) => saveCsv(`${id}-requested-assigned.csv`, csv),
  })
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={downloadIcon}
        loading={getting.isPending}
        onClick={() => getting.mutate()}
      >
        {t('licence.people.file')}
      </Button>
      {getting.error === null ? null : <FailureNote failure={getting.error} />}
    </>
  )
}
