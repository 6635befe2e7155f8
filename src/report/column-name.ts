/**
 * The CSV header of a path into a scenario: snake_case, as every header of a result. Two paths may give one header (`a-b.c` and `a.b-c`);
 * `checkTables` then refuses the table.
 *
 * @throws RangeError when the path does not begin with a letter.
 * @example columnName('networks.cabinet.meetingInterval') // 'networks_cabinet_meeting_interval'
 */
export function columnName(path: string): string {
  const words = path.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/_$/, '');
  if (!/^[a-z]/.test(words)) throw new RangeError(`"${path}": expected a path that begins with a letter`);
  return words;
}
