import { type JsonServer, serveJson } from '@bankgraph/bank-sources/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isExpired } from './id-document.js';
import { verificationVendorSource } from './verification-vendor-source.js';

const signal = new AbortController().signal;
const hash = 'ab'.repeat(32);
const passed = {
  reviewStatus: 'completed',
  createDate: '2024-01-10T09:00:00Z',
  reviewDate: '2024-01-10T09:12:00Z',
  reviewResult: { reviewAnswer: 'GREEN' },
};
const failed = {
  reviewStatus: 'completed',
  createDate: '2026-06-01 10:00:00+0000',
  reviewDate: '2026-06-01 10:25:00',
  reviewResult: {
    reviewAnswer: 'RED',
    reviewRejectType: 'RETRY',
    rejectLabels: ['DOCUMENT_DAMAGED'],
    moderationComment: ' Please upload a new photo. ',
    clientComment: 'Possible alteration of the expiry date.',
    buttonIds: [],
  },
};
const passport = {
  idDocType: 'PASSPORT',
  country: 'GBR',
  validUntil: '2025-12-11',
  number: '512345678',
  imageSha256: hash.toUpperCase(),
};

let server: JsonServer;
const files = async (...items: unknown[]) => {
  server.answer = () => ({ items, totalItems: items.length });
  return verificationVendorSource(server.system).files(['C-1001', 'C-1002'], signal);
};

beforeAll(async () => {
  server = await serveJson('identity-verification', () => ({ items: [] }));
});
afterAll(async () => server[Symbol.asyncDispose]());

