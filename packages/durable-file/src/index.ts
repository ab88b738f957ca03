/** Files that are there whole or not at all, also after the machine stopped. */
export { replaceFile } from './replace-file.js';
