/** The form of a configuration, read from the JSON Schema of its connector; and what is filled in, as a configuration. Pure. */

/** A field of a form. `path` names its place as problems of the server do: `/auth/clientId`. */
export type ConfigField = {
  readonly path: string
  readonly label: string
  readonly says: string
  readonly isNeeded: boolean
} & (
  | { readonly kind: 'text' | 'secret' | 'long-secret' | 'number' | 'switch' | 'of-machine' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'pairs' }
  | { readonly kind: 'group'; readonly fields: readonly ConfigField[] }
  | { readonly kind: 'forms'; readonly forms: readonly ConfigForm[] }
)

/** One of the forms that a configuration, or a part of it, may have. */
export interface ConfigForm {
  readonly title: string
  readonly fields: readonly ConfigField[]
  /** Fields whose value says which form it is. */
  readonly constants: Readonly<Record<string, unknown>>
}

export interface Pair {
  /** Of its row: a name may be typed anew. */
  readonly key: number
  readonly name: string
  readonly value: string
}

/** What somebody has filled in so far, by the path of the field. */
export interface Draft {
  readonly texts: Readonly<Record<string, string>>
  readonly pairs: Readonly<Record<string, readonly Pair[]>>
  /** Which form was chosen. */
  readonly forms: Readonly<Record<string, number>>
}

interface Schema {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly const?: unknown
  readonly secret?: boolean
  readonly ofMachine?: boolean
  readonly multiline?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
}

/** The forms of a connector's configuration; most have one. */
export function formsOf(schema: unknown): readonly ConfigForm[] {
  return formsAt(schema as Schema, '')
}

/** Forms that a person at a page can fill in: none that needs a file of the server. */
export function formsForPages(forms: readonly ConfigForm[]): readonly ConfigForm[] {
  return forms
    .filter(({ fields }) => fields.every(({ kind, isNeeded }) => kind !== 'of-machine' || !isNeeded))
    .map((form) => ({ ...form, fields: form.fields.filter(({ kind }) => kind !== 'of-machine') }))
}

function formsAt(schema: Schema, path: string): readonly ConfigForm[] {
  return (schema.anyOf ?? [schema]).map((form) => formAt(form, path))
}

function formAt({ title = '', properties = {}, required = [] }: Schema, path: string): ConfigForm {
  const entries = Object.entries(properties)
  return {
    title,
    fields: entries.flatMap(([name, field]) =>
      'const' in field ? [] : [fieldAt(field, { path: `${path}/${name}`, name, isNeeded: required.includes(name) })],
    ),
    constants: Object.fromEntries(entries.flatMap(([name, field]) => ('const' in field ? [[name, field.const]] : []))),
  }
}

function fieldAt(
  schema: Schema,
  { path, name, isNeeded }: { readonly path: string; readonly name: string; readonly isNeeded: boolean },
): ConfigField {
  const field = { path, label: schema.title ?? name, says: schema.description ?? '', isNeeded }
  if (schema.anyOf !== undefined) {
    const words = schema.anyOf.map((each) => each.const)
    if (words.every((word) => typeof word === 'string')) return { ...field, kind: 'choice', values: words }
    return { ...field, kind: 'forms', forms: formsAt(schema, path) }
  }
  if (schema.properties !== undefined) return { ...field, kind: 'group', fields: formAt(schema, path).fields }
  if (schema.patternProperties !== undefined) return { ...field, kind: 'pairs' }
  if (schema.type === 'integer') return { ...field, kind: 'number' }
  if (schema.type === 'boolean') return { ...field, kind: 'switch' }
  if (schema.secret === true) return { ...field, kind: schema.multiline === true ? 'long-secret' : 'secret' }
  return { ...field, kind: schema.ofMachine === true ? 'of-machine' : 'text' }
}

/** What is there, filled in. */
export function draftOf(forms: readonly ConfigForm[], config: unknown): Draft {
  const draft = { texts: {}, pairs: {}, forms: {} }
  fillForms(draft, { forms, path: '', value: config })
  return draft
}

