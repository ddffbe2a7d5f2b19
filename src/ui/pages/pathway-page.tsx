/** One pathway: its steps, changing them, and the students in it. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Pathway, Pathways } from '../../http/contract/pathways.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Missing } from './missing.tsx'
import { PathwayForm } from './pathways/pathway-form.tsx'
import { PathwayStudents } from './pathways/students.tsx'
import { pathwaysQuery, readPathwaysAgain } from './pathways/queries.ts'

export function PathwayPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(pathwaysQuery(send))
  const pathway = found.data?.pathways.find((one) => one.id === id)
  if (found.data !== undefined && pathway === undefined) return <Missing />
  return (
    <>
      <PageHead
        title={pathway?.name ?? t('pathway.unknown')}
        {...(pathway === undefined ? {} : { says: t('pathway.of-grade', { grade: pathway.grade }) })}
        actions={<a href={paths.pathways()}>{t('pathway.back')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined || pathway === undefined ? null : <Found found={found.data} pathway={pathway} />}
    </>
  )
}

interface FoundProps {
  readonly found: Pathways
  readonly pathway: Pathway
}

function Found({ found: { may, products }, pathway }: FoundProps) {
  const [editing, setEditing] = useState(false)
  return (
    <>
      <Card
        title={t('pathways.steps')}
        actions={
          may.change && !editing ? (
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('pathway.edit')}
            </Button>
          ) : null
        }
      >
        {editing ? (
          <PathwayForm pathway={pathway} products={products} done={() => setEditing(false)} />
        ) : (
          <Steps pathway={pathway} products={products} />
        )}
      </Card>
      {may.enrol ? <PathwayStudents pathway={pathway} /> : null}
      {may.change ? <Removal pathway={pathway} /> : null}
    </>
  )
}

function Steps({ pathway, products }: { readonly pathway: Pathway; readonly products: Pathways['products'] }) {
  return (
    <ol className="numbered-list">
      {pathway.steps.map(({ id, title, productId, address }) => (
        <li key={id}>
          {title}{' '}
          {productId === null ? null : (
            <span className="dim">{products.find((product) => product.id === productId)?.name}</span>
          )}{' '}
          {address === null ? null : (
            <a
              href={address}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={t('pathway.step.open.of', { title })}
            >
              {t('pathway.step.open')}
            </a>
          )}
        </li>
      ))}
    </ol>
  )
}

function Removal({ pathway: { id, isUsed } }: { readonly pathway: Pathway }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const removing = useMutation({
    mutationFn: () => send('DELETE /api/v1/pathways/{pathwayId}', { params: { pathwayId: id } }),
    onSuccess: () => {
      window.location.hash = paths.pathways()
      readPathwaysAgain(queries)
    },
  })
  return (
    <Card title={t('pathway.remove')} says={t('pathway.remove.says')}>
      <div className="row">
        {isAsked ? (
          <>
            <Button loading={removing.isPending} onClick={() => removing.mutate()}>
              {t('pathway.remove.sure')}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <Button variant="default" disabled={isUsed} onClick={() => setAsked(true)}>
            {t('pathway.remove')}
          </Button>
        )}
      </div>
      {removing.error === null ? null : <FailureNote failure={removing.error} />}
    </Card>
  )
}