describe('the verification vendor', () => {
  it('is asked once for all customers; reviews come newest first, with the two reasons apart', async () => {
    server.asked.length = 0;
    const found = await files({
      id: 'app-1',
      externalUserId: 'C-1001',
      review: failed,
      history: [passed],
      idDocs: [passport, { idDocType: 'SELFIE' }],
      fixedInfo: {},
    });
    expect(server.asked.map(({ method, url }) => `${method} ${decodeURIComponent(url.href)}`)).toEqual([
      'GET http://bank/resources/applicants?externalUserIds=C-1001,C-1002',
    ]);
    expect(found.get('C-1001')).toEqual({
      verifications: {
        records: [
          {
            id: 'app-1-2',
            vendor: 'Sumsub',
            answer: 'RED',
            rejectType: 'RETRY',
            labels: ['DOCUMENT_DAMAGED'],
            reasonForCustomer: 'Please upload a new photo.',
            reasonInternal: 'Possible alteration of the expiry date.',
            createdAt: '2026-06-01T10:00:00+00:00',
            reviewedAt: '2026-06-01T10:25:00Z',
            reversesEarlier: true,
          },
          {
            id: 'app-1-1',
            vendor: 'Sumsub',
            answer: 'GREEN',
            rejectType: null,
            labels: [],
            reasonForCustomer: null,
            reasonInternal: null,
            createdAt: '2024-01-10T09:00:00Z',
            reviewedAt: '2024-01-10T09:12:00Z',
            reversesEarlier: false,
          },
        ],
        faults: [],
      },
      documents: {
        records: [
          {
            type: 'PASSPORT',
            country: 'GB',
            expiresOn: '2025-12-11',
            number: '512345678',
            imageHash: hash,
          },
        ],
        faults: [],
      },
    });
    expect(found.get('C-1002')).toEqual({
      verifications: { records: [], faults: [] },
      documents: { records: [], faults: [] },
    });
  });

  it('tells a reversal from a second try', async () => {
    const final = {
      ...failed,
      reviewResult: { reviewAnswer: 'RED', reviewRejectType: 'FINAL' },
      reviewDate: '2026-06-02T00:00:00Z',
    };
    const again = { ...passed, createDate: '2026-06-03T00:00:00Z', reviewDate: '2026-06-03T00:00:00Z' };
    const pending = { reviewStatus: 'pending', createDate: '2026-06-04T00:00:00Z' };
    const reversals = async (review: unknown, ...history: unknown[]) =>
      (await files({ id: 'a', externalUserId: 'C-1001', review, history, idDocs: [] }))
        .get('C-1001')
        ?.verifications.records.map(({ answer, reversesEarlier }) => [answer, reversesEarlier]);
    expect(await reversals(again, failed)).toEqual([
      ['GREEN', false],
      ['RED', false],
    ]);
    expect(await reversals(pending, passed, final, again)).toEqual([
      [null, null],
      ['GREEN', true],
      ['RED', true],
      ['GREEN', false],
    ]);
  });

  it('does not take the result of an earlier try for that of a review under way', async () => {
    const onHold = { ...failed, reviewStatus: 'onHold', reviewDate: undefined };
    const file = (await files({ id: 'a', externalUserId: 'C-1001', review: onHold, idDocs: [] })).get(
      'C-1001',
    );
    expect(file?.verifications.records).toMatchObject([
      {
        answer: null,
        rejectType: null,
        reasonForCustomer: null,
        reasonInternal: null,
        reversesEarlier: null,
      },
    ]);
  });

  it('sets aside what is broken, by its own id, and keeps the rest', async () => {
    const found = await files(
      {
        id: 'app-1',
        externalUserId: 'C-1001',
        review: { reviewStatus: 7 },
        history: [passed, { ...passed, reviewResult: { reviewAnswer: 'GREEN', reviewRejectType: 'FINAL' } }],
        idDocs: [
          { ...passport, country: 'XXZ' },
          passport,
          { ...passport, validUntil: '2025-02-30' },
          { ...passport, idDocType: 'LIBRARY_CARD' },
          { ...passport, imageSha256: 'data:image/png;base64,AAAA' },
          null,
        ],
      },
      { id: 'app-2', externalUserId: 'C-1002', review: passed },
      { id: 'app-9', externalUserId: 'C-9999', review: passed, idDocs: [] },
    );
    const faults = (customerId: string) => {
      const file = found.get(customerId);
      return [file?.verifications, file?.documents].map((part) =>
        part?.faults.map(({ code, details }) => `${code} ${details.system} ${details.recordId}`),
      );
    };
    expect(faults('C-1001')).toEqual([
      ['[2]', 'app-1-2', 'app-1-3'].map((id) => `UPSTREAM_INVALID identity-verification ${id}`),
      ['[2]', 'app-1/idDocs/0', 'app-1/idDocs/2', 'app-1/idDocs/3', 'app-1/idDocs/4', 'app-1/idDocs/5'].map(
        (id) => `UPSTREAM_INVALID identity-verification ${id}`,
      ),
    ]);
    expect(found.get('C-1001')?.verifications.records).toHaveLength(1);
    expect(found.get('C-1001')?.documents.records).toHaveLength(1);
    // Documents that are missing altogether are not "no documents".
    expect(faults('C-1002')[1]).toEqual([
      'UPSTREAM_INVALID identity-verification [2]',
      'UPSTREAM_INVALID identity-verification app-2/idDocs/0',
    ]);
  });

  it('says which system it is when there is no answer, or none that can be read', async () => {
    server.answer = () => 500;
    const source = verificationVendorSource(server.system);
    await expect(source.files(['C-1001'], signal)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      details: { system: 'identity-verification' },
    });
    server.answer = () => ({ applicants: [] });
    await expect(source.files(['C-1001'], signal)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });
});

describe('an identity document', () => {
  it('is valid on its last day, and no longer', () => {
    const on = (day: string) => isExpired({ expiresOn: '2025-12-11' }, new Date(day));
    expect([on('2025-12-11T23:59:59Z'), on('2025-12-12T00:00:00Z')]).toEqual([false, true]);
    expect(isExpired({ expiresOn: null }, new Date())).toBeNull();
  });
});
