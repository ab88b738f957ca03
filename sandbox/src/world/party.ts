/** Where a party lives, in the parts that UK Open Banking's postal address knows. */
export interface PostalAddress {
  readonly buildingNumber: string;
  readonly streetName: string;
  readonly townName: string;
  readonly postCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** The person behind a customer number. */
export interface Party {
  /** `P-<customer number>`, the id of the core-banking system. */
  readonly partyId: string;
  readonly title: string;
  readonly firstName: string;
  readonly lastName: string;
  /** As the person writes it; may be in any script. */
  readonly fullName: string;
  /** Latin transcription of `fullName`; equal to it for Latin names. */
  readonly latinName: string;
  /** ISO date, e.g. `"1984-03-09"`. */
  readonly birthDate: string;
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string;
  readonly gender: 'female' | 'male';
  readonly emailAddress: string;
  /** E.164 with the hyphens that UK Open Banking asks for, e.g. `"+44-7700900123"`. */
  readonly mobile: string;
  readonly address: PostalAddress;
}
