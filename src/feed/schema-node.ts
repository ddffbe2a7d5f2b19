/** The schema of a configuration as what walks beside a value: which schemas may a field of it have? */

export interface SchemaNode {
  readonly $id?: string | undefined
  readonly secret?: boolean
  /** It names something on the machine that Staffroom runs on. */
  readonly ofMachine?: boolean
  /** Of a text: it has several lines. */
  readonly multiline?: boolean
  /** How much or how fast is read: another value sends no credential anywhere else. */
  readonly tuning?: boolean
  readonly properties?: Record<string, SchemaNode>
  readonly patternProperties?: Record<string, SchemaNode>
  readonly additionalProperties?: SchemaNode | boolean
  readonly items?: SchemaNode | boolean
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly allOf?: readonly SchemaNode[]
}

/** A schema and all the forms it allows: a field that is secret in one of them is secret. */
export function alternativesOf(node: SchemaNode): readonly SchemaNode[] {
  const below = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]
  return [node, ...below.flatMap(alternativesOf)]
}

export function itemsOf(node: SchemaNode): readonly SchemaNode[] {
  return typeof node.items === 'object' ? [node.items] : []
}

export function fieldsOf(node: SchemaNode, key: string): readonly SchemaNode[] {
  const named = node.properties?.[key]
  if (named !== undefined) return [named]
  const byPattern = Object.entries(node.patternProperties ?? {}).filter(([pattern]) => new RegExp(pattern).test(key))
  if (byPattern.length > 0) return byPattern.map(([, field]) => field)
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : []
}
