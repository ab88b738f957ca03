import { continuousDueDiligence } from './continuous-due-diligence.js';
import { documentFails } from './document-fails.js';
import { closedAccount, expiredDocument, noAccounts } from './edge-of-the-books.js';
import { fourAuditQuestions } from './four-audit-questions.js';
import type { Story } from './ground.js';
import { jointHolder, jointPrincipal } from './joint-account.js';
import { manyAgreements } from './many-agreements.js';
import { arabicName, chineseName, cyrillicName, greekName } from './other-scripts.js';
import { twinWithoutReport, twinWithReport } from './sar-twins.js';
import { shadesOfResponse } from './shades-of-response.js';
import { stepUpInsteadOfBlock } from './step-up-instead-of-block.js';
import { threeChannels } from './three-channels.js';
import { staffMember, vip } from './walls.js';

/** Customer number → story. `sandbox/STORIES.md` tells the same in prose. */
export const stories: ReadonlyMap<number, Story> = new Map([
  [1001, documentFails],
  [1002, stepUpInsteadOfBlock],
  [1003, threeChannels],
  [1004, continuousDueDiligence],
  [1005, fourAuditQuestions],
  [1006, shadesOfResponse],
  [1007, twinWithReport],
  [1008, twinWithoutReport],
  [1009, jointPrincipal],
  [1010, jointHolder],
  [1011, closedAccount],
  [1012, noAccounts],
  [1013, arabicName],
  [1014, chineseName],
  [1015, cyrillicName],
  [1016, greekName],
  [1017, expiredDocument],
  [1018, manyAgreements],
  [1019, vip],
  [1020, staffMember],
]);
