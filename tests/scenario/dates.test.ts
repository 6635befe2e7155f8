import { describe, expect, test } from 'vitest';
import { daysOfIsoDate } from '../../src/scenario/dates.js';

describe('ISO dates', () => {
  // Python: (datetime.date(2024, 3, 31) - datetime.date(1970, 1, 1)).days, and so on
  test.each([['1970-01-01', 0], ['2024-03-31', 19813], ['2000-02-29', 11016], ['1900-03-01', -25508]])('%s is day %d since 1970', (text, days) => {
    expect(daysOfIsoDate(text)).toBe(days);
  });

  test('times of day and offsets count', () => {
    // Python: datetime.datetime.fromisoformat('2024-03-31T14:30:36+02:00').timestamp() / 86400
    expect(daysOfIsoDate('2024-03-31T14:30:36+02:00')).toBeCloseTo(19813.52125, 10);
    expect(daysOfIsoDate('2024-03-31 12:00')).toBe(19813.5);
    expect(daysOfIsoDate('2024-03-31T00:00:00.000Z')).toBe(19813);
  });

  test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '31.03.2024', '2024-3-1', '', '2024-03-31T25:00', '2024-03-31T10:60', 'today'])('%s is no date', (text) => {
    expect(daysOfIsoDate(text)).toBeUndefined();
  });
});
