/** Texts as they are searched: one a line, in small letters and without accents, so that `etienne` finds Étienne. */
export function searchable(texts: readonly (string | null | undefined)[]): string {
  return folded(texts.filter((text) => text !== null && text !== undefined).join('\n'));
}

/** A LIKE pattern (with `\` as its escape) for texts that hold what was asked, taken as it is. */
export function holding(asked: string): string {
  return `%${folded(asked).replace(/[\\%_]/g, '\\$&')}%`;
}

function folded(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
