/** Which roles a feed gives: the district's rules in their order, changed on the page, looked at, then saved as a whole. */
import '../styles/checkbox.css'
import '../styles/settings.css'
import '../styles/role-map.css'
import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { RoleMap, RoleMapPreview, RoleRule, SavedRoleMap } from '../../http/contract/role-map.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { RoleMapEffect } from './role-map/effect.tsx'
import { ROLE_MAP, roleMapQuery } from './role-map/queries.ts'
import { RuleList } from './role-map/rule-list.tsx'
import { RuleWords } from './role-map/rule-words.tsx'
import { Versions } from './role-map/versions.tsx'

export function RoleMapPage() {
  const { send } = useReader()
  const found = useQuery(roleMapQuery(send))
  const [done, setDone] = useState<string | null>(null)
  return (
    <>
      <PageHead
        title={t('role-map.title')}
        says={t('role-map.says')}
        actions={<a href={paths.sync()}>{t('run.back')}</a>}
      />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Parts map={found.data} done={setDone} />}
    </>
  )
}

interface PartsProps {
  readonly map: RoleMap
  readonly done: (words: string | null) => void
}

function Parts({ map, done }: PartsProps) {
  const unsaved = useUnsaved(map, done)
  const own = useRef<HTMLFieldSetElement>(null)
  const isTaken = unsaved.isUnsaved || unsaved.open !== null
  const take = (saved: SavedRoleMap) => {
    // Somebody may have begun to write while they were fetched.
    if (isTaken) return
    unsaved.set(saved)
    done(t('role-map.version.taken'))
    own.current?.focus()
    own.current?.scrollIntoView()
  }
  return (
    <>
      <fieldset ref={own} tabIndex={-1} className="role-own" aria-label={t('role-map.own')}>
        <OwnRules map={map} unsaved={unsaved} />
      </fieldset>
      <Standard map={map} />
      <Versions map={map} take={take} isTaken={isTaken} />
    </>
  )
}

interface Rules {
  readonly rules: readonly RoleRule[]
  readonly replaceDefault: boolean
}

/** What is on the page and not saved yet, and what the server said that it would do. */
function useUnsaved(map: RoleMap, done: (words: string | null) => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  const kept: Rules = { rules: map.rules, replaceDefault: map.replaceDefault }
  const [rules, setRules] = useState<Rules>(kept)
  /** The rule that is being written, by place; as many as there are rules: a new one; null: none. */
  const [open, setOpen] = useState<number | null>(null)
  const [looked, setLooked] = useState<RoleMapPreview | null>(null)
  const body = () => ({ rules: [...rules.rules], replaceDefault: rules.replaceDefault })
  const whole = (kind: string | null) =>
    send('POST /api/v1/role-map/preview/export', { body: body(), query: kind === null ? {} : { kind }, patient: true })
  const looking = useMutation({
    mutationFn: () => send('POST /api/v1/role-map/preview', { body: body(), query: {} }),
    onSuccess: setLooked,
  })
  const saving = useMutation({
    mutationFn: () => send('PUT /api/v1/role-map', { body: { ...body(), version: map.version } }),
    onSuccess: (saved) => {
      queries.setQueryData([ROLE_MAP], saved)
      void queries.invalidateQueries({ queryKey: [ROLE_MAP, 'versions'] })
      setLooked(null)
      setRules({ rules: saved.rules, replaceDefault: saved.replaceDefault })
      done(t('role-map.saved'))
    },
    // Where somebody else was first: theirs are read, and what stands here stays.
    onError: () => queries.invalidateQueries({ queryKey: [ROLE_MAP] }),
  })
  const set = (next: Rules) => {
    done(null)
    setLooked(null)
    looking.reset()
    saving.reset()
    setRules(next)
  }
  const isUnsaved = JSON.stringify(rules) !== JSON.stringify(kept)
  return { rules, set, isUnsaved, open, setOpen, undo: () => set(kept), whole, looked, looking, saving }
}

type UnsavedRules = ReturnType<typeof useUnsaved>

function OwnRules({ map, unsaved }: { readonly map: RoleMap; readonly unsaved: UnsavedRules }) {
  const { rules, set } = unsaved
  return (
    <Card title={t('role-map.own')} says={t('role-map.own.says')}>
      <div className="stack">
        {map.fault === null ? null : (
          <Note mood="bad">
            <p>{t('role-map.fault')}</p>
          </Note>
        )}
        <RuleList map={map} rules={rules.rules} writing={unsaved} change={(next) => set({ ...rules, rules: next })} />
        {map.mayEdit ? (
          <>
            <Checkbox
              label={t('role-map.replace')}
              checked={rules.replaceDefault}
              onChange={({ currentTarget: { checked } }) => set({ ...rules, replaceDefault: checked })}
            />
            {unsaved.isUnsaved || map.fault !== null ? <Unsaved unsaved={unsaved} /> : null}
          </>
        ) : null}
      </div>
    </Card>
  )
}

function Unsaved({ unsaved }: { readonly unsaved: UnsavedRules }) {
  const { whole, looked, looking, saving, undo } = unsaved
  const short = looked?.licences.some((licence) => licence.short > 0) === true
  return (
    <Note mood={short ? 'warn' : 'calm'} role="alert">
      <div className="stack">
        <p>{t('role-map.unsaved')}</p>
        {looked === null ? null : <RoleMapEffect preview={looked} whole={whole} />}
        <div className="row">
          {looked === null ? (
            <Button onClick={() => looking.mutate()} loading={looking.isPending}>
              {t('role-map.look')}
            </Button>
          ) : (
            <Button onClick={() => saving.mutate()} loading={saving.isPending}>
              {t('role-map.save')}
            </Button>
          )}
          <Button variant="default" onClick={undo} disabled={saving.isPending}>
            {t('role-map.undo')}
          </Button>
        </div>
        {looking.error === null ? null : <FailureNote failure={looking.error} />}
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
      </div>
    </Note>
  )
}

function Standard({ map }: { readonly map: RoleMap }) {
  return (
    <Card
      title={t('role-map.standard')}
      says={t(map.replaceDefault ? 'role-map.standard.off' : 'role-map.standard.says')}
    >
      <ol className="plain-list lines">
        {map.standard.map((rule) => (
          <li key={JSON.stringify(rule)}>
            <RuleWords rule={rule} schools={map.schools} />
          </li>
        ))}
      </ol>
    </Card>
  )
}
