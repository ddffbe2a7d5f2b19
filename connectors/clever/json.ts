/** Looks into answers of which nothing is known yet. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field of an object that has it itself; undefined otherwise. */
export function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** The list in a field; null: there is none. */
export function listOf(value: unknown, name: string): readonly unknown[] | null {
  const list = fieldOf(value, name)
  return Array.isArray(list) ? (list as unknown[]) : null
}

/** The text in a field; null: there is none, or an empty one. */
export function textOf(value: unknown, name: string): string | null {
  const text = fieldOf(value, name)
  return typeof text === 'string' && text !== '' ? text : null
}
