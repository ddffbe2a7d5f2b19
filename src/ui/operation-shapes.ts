/** What goes into an operation of the API and what comes out. */

export interface Read<Answer, Query = null> {
  readonly query: Query
  readonly body: null
  readonly answer: Answer
}

export interface Write<Body, Answer> {
  readonly query: null
  readonly body: Body
  readonly answer: Answer
}

/** What only says what it would do, and to whom: those page by page. */
export interface Look<Body, Answer, Query> {
  readonly query: Query
  readonly body: Body
  readonly answer: Answer
}

/** How an operation is carried out: `signal` gives up early, `lasting` goes on when the page is closed, `patient` waits as long as a file takes. */
export interface Manner {
  readonly signal?: AbortSignal
  readonly lasting?: true
  readonly patient?: true
  /** Of a creation: a key of one's own under which it is done once, also after its words were changed. */
  readonly once?: string
  /** Of an edit: the tag of what was seen when its form was opened; none: as it was read last. */
  readonly seen?: string | null
}
