import { candidate, screened } from '../due-diligence.js';
import { daysAgo } from '../moment.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/** A name in Arabic, written from right to left. */
export const arabicName: Story = (seed) =>
  ground(new Subject(seed, 1013), {
    name: { title: 'Ms', firstName: 'Layla', lastName: 'Haddad', gender: 'female', fullName: 'ليلى حداد' },
    birthDate: '1985-02-14',
    nationality: 'LB',
    sinceDaysAgo: 1_100,
  });

/** A name in Chinese, family name first. */
export const chineseName: Story = (seed) =>
  ground(new Subject(seed, 1014), {
    name: { title: 'Mr', firstName: 'Wei', lastName: 'Zhang', gender: 'male', fullName: '张伟' },
    birthDate: '1994-09-09',
    nationality: 'CN',
    sinceDaysAgo: 900,
  });

/** A name in Cyrillic; it resembles one on a list in two scripts, and the analyst cleared the match. */
export const cyrillicName: Story = (seed) => {
  const subject = new Subject(seed, 1015);
  const base = ground(subject, {
    name: {
      title: 'Mr',
      firstName: 'Hryhoriy',
      lastName: 'Velmozhyn',
      gender: 'male',
      fullName: 'Григорій Вельможин',
    },
    birthDate: '1990-12-30',
    nationality: 'UA',
    sinceDaysAgo: 1_250,
  });
  const at = daysAgo(60, 240);
  const namesake = candidate(
    {
      id: 'SW-grigoriy-velmozhin',
      caption: 'Grigoriy Arkadyevich VELMOZHIN',
      schema: 'Person',
      properties: {
        name: ['Григорий Аркадьевич Вельможин', 'Grigoriy Arkadyevich Velmozhin', 'Hryhorii Velmozhyn'],
        birthDate: ['1963-11-30'],
        nationality: ['ru'],
        topics: ['sanction', 'role.pep'],
      },
      datasets: ['sandbox_sanctions'],
      referents: ['sw-old-0019', 'ch-sandbox-51'],
    },
    0.88,
    { status: 'NO_HIT', reviewedBy: 'S-kyc-analyst-1', reviewedAt: daysAgo(59, 600) },
  );
  return {
    ...base,
    screenings: [
      ...base.screenings.slice(0, 1),
      screened(subject, 3, at, [namesake]),
      ...base.screenings.slice(1),
    ],
  };
};

/** A name in Greek. */
export const greekName: Story = (seed) =>
  ground(new Subject(seed, 1016), {
    name: {
      title: 'Mrs',
      firstName: 'Eleni',
      lastName: 'Papadopoulou',
      gender: 'female',
      fullName: 'Ελένη Παπαδοπούλου',
    },
    birthDate: '1971-04-23',
    nationality: 'GR',
    sinceDaysAgo: 1_700,
  });
