/** Something wrong in a policy file, with the place where a person finds it. */
export interface PolicyFault {
  /** File, relative to the policies folder. */
  readonly file: string;
  /** Line, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** All faults of all policy files at once: the server does not start with any. */
export class PolicyFaults extends Error {
  readonly faults: readonly PolicyFault[];

  constructor(faults: readonly PolicyFault[]) {
    super(
      ['The policies are not valid:', ...faults.map((f) => `  ${f.file}:${f.line}: ${f.message}`)].join('\n'),
    );
    this.name = 'PolicyFaults';
    this.faults = faults;
  }
}
