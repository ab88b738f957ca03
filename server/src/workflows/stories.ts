import { continuousDueDiligence } from './continuous-due-diligence.js';
import { documentFails } from './document-fails.js';
import { fourAuditQuestions } from './four-questions.js';
import { gradedResponse } from './graded-response.js';
import { stepUpNotLock } from './step-up-not-lock.js';
import type { Story } from './story.js';
import { threeChannels } from './three-channels.js';

/** The workflows of the bank, in their order. */
export const stories: readonly Story[] = [
  documentFails,
  stepUpNotLock,
  threeChannels,
  continuousDueDiligence,
  fourAuditQuestions,
  gradedResponse,
];
