/** The name of a run's folder, which is when it began: `20261126T142547.747+0000`, and a number where two began at once. */

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})([+-]\d\d)(\d\d)(?:-\d+)?$/;

/** Milliseconds since 1970; undefined where the name is none of ours. */
export function startOf(name: string): number | undefined {
  const [, year, month, day, hour, minute, second, ms, zoneHours, zoneMinutes] = NAME.exec(name) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}${zoneHours}:${zoneMinutes}`,
  );
  return Number.isNaN(at) ? undefined : at;
}

/** As a person writes it, in the time zone of the run; the name itself where it is none of ours. */
export function whenOf(name: string): string {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  return year === undefined ? name : `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}
