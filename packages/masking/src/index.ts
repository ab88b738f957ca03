export { maskValue } from './mask-value.js';
export { isMaskName, type Mask, type MaskName, masks } from './masks.js';
export { neutralText } from './neutral-wording.js';
