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
