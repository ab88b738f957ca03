import { describe, expect, it } from '@jest/globals';
import { distortions, withoutDiacritics } from './distortions.js';
import type { ListedName } from './listed-names.js';
import { sampleOf, seededRandom } from './random-choice.js';

const person: ListedName = {
  entityId: 'ofac-2',
  kind: 'individual',
  origin: 'primary',
  name: 'Tobias Quillon ESTEVES',
  asListed: 'ESTEVES, Tobias Quillon',
};

describe('distorted names', () => {
  it('are what forms make of them', () => {
    const distorted = Object.entries(distortions).map(([what, { apply }]) => [what, apply(person, () => 0)]);
    expect(Object.fromEntries(distorted)).toEqual({
      'words in reverse order': 'ESTEVES Quillon Tobias',
      'surname first, with comma': 'ESTEVES, Tobias Quillon',
      'middle name dropped': 'Tobias ESTEVES',
      'one typing error': 'Tobias Qillon ESTEVES',
      'diacritics put on': 'tóbíáš qúíllóñ éštévéš',
      'diacritics taken off': undefined,
    });
  });

  it('lose marks on Latin letters only', () => {
    expect(withoutDiacritics('Družba z Pachodavová')).toBe('Druzba z Pachodavova');
    expect(withoutDiacritics('Виталий')).toBeUndefined();
  });

  it('are the same for the same seed', () => {
    const draw = () => sampleOf([...'abcdefgh'], 3, seededRandom(7));
    expect(draw()).toEqual(draw());
    expect(new Set(draw()).size).toBe(3);
    expect(sampleOf(['a'], 5, seededRandom(1))).toEqual(['a']);
  });
});
