import { describe, expect, test } from '@jest/globals';
import { cutEnd, cutMiddle, visible, visibleLines } from '../../../src/render/visible.ts';

describe('what a reader cannot see is spelled out', () => {
  test.each([
    { name: 'line ends', text: 'a\nb\r\nc\rd', expected: 'a↵b↵c↵d' },
    { name: 'a tab', text: 'a\tb', expected: 'a b' },
    { name: 'a terminal bell', text: '\u0007', expected: '⟨U+0007⟩' },
    { name: 'a direction override', text: '\u202e', expected: '⟨U+202E⟩' },
    { name: 'a zero-width joiner', text: '\u200d', expected: '⟨U+200D⟩' },
    { name: 'a soft hyphen', text: '\u00ad', expected: '⟨U+00AD⟩' },
    { name: 'a no-break space', text: '\u00a0', expected: '⟨U+00A0⟩' },
    { name: 'a Hangul filler', text: '\u3164', expected: '⟨U+3164⟩' },
    { name: 'an empty Braille pattern', text: '\u2800', expected: '⟨U+2800⟩' },
    { name: 'a tag letter', text: '\u{e0041}', expected: '⟨U+E0041⟩' },
    { name: 'half a surrogate pair', text: '\udc00', expected: '⟨U+DC00⟩' },
    { name: 'too many marks', text: `a${'\u0301'.repeat(50)}`, expected: `a${'\u0301'.repeat(4)}…` },
  ])('$name', ({ text, expected }) => {
    expect(visible(text)).toBe(expected);
  });

  test.each(['orders', 'Größe', '漢字', '😀', 'a b', 'עברית'])('but not %s', (text) => {
    expect(visible(text)).toBe(text);
  });

  test('in text of many lines, line feeds and tabs stay', () => {
    expect(visibleLines('a\r\n\tb\rc\u0000')).toBe('a\n\tb\nc⟨U+0000⟩');
  });
});

describe('what is too long is cut', () => {
  test.each([
    { text: 'short', limit: 10, expected: 'short' },
    { text: 'exactly_10', limit: 10, expected: 'exactly_10' },
    { text: 'public.a_long_name', limit: 10, expected: 'public…ame' },
    { text: '😀'.repeat(10), limit: 10, expected: '😀'.repeat(10) },
    { text: '😀'.repeat(11), limit: 10, expected: `${'😀'.repeat(6)}…${'😀'.repeat(3)}` },
    { text: 'x'.repeat(1_000_000), limit: 5, expected: 'xxx…x' },
  ])('in the middle: to $expected', ({ text, limit, expected }) => {
    expect(cutMiddle(text, limit)).toBe(expected);
  });

  test.each([
    { text: 'short', limit: 5, expected: 'short' },
    { text: 'longer', limit: 5, expected: 'long…' },
    { text: '😀'.repeat(5), limit: 5, expected: '😀'.repeat(5) },
    { text: '😀'.repeat(6), limit: 5, expected: `${'😀'.repeat(4)}…` },
  ])('at the end: to $expected', ({ text, limit, expected }) => {
    expect(cutEnd(text, limit)).toBe(expected);
  });
});
