import { fourAuditQuestions } from './four-questions.js';
import { gradedResponse } from './graded-response.js';
import { stepUpNotLock } from './step-up-not-lock.js';
import type { Story } from './story.js';
import { threeChannels } from './three-channels.js';

/** The workflows of the bank, in their order. */
export const stories: readonly Story[] = [stepUpNotLock, threeChannels, fourAuditQuestions, gradedResponse];
