/** One rule, written or changed. It goes onto the list; the list is saved as a whole. */
import '../../styles/checkbox.css'
import '../../styles/licence.css'
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RoleMap, RoleRule } from '../../../http/contract/role-map.ts'
import { Form } from '../../parts/form.tsx'
import { t, word } from '../../translate.ts'
import { type Draft, draftOf, LISTS, ruleOf } from './draft.ts'

interface RuleFormProps {
  readonly title: string
  /** Null: a new one. */
  readonly rule: RoleRule | null
  readonly map: RoleMap
  readonly put: (rule: RoleRule) => void
  readonly cancel: () => void
}

export function RuleForm({ title, rule, map, put, cancel }: RuleFormProps) {
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [wrong, setWrong] = useState<'when' | 'metadata' | null>(null)
  const change = (values: Partial<Draft>) => {
    setWrong(null)
    setDraft({ ...draft, ...values })
  }
  const submit = () => {
    const read = ruleOf(draft, rule)
    setWrong('wrong' in read ? read.wrong : null)
    if (!('wrong' in read)) put(read)
  }
  return (
    <Form submit={submit} aria-label={title}>
      <Part title={t('role-map.when')} says={t('role-map.when.says')} />
      <Conditions draft={draft} change={change} wrong={wrong} />
      {map.schools.length === 0 ? null : (
        <Schools chosen={draft.schools} schools={map.schools} choose={(schools) => change({ schools })} />
      )}
      <Part title={t('role-map.gives')} says={t('role-map.gives.says')} />
      <Gives draft={draft} map={map} change={change} />
      <Checkbox
        label={t('role-map.stop.label')}
        checked={draft.stop}
        onChange={({ currentTarget: { checked } }) => change({ stop: checked })}
      />
      <TextInput
        label={t('role-map.comment')}
        maxLength={500}
        value={draft.comment}
        onChange={({ currentTarget: { value } }) => change({ comment: value })}
      />
      <div className="row">
        <Button type="submit">{t('role-map.put')}</Button>
        <Button variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

function Part({ title, says }: { readonly title: string; readonly says: string }) {
  return (
    <div className="role-part">
      <p className="note-title">{title}</p>
      <p className="dim">{says}</p>
    </div>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly change: (values: Partial<Draft>) => void
}

function Conditions({ draft, change, wrong }: PartProps & { readonly wrong: 'when' | 'metadata' | null }) {
  return (
    <div className="number-fields role-fields">
      {LISTS.map((list) => (
        <Textarea
          key={list}
          autosize
          minRows={1}
          maxRows={8}
          label={t(`role-map.when.${list}`)}
          description={t(`role-map.hint.${list}`)}
          value={draft.lists[list]}
          error={wrong === 'when' && list === 'role' ? t('role-map.wrong.when') : null}
          onChange={({ currentTarget: { value } }) => change({ lists: { ...draft.lists, [list]: value } })}
        />
      ))}
      <Textarea
        autosize
        minRows={1}
        maxRows={8}
        label={t('role-map.when.metadata')}
        description={t('role-map.hint.metadata')}
        value={draft.metadata}
        error={wrong === 'metadata' ? t('role-map.wrong.metadata') : null}
        onChange={({ currentTarget: { value } }) => change({ metadata: value })}
      />
    </div>
  )
}

interface SchoolsProps {
  readonly schools: RoleMap['schools']
  readonly chosen: readonly string[]
  readonly choose: (chosen: string[]) => void
}

/** Ids that no school of today has stay as they were written. */
function Schools({ schools, chosen, choose }: SchoolsProps) {
  const idOf = (id: string) =>
    schools.find(({ sourcedId }) => sourcedId.toLowerCase() === id.toLowerCase())?.sourcedId ?? id
  return (
    <Checkbox.Group
      label={t('role-map.schools')}
      description={t('role-map.schools.says')}
      value={chosen.map(idOf)}
      onChange={choose}
    >
      <div className="product-schools">
        {schools.map(({ sourcedId, name }) => (
          <Checkbox key={`${sourcedId} ${name}`} value={sourcedId} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

const SCOPES = ['none', 'org', 'district'] as const

function Gives({ draft, map, change }: PartProps & { readonly map: RoleMap }) {
  return (
    <div className="number-fields role-fields">
      {map.roles
        .filter(({ role, administrator }) => !administrator || map.mayRaise || draft.grants[role] !== undefined)
        .map(({ role }) => (
          <NativeSelect
            key={role}
            label={word('role', role)}
            value={draft.grants[role] ?? 'none'}
            data={SCOPES.map((value) => ({ value, label: t(`role-map.gives.${value}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const { [role]: _, ...others } = draft.grants
              const scope = value === 'org' || value === 'district' ? value : null
              change({ grants: scope === null ? others : { ...others, [role]: scope } })
            }}
          />
        ))}
    </div>
  )
}
