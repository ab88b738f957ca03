/** Kinds of identity document. */
export const idDocumentTypes = ['PASSPORT', 'ID_CARD', 'DRIVERS', 'RESIDENCE_PERMIT'] as const;

/** An identity document as the vendor read it. */
export interface IdDocument {
  readonly type: (typeof idDocumentTypes)[number];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Last day of validity, ISO 8601; null when it has none. */
  readonly expiresOn: string | null;
  readonly number: string | null;
  /** SHA-256 of the image, hex. The image itself never leaves the vendor. */
  readonly imageHash: string | null;
}

/** Whether a document is no longer valid on a day (UTC): it still is on its last day. Null when it names no last day. */
export function isExpired(document: Pick<IdDocument, 'expiresOn'>, today: Date): boolean | null {
  return document.expiresOn === null ? null : document.expiresOn < today.toISOString().slice(0, 10);
}
