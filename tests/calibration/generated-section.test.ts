import { describe, expect, it } from 'vitest';
import { replaceSection } from '../../src/calibration/generated-section.js';

const text = 'top\n# generated: laws\nold\nolder\n# end: laws\n<!-- generated: laws-more -->\n<!-- end: laws-more -->\nbottom\n';

describe('a generated section', () => {
  it('is replaced between its marks, which stay, and nothing else changes', () => {
    expect(replaceSection(text, 'laws', 'new')).toBe(text.replace('old\nolder', 'new'));
  });

  it('is not mistaken for another one whose name begins alike', () => {
    expect(replaceSection(text, 'laws-more', 'x')).toContain('# generated: laws\nold\nolder\n# end: laws\n<!-- generated: laws-more -->\nx\n<!-- end: laws-more -->');
  });

  it('may be replaced again by the same with no change', () => {
    const once = replaceSection(text, 'laws', 'new');
    expect(replaceSection(once, 'laws', 'new')).toBe(once);
  });

  it('must be there once, its end below its beginning', () => {
    expect(() => replaceSection(text, 'missing', 'x')).toThrow(/found 0/);
    expect(() => replaceSection(text + text, 'laws', 'x')).toThrow(/found 2/);
    expect(() => replaceSection('# end: a\n# generated: a\n', 'a', 'x')).toThrow(/below/);
  });
});
