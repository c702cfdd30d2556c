/** The name of a run's folder is its start time: `20261126T142547.747+0000`, with a number if two began at once. */

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})([+-]\d\d)(\d\d)(?:-\d+)?$/;

/** Milliseconds since 1970; undefined if the name has another form. */
export function startOf(name: string): number | undefined {
  const [, year, month, day, hour, minute, second, ms, zoneHours, zoneMinutes] = NAME.exec(name) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}${zoneHours}:${zoneMinutes}`,
  );
  return Number.isNaN(at) ? undefined : at;
}

/** Formatted for a person, in the time zone of the run; other names unchanged. */
export function whenOf(name: string): string {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  return year === undefined ? name : `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** With its time zone, as `2026-11-26 14:25:47 +00:00`; other names unchanged. */
export function zonedWhenOf(name: string): string {
  const [, , , , , , , , hours, minutes] = NAME.exec(name) ?? [];
  return hours === undefined ? name : `${whenOf(name)} ${hours}:${minutes}`;
}
