/** The fields of a configuration, as its connector describes them. */
import '../../styles/sign-in.css'
import { Button, Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import type { FieldProblems } from '../../api-failure.ts'
import { t } from '../../translate.ts'
import type { ConfigField, ConfigForm, Draft } from './config-schema.ts'
import { chosenOf } from './config-schema.ts'

export interface FieldsProps {
  readonly draft: Draft
  /** By the path of the field. */
  readonly problems: FieldProblems
  readonly change: (draft: Draft) => void
}

/** A choice of forms where there are several, and the fields of the chosen one. */
export function FormFields(
  props: FieldsProps & { readonly forms: readonly ConfigForm[]; readonly path: string; readonly label: string },
) {
  const { forms, path, label, draft, change } = props
  return (
    <>
      {forms.length < 2 ? null : (
        <NativeSelect
          label={label}
          value={String(draft.forms[path] ?? 0)}
          data={forms.map(({ title }, index) => ({ value: String(index), label: title }))}
          onChange={(event) =>
            change({ ...draft, forms: { ...draft.forms, [path]: Number(event.currentTarget.value) } })
          }
        />
      )}
      <Fields {...props} fields={chosenOf(forms, path, draft)?.fields ?? []} />
    </>
  )
}

function Fields({ fields, ...props }: FieldsProps & { readonly fields: readonly ConfigField[] }) {
  return fields.map((field) => <Field key={field.path} {...props} field={field} />)
}

type FieldProps<Kind extends ConfigField['kind'] = ConfigField['kind']> = FieldsProps & {
  readonly field: Extract<ConfigField, { readonly kind: Kind }> | (ConfigField & { readonly kind: Kind })
}

function Field({ field, ...props }: FieldProps) {
  switch (field.kind) {
    case 'group':
      return <Fields {...props} fields={field.fields} />
    case 'forms':
      return <FormFields {...props} forms={field.forms} path={field.path} label={field.label} />
    case 'pairs':
      return <Pairs {...props} field={field} />
    case 'switch':
      return <Switch {...props} field={field} />
    case 'choice':
      return <Choice {...props} field={field} values={field.values} />
    case 'text':
    case 'number':
    case 'secret':
    case 'long-secret':
    case 'of-machine':
      return <Text {...props} field={field} />
  }
}

function Switch({ field, draft, change }: FieldProps) {
  return (
    <Checkbox
      label={field.label}
      description={field.says}
      checked={draft.texts[field.path] === 'true'}
      onChange={(event) => change(withText(draft, field.path, event.currentTarget.checked ? 'true' : ''))}
    />
  )
}

function Choice({ field, draft, change, problems, values }: FieldProps & { readonly values: readonly string[] }) {
  const standard = { value: '', label: field.isNeeded ? t('source-setup.choose') : t('source-setup.standard') }
  return (
    <NativeSelect
      label={field.label}
      description={field.says}
      error={problems[field.path]}
      value={draft.texts[field.path] ?? ''}
      data={[standard, ...values.map((value) => ({ value, label: value }))]}
      onChange={(event) => change(withText(draft, field.path, event.currentTarget.value))}
    />
  )
}

function Text({ field, draft, change, problems }: FieldProps) {
  const value = draft.texts[field.path] ?? ''
  const shared = {
    label: field.isNeeded ? field.label : t('source-setup.optional', { label: field.label }),
    description: field.says,
    error: problems[field.path],
    value,
    autoComplete: 'off',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      change(withText(draft, field.path, event.currentTarget.value)),
  }
  if (field.kind === 'of-machine') return <TextInput {...shared} description={t('source-setup.of-machine')} readOnly />
  if (field.kind === 'secret')
    return <PasswordInput {...shared} visibilityToggleButtonProps={{ 'aria-label': t('source-setup.show', field) }} />
  if (field.kind === 'long-secret') return <Textarea {...shared} autosize minRows={3} maxRows={8} spellCheck={false} />
  return <TextInput {...shared} {...(field.kind === 'number' ? { inputMode: 'numeric' as const } : {})} />
}

function Pairs({ field, draft, change, problems }: FieldProps) {
  const pairs = draft.pairs[field.path] ?? []
  const set = (next: typeof pairs) => change({ ...draft, pairs: { ...draft.pairs, [field.path]: next } })
  const edit = (index: number, part: Partial<(typeof pairs)[number]>) =>
    set(pairs.map((pair, place) => (place === index ? { ...pair, ...part } : pair)))
  return (
    <fieldset className="pairs stack">
      <legend>{field.label}</legend>
      <p className="quiet-line">{field.says}</p>
      {pairs.map((pair, index) => (
        <div className="pair-line" key={pair.key}>
          <TextInput
            label={t('source-setup.pair.name', { count: index + 1 })}
            value={pair.name}
            autoComplete="off"
            onChange={(event) => edit(index, { name: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('source-setup.pair.value', { count: index + 1 })}
            value={pair.value}
            error={problems[`${field.path}/${pair.name.trim()}`]}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('source-setup.show', { label: pair.name }) }}
            onChange={(event) => edit(index, { value: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={t('source-setup.pair.remove', { count: index + 1 })}
            onClick={() => set(pairs.filter((_pair, place) => place !== index))}
          >
            {t('settings.blackouts.remove')}
          </Button>
        </div>
      ))}
      <div className="row">
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            set([...pairs, { key: 1 + Math.max(-1, ...pairs.map(({ key }) => key)), name: '', value: '' }])
          }
        >
          {t('source-setup.pair.add')}
        </Button>
      </div>
    </fieldset>
  )
}

function withText(draft: Draft, path: string, text: string): Draft {
  return { ...draft, texts: { ...draft.texts, [path]: text } }
}
