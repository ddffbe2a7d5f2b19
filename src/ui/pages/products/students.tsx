/** Who has a product, who waits for it in which place and why, whose seat is kept, and from whom a hand took it back. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProductStudent, ProductStudentQuery } from '../../../http/contract/products.ts'
import { saveCsv } from '../../csv.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { downloadIcon, peopleIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import { PersonLink } from '../../parts/person-link.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useProductChange } from './change.tsx'
import { MOODS } from './had.tsx'
import { becauseOf } from './person-products.tsx'
import { productStudentsQuery } from './queries.ts'
import { schoolColumn } from '../licence/school-column.ts'
import { StateSelect } from '../licence/state-select.tsx'

type State = NonNullable<ProductStudentQuery['state']>
const STATES = ['waiting', 'over', 'assigned', 'grace', 'taken_back'] as const satisfies readonly State[]

interface Props {
  readonly product: { readonly id: string; readonly name: string }
  readonly done: (words: string) => void
}

export function ProductStudents({ product, done }: Props) {
  const { send, me } = useReader()
  const [state, setState] = useState<State | null>(null)
  const found = useQuery(productStudentsQuery(send, product.id, state))
  const change = useProductChange(done)
  const act = ({ person, state: has }: ProductStudent) => {
    const give = has === 'taken_back'
    const says = { name: product.name, who: nameOf(person) }
    change.look({
      product: product.id,
      title: t(give ? 'product.give-to' : 'product.take-from', says),
      body: { give, personIds: [person.id] },
    })
  }
  return (
    <Card title={t('product.students')} says={t('product.students.says')} actions={<WholeFile product={product} />}>
      {change.question}
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <DataTable
          rowsOf={state ?? ''}
          label={t('product.students')}
          rows={found.data.items}
          columns={columnsOf({ zone: me.district.timezone, product, act })}
          rowKey={({ person }) => person.id}
          sortedBy={{ column: 'order', descending: false }}
          exportName={`${product.id}.csv`}
          tools={
            <StateSelect
              states={STATES}
              labelOf={(each) => word('product-state', each)}
              state={state}
              choose={setState}
            />
          }
          empty={
            <Empty icon={peopleIcon} title={t('product.students.none')}>
              {t('product.students.none.says')}
            </Empty>
          }
        />
      )}
      {found.data === undefined || found.data.items.length >= found.data.total ? null : (
        <Note mood="calm">{t('licence.people.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
      )}
    </Card>
  )
}

interface Columns {
  readonly zone: string
  readonly product: Props['product']
  readonly act: (student: ProductStudent) => void
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
  return { key, label, value: wordsOf, cell }
}

function columnsOf({ zone, product, act }: Columns): readonly Column<ProductStudent>[] {
  return [
    {
      key: 'student',
      label: t('product.student'),
      value: ({ person }) => sortNameOf(person),
      cell: ({ person }) => <PersonLink person={person} />,
    },
    schoolColumn(),
    { key: 'grade', label: t('product.grade'), value: ({ grades }) => grades.join(', ') },
    {
      // The order of the server: the queue, then by date.
      key: 'order',
      label: t('product.state'),
      value: ({ state, position }) => STATES.indexOf(state) * 10_000_000 + (position ?? 0),
      exported: ({ state }) => word('product-state', state),
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
      cell: (student) => {
        if (student.state === 'grace') return t('table.none')
        const gives = student.state === 'taken_back'
        const says = { name: product.name, who: nameOf(student.person) }
        return (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t(gives ? 'product.give-to' : 'product.take-from', says)}
            onClick={() => act(student)}
          >
            {t(gives ? 'product.give' : 'product.take')}
          </Button>
        )
      },
    },
  ]
}

function whyOf({ state, reason, until }: ProductStudent, zone: string): string | null {
  if (state === 'waiting') {
    const why = word('wait-reason', reason ?? '')
    return until === null ? why : t('licence.comes-free', { reason: why, day: formatInstant(until, zone) })
  }
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
