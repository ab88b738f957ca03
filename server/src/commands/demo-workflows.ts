import { type Line, Play, type Stage } from '../workflows/play.js';
import { stories } from '../workflows/stories.js';
import { type Story, StoryDiffers } from '../workflows/story.js';

/** Numbers of the workflows that can be played. */
export const workflowNumbers: readonly string[] = stories.map(({ number }) => String(number));

/** What to play, and for whom to print it. */
export interface DemoOptions {
  /** One number; all of them when not given. */
  readonly only?: string;
  readonly json: boolean;
  /** Columns of the terminal; 100 when it is none. */
  readonly columns?: number | undefined;
}

/** A story that was played. */
interface Played {
  readonly workflow: number;
  readonly title: string;
  readonly customer: string;
  /** As far as it went as told. */
  readonly steps: readonly Line[];
  /** Where the server did not do or answer what is told; null when it always did. */
  readonly differs: { readonly step: string; readonly difference: string } | null;
}

/**
 * Plays the workflows against a running server, one after the other, and prints each step as it went; with JSON all of them at the
 * end. One that differs does not keep the others from being played.
 *
 * @returns whether everything went as told
 */
export async function demoWorkflows(
  stage: Stage,
  { only, json, columns = 100 }: DemoOptions,
  print: (text: string) => void,
): Promise<boolean> {
  const chosen = stories.filter(({ number }) => only === undefined || only === String(number));
  const played: Played[] = [];
  for (const story of chosen) {
    if (!json)
      print(`${played.length === 0 ? '' : '\n'}${story.number}. ${story.title} (${story.customerId})`);
    played.push(await playStory(stage, story, (line) => json || print(lineAsText(line, columns))));
    const { differs } = played.at(-1) as Played;
    if (!json && differs !== null) print(`  ✗ It differs at "${differs.step}"\n${differs.difference}`);
  }
  const asTold = played.filter(({ differs }) => differs === null).length;
  if (json) print(JSON.stringify(played, null, 2));
  else {
    print(`\n${asTold} of ${chosen.length} went as told. What they left on record: npx bankgraph audit tail`);
  }
  return asTold === chosen.length;
}

async function playStory(stage: Stage, story: Story, tell: (line: Line) => void): Promise<Played> {
  const steps: Line[] = [];
  const about = { workflow: story.number, title: story.title, customer: story.customerId, steps };
  const play = new Play(stage, story.customerId, (line) => {
    steps.push(line);
    tell(line);
  });
  try {
    await story.play(play);
    return { ...about, differs: null };
  } catch (error) {
    if (!(error instanceof StoryDiffers)) throw error;
    return { ...about, differs: { step: error.step, difference: error.difference } };
  }
}

/** Who stands in a column of its own, as wide as the longest of them. */
const whoColumns = 26;

function lineAsText({ who, what }: Line, columns: number): string {
  const width = Math.max(30, columns - whoColumns - 2);
  const lines = [''];
  for (const word of what.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line, at) => `  ${(at === 0 ? who : '').padEnd(whoColumns)}${line}`).join('\n');
}
