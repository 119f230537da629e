/**
 * Translates byte offsets of the UTF-8 form into UTF-16 offsets of the JavaScript string, for offsets asked in
 * rising order (so a whole file costs one pass). A text of ASCII alone costs nothing.
 */
export function utf16Offsets(text: string): (byteOffset: number) => number {
  if (Buffer.byteLength(text, 'utf8') === text.length)
    return (byteOffset) => Math.min(byteOffset, text.length);
  let bytes = 0;
  let units = 0;
  return (byteOffset) => {
    if (byteOffset < bytes) {
      bytes = 0;
      units = 0;
    }
    while (bytes < byteOffset && units < text.length) {
      const codePoint = text.codePointAt(units) ?? 0;
      bytes += utf8Length(codePoint);
      units += codePoint > 0xffff ? 2 : 1;
    }
    return units;
  };
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** The UTF-16 offset of the n-th character (code point) of a text, counted from 0: how PostgreSQL counts error positions. */
export function offsetOfCharacter(text: string, character: number): number {
  let units = 0;
  for (let count = 0; count < character && units < text.length; count += 1) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}
