/** Low-level codes of the error body; they are four characters long in version 4. */
const errorCodes = {
  400: 'U001',
  401: 'U028',
  403: 'U016',
  404: 'U011',
  405: 'U004',
  500: 'U000',
} as const;

/** A request that core banking refuses, with what the specification's error body says. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: keyof typeof errorCodes,
    message: string,
    /** The parameter or path that is wrong. */
    readonly path?: string,
  ) {
    super(message);
  }

  /** The body in the shape of OBErrorResponse1. */
  body(interactionId: string) {
    return {
      Id: interactionId,
      Code: String(this.status),
      Message: this.message,
      Errors: [
        {
          ErrorCode: errorCodes[this.status],
          Message: this.message,
          ...(this.path === undefined ? {} : { Path: this.path }),
        },
      ],
    };
  }
}
