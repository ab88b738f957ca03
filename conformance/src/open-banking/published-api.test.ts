import { describe, expect, it } from '@jest/globals';
import { PublishedApi } from './published-api.js';

const document = {
  paths: {
    '/things': {
      get: {
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          401: { $ref: '#/components/responses/401Error' },
        },
      },
    },
  },
  components: {
    responses: { '401Error': { description: 'Unauthorized' } },
    schemas: {
      Thing: {
        type: 'object',
        required: ['Scheme'],
        properties: {
          Scheme: { type: 'string', 'x-namespaced-enum': ['UK.OBIE.IBAN', 'UK.OBIE.PAN'] },
          At: { type: 'string', format: 'date-time' },
        },
        additionalProperties: false,
      },
      OBErrorResponse1: { type: 'object', required: ['Errors'] },
    },
  },
};

describe('the published API', () => {
  const api = new PublishedApi(document);
  const json = 'application/json; charset=utf-8';
  const violations = (status: number, body: unknown, type: string | null = json) =>
    api.violations('/things', status, type, body).map(({ path, rule }) => `${path} ${rule}`);

  it('accepts what is published', () => {
    expect(violations(200, { Scheme: 'UK.OBIE.IBAN', At: '2026-01-01T00:00:00Z' })).toEqual([]);
    // A bank's own name space is its own.
    expect(violations(200, { Scheme: 'XX.Bank.Number' })).toEqual([]);
  });

  it('names path and rule of each violation, never a value', () => {
    expect(violations(200, { At: '2026-01-01', Secret: 'GB29NWBK60161331926819' })).toEqual([
      '(body) required Scheme',
      '(body) additionalProperties Secret',
      '/At format date-time',
    ]);
    expect(violations(200, { Scheme: 'IBAN' })).toEqual(['/Scheme x-namespaced-enum']);
    expect(violations(200, { Scheme: 'UK.OBIE.Invented' })).toEqual(['/Scheme x-namespaced-enum']);
  });

  it('wants documented statuses, documented types, and the error body where a refusal has none of its own', () => {
    expect(violations(404, {})).toEqual(['(status) 404 is not documented']);
    expect(violations(200, {}, 'text/html')).toEqual(['(content-type) text/html is not documented']);
    expect(violations(401, { message: 'no' })).toEqual(['(body) required Errors']);
    expect(violations(401, { Errors: [] })).toEqual([]);
  });

  it('is refused when it is no OpenAPI document', () => {
    expect(() => new PublishedApi({ swagger: '2.0' })).toThrow('no paths and components');
  });
});
