/** What people write as a reason or a note, on one line: line breaks and other control characters have no place in a list or a log. */
export function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** Without what nobody sees: spaces, also those without width, fill no reason. */
export function visible(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

/** How many characters a text has, as PostgreSQL counts them. */
export function characters(text: string): number {
  return [...text].length;
}
