/** What the built-in fonts of a PDF have beside ASCII and the upper half of Latin-1 (WinAnsi, 0x80 to 0x9f). */
const EXTRAS = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/**
 * A text with only what the built-in fonts of a PDF can show: a letter they lack loses its accents, and is a question mark
 * if that does not help. Line ends stay, other control characters become blanks. It is text and stays text: HTML is not read.
 */
export function printable(text: string): string {
  let shown = '';
  for (const character of text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\u2028|\u2029/g, '\n')) {
    if (/[^\P{C}\n]/u.test(character)) shown += /\s/.test(character) ? ' ' : '';
    else if (isShown(character)) shown += character;
    else shown += plainer(character);
  }
  return shown;
}

function plainer(character: string): string {
  const bare = [...character.normalize('NFKD').replace(/\p{M}/gu, '')];
  return bare.length > 0 && bare.every(isShown) ? bare.join('') : '?';
}

function isShown(character: string): boolean {
  return /^[\n\x20-\x7e\xa0-\xff]$/.test(character) || EXTRAS.has(character);
}
