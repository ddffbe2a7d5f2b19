/** The page of a list that a file is made of: all that match, read in one statement, of one moment. */

/** Bounded by what PostgreSQL counts in an integer alone: a file never ends silently before its list does. */
export const WHOLE_LIST = { page: 1, pageSize: 2_147_483_647 } as const
