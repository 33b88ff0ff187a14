import { PROBLEM_STATUS, type Problem, type ProblemCode } from '../src/contract/problem.ts';

/** An expected refusal: thrown anywhere, answered as `application/problem+json`. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly field: string | undefined;

  /** `detail`: one plain sentence for whoever made the call. It is sent: nothing of another tenant's may be in it. */
  constructor(code: ProblemCode, detail: string, field?: string) {
    super(detail);
    this.code = code;
    this.field = field;
  }

  toProblem(instance?: string): Problem {
    const words = this.code.replaceAll('_', ' ');
    return {
      type: `urn:video-call-payments:problem:${this.code}`,
      title: words.charAt(0).toUpperCase() + words.slice(1),
      status: PROBLEM_STATUS[this.code],
      code: this.code,
      detail: this.message,
      ...(this.field !== undefined && { field: this.field }),
      ...(instance !== undefined && { instance }),
    };
  }
}

/** The same words whether it is not there or not theirs: nothing leaks. */
export function notFound(): ProblemError {
  return new ProblemError('not_found', 'There is no such thing here, or it is not yours to see.');
}

export function notAllowed(): ProblemError {
  return new ProblemError('not_allowed', 'This token’s role may not do that.');
}

export function shuttingDown(): ProblemError {
  return new ProblemError('shutting_down', 'This gateway is shutting down: try again in a moment.');
}
