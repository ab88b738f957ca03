import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The folder or one of its files is missing or not what its name says. The message tells what to do. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}

/** Files that a run reads, by their path in the folder. */
export const publishedFiles = [
  'open-banking/account-info-openapi-v4.0.json',
  'screening/ofac-sdn.csv',
  'screening/ofac-alt.csv',
  'screening/yente-t1-entities.ftm.json',
  'screening/yente-negatives-us.csv',
  'fraud/minfraud-score.json',
  'fraud/minfraud-reasons.json',
  'fraud/fingerprint-event.json',
  'aml/tazama-alert.json.txt',
  'aml/sar-acknowledgement.xml',
  'consent/dpv-purposes.csv',
  'consent/dpv-consent-status.csv',
] as const;
export type PublishedFile = (typeof publishedFiles)[number];

const samplesFolder = 'open-banking/samples';

/** The folder of published input. It is read only, and nothing of it is kept. */
export class PublishedData {
  readonly #folder: string;

  /** @throws UnusableInput when the folder, one of its files, or every sample is missing */
  constructor(folder: string) {
    this.#folder = folder;
    if (!isFolder(folder))
      throw new UnusableInput(`No folder ${folder}. Give the folder with the published input.`);
    const missing = publishedFiles.filter((file) => !isFile(join(folder, file)));
    if (!isFolder(join(folder, samplesFolder))) missing.push(`${samplesFolder}/` as PublishedFile);
    if (missing.length > 0) {
      throw new UnusableInput(
        `${folder} lacks ${missing.join(', ')}. conformance/README.md tells where each file is published.`,
      );
    }
  }

  /** Folder of the watchlists, for the screening service. */
  get watchlists(): string {
    return join(this.#folder, 'screening');
  }

  text(file: PublishedFile): string {
    return readFileSync(join(this.#folder, file), 'utf8');
  }

  /** @throws UnusableInput when the file is not JSON */
  json(file: PublishedFile): unknown {
    try {
      return JSON.parse(this.text(file));
    } catch (cause) {
      throw new UnusableInput(`${file} is not JSON. Fetch it again from where it is published.`, { cause });
    }
  }

  /** The published samples of Open Banking as they stand, by name: `Accounts-0` and so on. */
  samples(): readonly { readonly name: string; readonly text: string }[] {
    const folder = join(this.#folder, samplesFolder);
    const ending = '.json.txt';
    const files = readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .sort();
    if (files.length === 0) throw new UnusableInput(`${samplesFolder} holds no file *${ending}.`);
    return files.map((file) => ({
      name: file.slice(0, -ending.length),
      text: readFileSync(join(folder, file), 'utf8'),
    }));
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