interface Filling {
  readonly texts: Record<string, string>
  readonly pairs: Record<string, readonly Pair[]>
  readonly forms: Record<string, number>
}

interface FormsAt {
  readonly forms: readonly ConfigForm[]
  readonly path: string
  readonly value: unknown
}

function fillForms(draft: Filling, { forms, path, value }: FormsAt): void {
  const fits = forms.findIndex(
    ({ fields, constants }) =>
      Object.entries(constants).every(([name, word]) => partOf(value, name) === word) &&
      fields.every((field) => !field.isNeeded || partOf(value, nameOf(field)) !== undefined),
  )
  const chosen = Math.max(fits, 0)
  draft.forms[path] = chosen
  fillFields(draft, forms[chosen]?.fields ?? [], value)
}

function fillFields(draft: Filling, fields: readonly ConfigField[], value: unknown): void {
  for (const field of fields) {
    const part = partOf(value, nameOf(field))
    if (field.kind === 'group') fillFields(draft, field.fields, part)
    else if (field.kind === 'forms') fillForms(draft, { forms: field.forms, path: field.path, value: part })
    else if (field.kind === 'pairs')
      draft.pairs[field.path] = Object.entries(part ?? {}).map(([name, each], key) => ({
        key,
        name,
        value: String(each),
      }))
    else if (typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean')
      draft.texts[field.path] = String(part)
  }
}

function nameOf({ path }: ConfigField): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}

/** The configuration that was filled in; what was left empty is not in it. */
export function configOf(forms: readonly ConfigForm[], draft: Draft): Readonly<Record<string, unknown>> {
  return formValue(forms, '', draft)
}

/** The paths of fields that are needed and empty. */
export function missingIn(forms: readonly ConfigForm[], draft: Draft): readonly string[] {
  return missingOf(chosenOf(forms, '', draft)?.fields ?? [], draft)
}

/** The form that was chosen for a place. */
export function chosenOf(forms: readonly ConfigForm[], path: string, draft: Draft): ConfigForm | undefined {
  return forms[draft.forms[path] ?? 0] ?? forms[0]
}

function missingOf(fields: readonly ConfigField[], draft: Draft): readonly string[] {
  return fields.flatMap((field) => {
    if (field.kind === 'group') return missingOf(field.fields, draft)
    if (field.kind === 'forms') return missingOf(chosenOf(field.forms, field.path, draft)?.fields ?? [], draft)
    return field.isNeeded && (draft.texts[field.path] ?? '').trim() === '' ? [field.path] : []
  })
}

function formValue(forms: readonly ConfigForm[], path: string, draft: Draft): Readonly<Record<string, unknown>> {
  const form = chosenOf(forms, path, draft)
  return form === undefined ? {} : { ...form.constants, ...fieldValues(form.fields, draft) }
}

function fieldValues(fields: readonly ConfigField[], draft: Draft): Readonly<Record<string, unknown>> {
  const entries = fields.map((field) => [nameOf(field), valueOf(field, draft)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function valueOf(field: ConfigField, draft: Draft): unknown {
  if (field.kind === 'group') return fieldValues(field.fields, draft)
  if (field.kind === 'forms') return formValue(field.forms, field.path, draft)
  if (field.kind === 'pairs') {
    const pairs = (draft.pairs[field.path] ?? []).filter(({ name }) => name.trim() !== '')
    return pairs.length === 0 ? undefined : Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value]))
  }
  const text = draft.texts[field.path] ?? ''
  if (field.kind === 'switch') return text === 'true' ? true : undefined
  if (text.trim() === '') return undefined
  if (field.kind === 'long-secret') return text
  // What is no number goes as it is: the server says what it expects.
  if (field.kind === 'number') return /^\d+$/.test(text.trim()) ? Number(text.trim()) : text.trim()
  return text.trim()
}
