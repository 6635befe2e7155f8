/** `2024-03-31`, or with a time of day `2024-03-31T14:30[:59[.5]]` and perhaps `Z` or an offset such as `+02:00`. */
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Days since 1970-01-01 of an ISO 8601 date or date with time of day; without an offset the time of day is taken as it stands.
 * Undefined for other texts and for days that no calendar has, such as 2023-02-29.
 */
export function daysOfIsoDate(text: string): number | undefined {
  const match = ISO.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => Number(match.at(group) ?? 0));
  if (hour > 23 || minute > 59 || second >= 60) return undefined;
  const days = daysOfCivilDate(year, month, day);
  if (days === undefined) return undefined;
  return days + (hour * 60 + minute - offsetInMinutes(match.at(7) ?? 'Z')) / 1440 + second / 86400;
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days since 1970-01-01 in the Gregorian calendar. */
function daysOfCivilDate(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && leap ? 29 : DAYS_OF_MONTH[month - 1];
  if (day > length) return undefined;
  const before = year - 1;
  const ofYears = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  let ofMonths = 0;
  for (let earlier = 1; earlier < month; earlier++) ofMonths += earlier === 2 && leap ? 29 : DAYS_OF_MONTH[earlier - 1];
  const daysTo1970 = 719162;
  return ofYears + ofMonths + day - 1 - daysTo1970;
}

function offsetInMinutes(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}
