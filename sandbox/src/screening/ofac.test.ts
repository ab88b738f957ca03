import { describe, expect, it } from '@jest/globals';
import { readOfacList } from './ofac.js';

const sdn = [
  '1,"QUILLTREE HOLDINGS CO., LTD.",-0- ,"SDGT] [IFSR",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
  '2,"MARROWBONE ESTEVES, Tobias","individual","SDNTK","Colonel",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 27 Mar 1978; alt. DOB circa 1979; POB Lima, Peru; nationality Peru; citizen Burma; Gender Male; Passport AB12345 (Peru) issued 18 Jan 2004; a.k.a. \'EL FAROL\'."',
  '3,"SEA OTTER IX","vessel","CUBA",-0- ,"HXYZ",-0- ,-0- ,-0- ,"Panama",-0- ,-0- ',
  '4,"PELLWICK, Ann","individual","SDNTK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1960 to 1962."',
  'no number,"NOBODY",-0- ',
  '\u001a',
].join('\r\n');
const alt = '2,9,"aka","MARROW, Toby",-0- \r\n3,10,"fka","SEA OTTER",-0- \r\n';

describe("OFAC's list in its legacy format", () => {
  const { entities, skipped } = readOfacList(sdn, alt);

  it('reads persons with the given name first, aliases, and the facts among the remarks', () => {
    expect(entities[1]).toEqual({
      id: 'ofac-2',
      caption: 'Tobias MARROWBONE ESTEVES',
      schema: 'Person',
      properties: {
        name: ['Tobias MARROWBONE ESTEVES'],
        alias: ['Toby MARROW'],
        weakAlias: ['EL FAROL'],
        topics: ['sanction'],
        programId: ['SDNTK'],
        position: ['Colonel'],
        birthDate: ['1978-03-27', '1979'],
        birthPlace: ['Lima, Peru'],
        nationality: ['pe', 'mm'],
        gender: ['male'],
        passportNumber: ['AB12345'],
      },
      datasets: ['us_ofac_sdn'],
      referents: [],
      target: true,
      first_seen: null,
      last_seen: null,
      last_change: null,
    });
    expect(entities[3]?.properties.birthDate).toEqual(['1960', '1961', '1962']);
  });

  it('reads organisations and ships, and counts the rows that it cannot read', () => {
    expect(entities.map((entity) => [entity.schema, entity.caption])).toEqual([
      ['Organization', 'QUILLTREE HOLDINGS CO., LTD.'],
      ['Person', 'Tobias MARROWBONE ESTEVES'],
      ['Vessel', 'SEA OTTER IX'],
      ['Person', 'Ann PELLWICK'],
    ]);
    expect(entities[0]?.properties.programId).toEqual(['SDGT', 'IFSR']);
    expect(entities[2]?.properties).toMatchObject({
      alias: ['SEA OTTER'],
      callSign: ['HXYZ'],
      flag: ['Panama'],
    });
    expect(skipped).toBe(2);
  });
});
