/** What can go wrong between the browser and the server, as one value the pages can explain. */

/** What is wrong with which field of the request, by the field's name (`educatorIds`). */
export type FieldProblems = Readonly<Record<string, string>>

/** `status` 0: no answer came (no network, or too late). `code` is what a person quotes to whoever helps them. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly code: string
  readonly fields: FieldProblems

  constructor(o: { status: number; code: string; message: string; fields?: FieldProblems; cause?: unknown }) {
    super(o.message, { cause: o.cause })
    this.status = o.status
    this.code = o.code
    this.fields = o.fields ?? {}
  }
}

/** Whether the same request may succeed in a moment: nothing was answered, or the server says it is busy. */
export function mayPass(failure: unknown): boolean {
  return failure instanceof ApiFailure && (failure.status === 0 || [429, 502, 503, 504].includes(failure.status))
}
