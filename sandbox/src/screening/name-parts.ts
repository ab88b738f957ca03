import { editDistance } from './edit-distance.js';
import { type RomanWord, romanWords } from './romanise.js';
import { foldedForm, skeleton } from './sound-keys.js';

/** One word of a name, ready for comparison. */
export interface NamePart {
  /** Lower-case Latin letters and digits. */
  readonly text: string;
  /** `text` with the usual variants of transcription folded together. */
  readonly folded: string;
  /** The consonants alone. */
  readonly skeleton: string;
  /** The script it came from writes no short vowels (Arabic, Hebrew). */
  readonly vowelless: boolean;
}

/** A name taken apart. */
export interface ParsedName {
  /** As it was written. */
  readonly original: string;
  readonly parts: readonly NamePart[];
  /** All words, in order, without spaces: catches differences of word division. */
  readonly joined: string;
  /** The writing itself, case and spaces folded: equal for equal names in any script. */
  readonly literal: string;
  /** Written in a script other than Latin. */
  readonly foreign: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const honorifics = words(`
  mr mrs ms miss mx dr prof professor sir lady lord dame hon rev reverend father sheikh shaikh shaykh sheik haji hajji
  hajj hadji hadj mullah maulawi mawlawi maulvi sayyid sayed sayyed colonel col general gen major maj captain capt
  lieutenant lt brigadier admiral señor senor senora don dona herr frau monsieur madame gospodin alhaj alhaji imam
  ayatollah hojjatoleslam ustad president minister prince princess kyrios kyria`);

const particles = words(`
  al el ul ur ad ar as ash at az an bin ibn ben bint bn binti abd de del della dello di da das do dos du la le las los
  van von der den ter ten het y e and of the zu zum zur af av o mac san ait ould uld oglu ogly kyzy`);

/** Words that only say what kind of company it is. */
const companyForms = words(`
  ltd limited llc joint stock public open closed liability partnership establishment llp lp inc incorporated corp corporation co company plc gmbh ag kg kgaa ug se sa sas sarl sl slu srl
  spa bv nv ab as asa aps oy oyj doo dooel ood eood ead ad zao oao ooo pao ao jsc pjsc ojsc cjsc fze fzc fzco fzllc dmcc
  pty pte sdn bhd kft zrt nyrt sp zoo spzoo sro kk gk cv rl de ltda eirl ei cia e c s a l r v p jv jlc est wll saoc
  kda kd jdoo tov at dd sca snc scs epe ae oe ike sia uab`);

const longForms = [...companyForms].filter((form) => form.length >= 7);

const companyPhrases: readonly (readonly [RegExp, string])[] = [
  [/общество с ограниченной ответственностью|товариство з обмеженою відповідальністю/giu, 'llc'],
  [/таварыства з абмежаванай адказнасцю|дружество с ограничена отговорност/giu, 'llc'],
  [/(публичное |закрытое |открытое )?акционерное общество/giu, 'jsc'],
  [/εταιρία περιορισμένης ευθύνης|εταιρεία περιορισμένης ευθύνης/giu, 'llc'],
  [/ανώνυμη εταιρεία/giu, 'sa'],
  [/sociedad de responsabilidad limitada|societatea cu r[ăa]spundere limitat[ăa]/giu, 'llc'],
  [/spole[čc]nost s ru[čc]en[íi]m omezen[ýy]m|dru[žz]ba z omejeno odgovornostjo/giu, 'llc'],
  [/limited liability (company|partnership)|joint[- ]stock company|free zone establishment/giu, 'llc'],
  [/有限责任公司|股份有限公司|有限公司|株式会社|公司/gu, ' llc '],
  [/شركة/gu, ' llc '],
  [/\b([a-z])\.\s?([a-z])\.(\s?([a-z])\.)?(\s?([a-z])\.)?/giu, '$1$2$4$6 '],
];

/** Takes a person's name apart: honorifics go, particles go unless nothing else would be left. */
export function parsePersonName(name: string): ParsedName {
  const roman = romanWords(expandSurnameFirst(name));
  const dropped = roman.filter((word) => !honorifics.has(word.text) && !particles.has(word.text));
  const kept = dropped.length >= 1 ? dropped : roman;
  return parsed(name, divideServantOf(kept));
}

/** Takes the name of an organisation, a ship or a plane apart: company forms go unless nothing else is left. */
export function parseThingName(name: string): ParsedName {
  const text = companyPhrases.reduce((all, [pattern, with_]) => all.replace(pattern, with_), name);
  const roman = romanWords(text).filter((word) => word.text !== 'the' && word.text !== 'and');
  const distinctive = roman.filter((word) => !isCompanyForm(word.text));
  return parsed(name, distinctive.length === 0 ? roman : distinctive);
}

/** "LAST, First" as watchlists write it becomes "First LAST". */
function expandSurnameFirst(name: string): string {
  const [last, first, ...rest] = name.split(/[,،]/u);
  return first === undefined || rest.length > 1 ? name : `${first} ${rest.join(' ')} ${last}`;
}

/** `abdul rahman`, `-rahman` and `abdulrahman` all become `abd rahman`; `lah` one word. */
function divideServantOf(roman: readonly RomanWord[]): RomanWord[] {
  return roman.flatMap((word, index): RomanWord[] => {
    const before = roman[index - 1]?.text ?? '';
    if (isAllah(word.text) && isServant(before)) return [{ ...word, text: 'abdallah' }];
    if (isServant(word.text)) {
      return isAllah(roman[index + 1]?.text ?? '') ? [] : [{ text: 'abd', vowelless: false }];
    }
    const long = /^abd[aeuo]?[lrsznt](?=[^aeiou]?[a-z]{3})/.exec(word.text);
    const rest = long === null ? '' : word.text.slice(long[0].length);
    if (long === null || /^l?a?h$/.test(rest)) return [word];
    // `abdurrahman`: the article took the sound of the next letter, which may be written once or twice.
    const assimilated = /[^l]$/.test(long[0]) && !rest.startsWith(long[0].slice(-1));
    const name = assimilated ? long[0].slice(-1) + rest : rest;
    return [
      { text: 'abd', vowelless: false },
      { text: name, vowelless: word.vowelless },
    ];
  });
}

function isServant(text: string): boolean {
  return /^(abd[aeuo]?[lr]?|ebd|abdo|abdou)$/.test(text);
}

function isAllah(text: string): boolean {
  return /^(allah|ullah|alah|ulah|allh|llah)$/.test(text);
}

/** A company form, also with one letter wrong in it. */
function isCompanyForm(text: string): boolean {
  if (companyForms.has(text)) return true;
  return text.length >= 6 && longForms.some((form) => editDistance(text, form, 1) <= 1);
}

function parsed(name: string, roman: readonly { text: string; vowelless: boolean }[]): ParsedName {
  const parts = roman.map(({ text, vowelless }) => ({
    text,
    folded: foldedForm(text),
    skeleton: skeleton(text),
    vowelless,
  }));
  return {
    original: name,
    parts,
    joined: parts.map((part) => part.folded).join(''),
    literal: name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ''),
    foreign: !/\p{Script=Latin}/u.test(name),
  };
}
