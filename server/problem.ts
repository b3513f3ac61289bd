import type { ProblemCode, ProblemFacts } from '#shared/api/problem.ts'

/** The one way in which a request is refused: a code of the closed union, its facts, and a sentence for the person. */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'Problem'
  readonly code: Code
  readonly facts: ProblemFacts<Code>

  constructor(code: Code, detail: string, facts: ProblemFacts<Code>) {
    super(detail)
    this.code = code
    this.facts = facts
  }
}

export const isProblem = <Code extends ProblemCode>(error: unknown, code: Code): error is Problem<Code> =>
  error instanceof Problem && error.code === code
