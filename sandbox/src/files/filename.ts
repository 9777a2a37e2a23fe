/** Endings by MIME type, for what the sandbox makes and what a browser is likely to send. */
const ENDINGS = new Map([
  ['application/pdf', 'pdf'],
  ['audio/mpeg', 'mp3'],
  ['audio/wav', 'wav'],
  ['image/gif', 'gif'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['text/plain', 'txt'],
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
]);
/** Most file systems hold 255 bytes; the rest is for an ending and a number. */
const LONGEST = 180;
/** Names that Windows keeps for its devices, with any ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** The ending that goes with a MIME type, without its point; `bin` when none is known. */
export function endingOf(mimeType: string): string {
  return ENDINGS.get(mimeType.split(';')[0]?.trim().toLowerCase() ?? '') ?? 'bin';
}

/**
 * A text as the name of a file that is safe on any system and in any header or archive: no path, no control or
 * reserved character, no point at either end, at most 180 bytes. What is left empty becomes `file`.
 */
export function safeName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replace(/[/\\:*?"<>|]+/g, '-');
  let name = '';
  for (const character of plain) {
    if (Buffer.byteLength(name + character) > LONGEST) break;
    name += character;
  }
  name = name.replace(/^[. ]+|[. ]+$/g, '').replace(DEVICES, '_$&');
  return name === '' ? 'file' : name;
}

/** Hands out names that are all different, whatever the case of their letters: the second `a.png` becomes `a (2).png`. */
export function uniqueNames(): (stem: string, ending: string) => string {
  const taken = new Set<string>();
  return (stem, ending) => {
    for (let count = 1; ; count += 1) {
      const name = `${safeName(stem)}${count === 1 ? '' : ` (${count})`}.${ending}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}

/** The value of a Content-Disposition header (RFC 6266): the name in ASCII for old readers and in full for all others. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const ascii = bare.replace(/[^\x20-\x7e]|["\\%]/g, '_') || '_';
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${full}`;
}
