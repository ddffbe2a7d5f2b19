/** The caseloads of one coach: what each goes by, who is in it, and forms to change both. */
import '../../styles/roster.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Caseload } from '../../../http/contract/caseloads.ts'
import { Card } from '../../parts/card.tsx'
import { peopleIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { CaseloadForm, type CaseloadValues, ruleOf, valuesOf } from './caseload-form.tsx'
import { Members } from './members.tsx'
import { caseloadsQuery } from './queries.ts'
import { useRenew } from './renew.ts'

interface CaseloadsOfProps {
  /** Null: my own. */
  readonly coachId: string | null
  readonly title: string
}

export function CaseloadsOf({ coachId, title }: CaseloadsOfProps) {
  const { send } = useReader()
  const [making, setMaking] = useState(false)
  const found = useQuery(caseloadsQuery(send, coachId))
  return (
    <Card
      title={title}
      actions={
        making ? null : (
          <Button variant="default" onClick={() => setMaking(true)}>
            {t('caseloads.make')}
          </Button>
        )
      }
    >
      {making ? <Make coachId={coachId} done={() => setMaking(false)} /> : null}
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data?.caseloads.length === 0 && !making ? (
        <Empty icon={peopleIcon} title={t('caseloads.none')}>
          {t('caseloads.none.says')}
        </Empty>
      ) : null}
      <ul className="plain-list fields">
        {found.data?.caseloads.map((one) => (
          <li key={one.id}>
            <One caseload={one} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Make({ coachId, done }: { readonly coachId: string | null; readonly done: () => void }) {
  const { send } = useReader()
  const renew = useRenew()
  const making = useMutation({
    mutationFn: ({ name, rules }: CaseloadValues) =>
      send('POST /api/v1/coaching/caseloads', { body: { coachId, name, rules: rules.map(ruleOf) } }),
    onSuccess: async () => {
      await renew()
      done()
    },
  })
  return (
    <CaseloadForm
      label={t('caseloads.make')}
      start={{ name: '', rules: [] }}
      saving={{ failure: making.error, isPending: making.isPending }}
      save={making.mutate}
      cancel={done}
    />
  )
}

function One({ caseload }: { readonly caseload: Caseload }) {
  const [open, setOpen] = useState<'people' | 'form' | null>(null)
  const { name, rules, educators, isArchived, id } = caseload
  return (
    <div className="stack">
      <div className="field">
        <div className="field-says">
          <span className="field-name">{name}</span>
          <span className="dim">
            {t('caseloads.people', { count: educators })} ·{' '}
            {rules.length === 0 ? t('caseloads.by-hand') : saysOf(rules)}
          </span>
        </div>
        {isArchived ? <Pill mood="calm">{t('caseloads.archived')}</Pill> : null}
      </div>
      <div className="row">
        <Button
          size="xs"
          variant="default"
          aria-expanded={open === 'people'}
          onClick={() => setOpen(open === 'people' ? null : 'people')}
        >
          {t(open === 'people' ? 'caseloads.hide' : 'caseloads.show')}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-expanded={open === 'form'}
          onClick={() => setOpen(open === 'form' ? null : 'form')}
        >
          {t('caseloads.edit.button')}
        </Button>
        <Archive caseload={caseload} />
        <a href={paths.educatorsOf(id)}>{t('caseloads.in-list')}</a>
      </div>
      {open === 'people' ? <Members caseloadId={id} /> : null}
      {open === 'form' ? <Edit key={caseload.version} caseload={caseload} done={() => setOpen(null)} /> : null}
    </div>
  )
}

interface EditProps {
  readonly caseload: Caseload
  readonly done: () => void
}

function Edit({ caseload, done }: EditProps) {
  const changing = useChange(caseload, done)
  return (
    <CaseloadForm
      label={t('caseloads.edit', { name: caseload.name })}
      start={valuesOf(caseload)}
      saving={{ failure: changing.error, isPending: changing.isPending }}
      save={(values) => changing.mutate({ ...values, isArchived: caseload.isArchived })}
      cancel={done}
    />
  )
}

function Archive({ caseload }: { readonly caseload: Caseload }) {
  const changing = useChange(caseload, () => undefined)
  const { isArchived } = caseload
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={changing.isPending}
        onClick={() => changing.mutate({ ...valuesOf(caseload), isArchived: !isArchived })}
      >
        {t(isArchived ? 'caseloads.reopen' : 'caseloads.archive')}
      </Button>
      {changing.error === null ? null : <FailureNote failure={changing.error} />}
    </>
  )
}

function useChange({ id, version }: Caseload, done: () => void) {
  const { send } = useReader()
  const renew = useRenew()
  return useMutation({
    mutationFn: ({ name, rules, isArchived }: CaseloadValues & { readonly isArchived: boolean }) =>
      send('PUT /api/v1/coaching/caseloads/{caseloadId}', {
        params: { caseloadId: id },
        body: { name, rules: rules.map(ruleOf), isArchived, version },
      }),
    onSuccess: async () => {
      await renew()
      done()
    },
  })
}

function saysOf(rules: Caseload['rules']): string {
  return rules
    .map(({ school, grade, subject, feedRole, isFirstYear }) =>
      [school?.name, grade, subject, feedRole, isFirstYear ? t('caseloads.rule.first-year') : null]
        .filter((word) => typeof word === 'string')
        .join(', '),
    )
    .join(' · ')
}
