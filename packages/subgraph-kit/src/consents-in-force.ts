import type { RecordedConsent } from '@bankgraph/audit-log';
import type { Answer, ConsentReference, Relationships } from '@bankgraph/authorization';

/** Notes, for the record, which consents decisions looked at and found in force. */
export class ConsentsInForce {
  readonly #byCustomer = new Map<string, Map<string, RecordedConsent>>();

  /** The same relationships; what they say of consents is noted. */
  noting(asked: Relationships): Relationships {
    return {
      ...asked,
      purposeConsents: (customerId, purpose) =>
        this.#noted(customerId, asked.purposeConsents(customerId, purpose)),
      accessConsents: (customerId, grantee) =>
        this.#noted(customerId, asked.accessConsents(customerId, grantee)),
    };
  }

  /** Those of a customer; undefined when there are none. */
  of(customerId: string | null): readonly RecordedConsent[] | undefined {
    const own = customerId === null ? undefined : this.#byCustomer.get(customerId);
    return own && [...own.values()];
  }

  #noted<Consent extends ConsentReference>(
    customerId: string,
    answer: Answer<readonly Consent[]>,
  ): Answer<readonly Consent[]> {
    const note = (consents: readonly Consent[]) => {
      for (const { id, version } of consents) {
        const own = this.#byCustomer.get(customerId) ?? new Map<string, RecordedConsent>();
        this.#byCustomer.set(customerId, own.set(id, [id, version]));
      }
      return consents;
    };
    return answer instanceof Promise ? answer.then(note) : note(answer);
  }
}
