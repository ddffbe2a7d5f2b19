/** Pages of a list, and the small rows that many lists have in them. */

export interface SortTerm {
  readonly field: string
  readonly descending: boolean
}

export interface PageRequest {
  /** From 1. */
  readonly page: number
  readonly pageSize: number
  /** The most important first; none: the list's own order. */
  readonly sort?: readonly SortTerm[]
}

export interface Page<Row> {
  readonly items: readonly Row[]
  /** How many there are on all pages together. */
  readonly total: number
}

export interface PersonRow {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
}

export interface SchoolRow {
  readonly id: string
  readonly name: string
}

/** The page as a statement wants it. */
export function pageFrom(request: PageRequest): { readonly limit: number; readonly offset: number } {
  return { limit: request.pageSize, offset: (request.page - 1) * request.pageSize }
}
