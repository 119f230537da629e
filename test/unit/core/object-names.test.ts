import { describe, expect, test } from '@jest/globals';
import { asShellWord, objectName, parseObjectNames } from '../../../src/core/object-names.ts';

describe('names of objects in a list', () => {
  test.each([
    ['plain ones', 'public.orders, public.users.note', ['public.orders', 'public.users.note']],
    ['quotes that are not needed', '"public"."Orders"', ['public.Orders']],
    ['dots and commas', '"a.b"."c,d",public.x', ['"a.b"."c,d"', 'public.x']],
    ['quotes inside', 'public."say ""hi"""', ['public."say ""hi"""']],
    ['spaces inside and around', ' public.My Table ,  public . y', ['public.My Table', 'public.y']],
    ['spaces at the edge of a name', 'public." x"', ['public." x"']],
    ['commas too many', ',public.a,,', ['public.a']],
    ['nothing', '', []],
  ])('%s', (_name, text, objects) => {
    expect(parseObjectNames(text)).toEqual(objects);
  });

  test.each([['"public.orders'], ['public."a'], ['pub"lic.a'], ['"a"b.c']])('cannot be %s', (text) => {
    expect(parseObjectNames(text)).toBeNull();
  });

  test('are read as they are written, whatever is in them', () => {
    const names = ['orders', 'a.b', 'c,d', 'e"f', ' g', 'h ', 'Größe', "it's", 'a""b', '.', ','];
    for (const schema of names) {
      for (const name of names) {
        const written = objectName({ schema, table: null, name });
        expect(parseObjectNames(`${written},public.other`)).toEqual([written, 'public.other']);
      }
    }
  });

  test('are one word of a command line', () => {
    expect(asShellWord(['public.a', 'public.b'])).toBe('public.a,public.b');
    expect(asShellWord(['"a.b"."c,d"'])).toBe(`'"a.b"."c,d"'`);
    expect(asShellWord(["public.it's"])).toBe(`'public.it'\\''s'`);
  });
});
