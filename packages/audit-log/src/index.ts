export {};
export type { FieldDisclosure } from './field-disclosure.js';
